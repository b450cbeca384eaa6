// Ce que dit `sne-cotation request`, en français.

export default {
  "request.summary": "fait n'importe quel appel sous le chemin de base de l'API",
  "request.description":
    "Envoie une requête avec un jeton, sans contrat, et affiche les données de la réponse ; " +
    "le JSON est mis en page, --json donne statut, en-têtes et données en une ligne.",
  "request.value.method": "méthode",
  "request.value.path": "chemin",
  "request.value.query": "nom=valeur",
  "request.operand.method": "GET, HEAD, POST, PUT, PATCH, DELETE ou OPTIONS",
  "request.operand.path":
    "relatif au chemin de base : /healthcheck ; @fichier le prend dans un fichier, - sur l'entrée standard",
  "request.option.query": "un paramètre de la requête ; un nom répété est envoyé autant de fois",
  "request.option.allow-empty": "un 200 sans corps est une réponse, pas un échec",
  "request.option.body":
    "le corps : un fichier, ou - pour l'entrée standard. Ce doit être du JSON, à moins qu'un en-tête Content-Type ne " +
    "dise autre chose",
  "request.noSign": "{name} s'écrit nom=valeur",
  "request.rewritten":
    "le shell a changé le chemin en celui d'un dossier de Windows ({path}), comme le fait Git Bash : écrivez " +
    "//healthcheck, lancez la commande avec MSYS_NO_PATHCONV=1, ou donnez le chemin par @fichier ou - (entrée " +
    "standard)",
  "request.queryRewritten":
    "le shell a changé la valeur de {name} en nom d'un dossier de Windows, comme le fait Git Bash : lancez la " +
    "commande avec MSYS_NO_PATHCONV=1, ou donnez chemin et paramètres ensemble par @fichier ou - (entrée standard)",
};
