// Ce que dit `sne-cotation console`, en français.

export default {
  "console.summary": "une page pour suivre le guide, diagnostiquer et explorer l'API",
  "console.description":
    "Sert la console sur cette machine, avec PISTE en miniature à côté. La page joint aussi le bac à sable et la " +
    "production de PISTE ; les identifiants restent en mémoire. Tourne jusqu'à Ctrl-C.",
  "console.value.port": "nombre",
  "console.value.contract": "fichier",
  "console.value.theme": "fichier",
  "console.value.runs": "dossier",
  "console.value.token-url": "adresse",
  "console.value.api-url": "adresse",
  "console.option.port": "port d'écoute ; 0 pour n'importe quel port libre (8787 par défaut)",
  "console.option.contract": "contrat Swagger 2.0, que la page lit et que le simulateur sert",
  "console.option.theme": "feuille de style CSS par-dessus celle de la console",
  "console.option.runs": "le dossier où garder les traitements ; sans lui, aucun ne survit à la console",
  "console.option.token-url": "serveur d'autorisation d'un autre environnement (avec --api-url)",
  "console.option.api-url": "adresse de base de l'API de cet environnement",
  "console.option.json": "affiche les adresses en une ligne de JSON",
  "console.option.open": "ouvre la page dans le navigateur",
  "console.notOpened": "Le navigateur ne s'ouvre pas ({reason}) : ouvrez l'adresse vous-même.",
  "console.option.quiet": "n'affiche que l'adresse de la console",
  "console.badFile": "impossible de lire {path} ({reason})",
  "console.badAddresses": "--token-url et --api-url vont ensemble et sont des adresses entières (https://…)",
  "console.listening": "La console est à l'adresse {url}",
  "console.simulator": "PISTE en miniature écoute sur {url}",
};
