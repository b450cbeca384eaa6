// Les textes du relais en français : message et conseil. Les clés sont celles de en.js.

export const fr = {
  "method-not-allowed": ["Un jeton se demande par POST.", "Utilisez tokenFromRelay, ou envoyez une requête POST."],
  "origin-refused": [
    "Cette origine n'obtient pas de jeton ici.",
    "Le propriétaire du relais donne les origines de ses pages dans allowedOrigins, exactement comme un navigateur " +
      "les envoie.",
  ],
  "not-json": ["La requête ne dit pas qu'elle est en JSON.", "Envoyez Content-Type: application/json."],
  "body-too-large": ["La requête est trop longue.", 'Envoyez au plus le jeton refusé : { "rejected": … }.'],
  "body-invalid": [
    "La requête n'est pas de celles que le relais comprend.",
    'Envoyez {} ou { "rejected": "le jeton refusé" }.',
  ],
  "not-authorised": ["Vous n'êtes pas autorisé à obtenir un jeton.", "Identifiez-vous de nouveau, puis réessayez."],
  "too-many-requests": [
    "Trop de demandes de jeton dans cette session.",
    "Attendez un peu, et gardez un seul client pour toute la page.",
  ],
  "renewed-just-now": ["Le jeton vient d'être remplacé plusieurs fois.", "Attendez un peu, puis réessayez."],
  abandoned: ["La page est partie avant la réponse.", "Il n'y a rien à faire."],
  "relay-failed": [
    "Le relais est en panne.",
    "Réessayez plus tard. Si cela dure, prévenez le propriétaire de ce site.",
  ],
  "relay-closed": ["Le relais s'arrête.", "Réessayez plus tard."],
  "token-unavailable": [
    "Il n'y a pas de jeton pour le moment.",
    "Réessayez plus tard. Si cela dure, prévenez le propriétaire de ce site.",
  ],
  "option.authorize": [
    "",
    "Donnez une fonction qui regarde la session de la requête et rend sa clé (un texte non vide), ou false pour " +
      "refuser. Sans elle, n'importe qui obtiendrait un jeton.",
  ],
  "option.allowedOrigins": [
    "",
    "Donnez les origines de vos pages comme les navigateurs les envoient : " +
      "protocole, hôte, port s'il n'est pas celui d'usage, en minuscules, par exemple « https://app.example ». " +
      "Ni chemin, ni barre finale, ni joker ; en https, ou en http sur cette machine.",
  ],
  "option.getToken": [
    "",
    "Un relais obtient lui-même les jetons : donnez clientId et clientSecret, et laissez getToken à la page.",
  ],
  "option.rateLimit": ["", "Donnez { perMinute } : combien de demandes de jeton une session peut faire par minute."],
};
