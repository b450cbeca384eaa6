// Ce que disent plusieurs commandes, en français.

export default {
  "help.program": "sne-cotation — l'API SNE-Cotation de l'État, sur PISTE, dans un terminal",
  "help.usage": "Usage :",
  "help.command": "commande",
  "help.anyOptions": "options",
  "help.commands": "Commandes :",
  "help.arguments": "Arguments :",
  "help.options": "Options :",
  "help.connection": "Connexion :",
  "help.variables": "Variables d'environnement :",
  "help.examples": "Exemples :",
  "help.help": "affiche cette aide",
  "help.version": "affiche la version",
  "help.repeatable": "(peut être répétée)",
  "help.credentials":
    "Les identifiants sont lus dans SNE_CLIENT_ID et SNE_CLIENT_SECRET, dans l'environnement ou dans le fichier de " +
    "--dotenv. Aucune option ne les prend : les autres utilisateurs de la machine les verraient dans la liste des " +
    "processus.",
  "help.exit": "Code de sortie : 0 succès, 1 échec, 2 mauvais usage, 130 après Ctrl-C.",

  "value.language": "fr|en",
  "value.environment": "nom",
  "value.dotenv": "fichier",
  "value.token-url": "adresse",
  "value.api-url": "adresse",
  "value.scope": "scope",
  "value.timeout": "secondes",
  "value.deadline": "secondes",
  "value.contract": "fichier",
  "value.body": "fichier|-",
  "value.output": "fichier|-",
  "value.max-bytes": "nombre",
  "option.help": "affiche cette aide",
  "option.json": "une ligne de JSON sur la sortie standard ; les erreurs, en JSON, sur la sortie d'erreur",
  "option.language": "langue des messages (par défaut : celle de LC_ALL, LC_MESSAGES ou LANG)",
  "option.environment":
    "sandbox (bac à sable) ou production ; ou simulator, tel que le sert sne-cotation simulator, et " +
    "simulator:no-profile, etc. pour ses autres applications (SNE_ENVIRONMENT)",
  "option.dotenv": "un fichier .env de variables SNE_… ; celles de l'environnement l'emportent",
  "option.token-url": "adresse du jeton, au lieu de celle de l'environnement (SNE_TOKEN_URL)",
  "option.api-url": "adresse de base de l'API, au lieu de celle de l'environnement (SNE_API_URL)",
  "option.scope": "scope à demander ; aucun par défaut (SNE_SCOPE)",
  "option.timeout": "pour une tentative, jeton compris (30 par défaut)",
  "option.deadline": "pour toutes les tentatives ensemble (120 par défaut)",
  "option.no-retry": "n'essaie qu'une fois",
  "option.verbose": "dit chaque étape sur la sortie d'erreur",
  "option.contract": "le fichier Swagger 2.0 de l'API, pris sur le portail (SNE_CONTRACT)",
  "option.body": "le corps : un fichier, ou - pour l'entrée standard",
  "option.include": "affiche statut et en-têtes avant les données",
  "option.output": "écrit les données dans un fichier ; - est la sortie standard, même pour des octets sur un terminal",
  "option.show-error-body":
    "en cas d'échec, montrer le corps de la réponse tel qu'il est arrivé : il peut contenir des données " +
    "personnelles, y compris celles envoyées",
  "option.max-bytes": "la plus grande réponse qui soit lue (33554432 par défaut)",
  "value.header": "Nom: valeur",
  "option.header": "un en-tête ; Nom@fichier en prend la valeur dans un fichier (- est l'entrée standard)",
  "option.idempotent": "un POST ou un PATCH qui peut être répété : réessaie après un échec",

  "variable.SNE_CLIENT_ID": "client_id de l'application (portail, rubrique « Identifiants OAuth »)",
  "variable.SNE_CLIENT_SECRET": "client_secret de la même application",
  "variable.SNE_ENVIRONMENT": "sandbox, production ou simulator (--environment)",
  "variable.SNE_TOKEN_URL": "adresse du jeton, si c'en est une autre (--token-url)",
  "variable.SNE_API_URL": "adresse de base de l'API, si c'en est une autre (--api-url)",
  "variable.SNE_SCOPE": "scope à demander (--scope)",
  "variable.SNE_CONTRACT": "le fichier Swagger 2.0 de l'API (--contract)",

  "usage.unknownCommand": "il n'y a pas de commande {name}",
  "usage.unknownCommandNear": "il n'y a pas de commande {name} ; vouliez-vous dire {near} ?",
  "usage.unknownOption": "il n'y a pas d'option {name}",
  "usage.unknownOptionNear": "il n'y a pas d'option {name} ; vouliez-vous dire {near} ?",
  "usage.optionFirst": "les options viennent après la commande, {name} aussi : sne-cotation <commande> {name}",
  "usage.secret":
    "il n'y a pas d'option {name}, et c'est voulu : les autres utilisateurs de la machine voient les arguments dans " +
    "la liste des processus, et le shell les garde dans son historique. Les identifiants sont lus dans SNE_CLIENT_ID " +
    "et SNE_CLIENT_SECRET, dans l'environnement ou dans un fichier nommé par --dotenv.",
  "usage.envFile":
    "il n'y a pas d'option --env-file : Node la prend pour lui, où qu'elle soit. " +
    "Employez --dotenv, qui lit les mêmes fichiers.",
  "usage.unexpected": "argument inattendu : {name}",
  "usage.missingOperand": "argument manquant : {name}",
  "usage.badValue": "valeur fausse ou manquante : {name}",
  "usage.choice": "{name} doit être l'une de ces valeurs : {allowed}",
  "usage.seeHelp": "Voir : sne-cotation{command} --help",
  "failure.unexpected": "erreur inattendue : {reason}",

  "hint.simulator": "Le simulateur tourne-t-il ? Lancez-le dans un autre terminal : sne-cotation simulator",
  "hint.proxy":
    "Cette commande s'en sert d'elle-même avec Node 22.21, 24.5 ou plus récent (ici {version}), ou si undici " +
    "est installé à côté (npm install undici).",
  "hint.throughProxy":
    "La demande est passée par le mandataire (proxy) que nomme l'environnement (HTTPS_PROXY) : vérifiez son adresse, " +
    "et s'il demande un nom et un mot de passe (http://nom:mot-de-passe@hote:port). NO_PROXY liste les hôtes qui " +
    "s'en passent.",
  "proxy.badAddress":
    "{name} n'est pas l'adresse d'un mandataire (proxy) : il faut http://hote:port ou https://hote:port, au " +
    "besoin avec nom:mot-de-passe@ devant l'hôte ; ni mandataire SOCKS, ni fichier PAC",

  "input.unreadable": "impossible de lire {file} : {reason}",
  "input.notText": "{file} n'est pas un texte en UTF-8",
  "input.notJson": "{file} n'est pas du JSON",
  "input.empty": "{file} : il n'y a rien dedans",
  "input.standard": "l'entrée standard",
  "input.noName": "le nom d'un fichier est vide : une variable du shell n'est-elle pas définie ?",
  "input.noNameOf": "le nom du fichier de {name} est vide : une variable du shell n'est-elle pas définie ?",
  "input.TWICE": "l'entrée standard ne se lit qu'une fois",
  "input.ENOENT": "ce fichier n'existe pas",
  "input.EACCES": "ce n'est pas permis",
  "input.isJson":
    "à la place d'un fichier, il y a du JSON, ou ce qu'un shell en a laissé : mettez-le dans un fichier dont vous " +
    "donnez le nom, ou - pour l'entrée standard",
  "input.EISDIR": "c'est un dossier",
  "input.ENOTDIR": "une partie du chemin n'est pas un dossier",
  "input.ENOSPC": "il n'y a plus de place",

  "connection.noEnvironment":
    "quel environnement ? Dites --environment sandbox, production ou simulator (ou SNE_ENVIRONMENT), ou bien " +
    "--token-url et --api-url",
  "connection.noCredentials":
    "il manque des identifiants : {names}. Donnez-les dans l'environnement ou dans un fichier nommé par --dotenv ; " +
    "ils sont sur le portail, onglet « Applications », rubrique « Identifiants OAuth »",
  "connection.misspelt": "aucune variable ne s'appelle {name} ; vouliez-vous dire {near} ?",
  "connection.noContract":
    "il manque le contrat : nommez-le par --contract ou SNE_CONTRACT. C'est le fichier Swagger 2.0 que le portail " +
    "donne aux abonnés (« Télécharger la documentation »)",
  "connection.noVariables":
    "{file} n'a aucune des variables SNE_… ; est-ce un texte en UTF-8, avec un NOM=valeur sur chaque ligne ?",
  "dotenv.cut":
    "{file}, ligne {line} : {name} contient un #, et ce qui le suit serait pris pour un commentaire ; mettez la " +
    'valeur entre guillemets : {name}="…"',
  "dotenv.quote":
    "{file}, ligne {line} : la valeur de {name} a un guillemet de trop ou de moins ; écrivez-la sans guillemets, ou " +
    "entre d'autres : {name}='…'",
  "dotenv.reference":
    "{file}, ligne {line} : {name} renvoie à une autre variable, dont --dotenv ne met pas la valeur à la place ; " +
    "écrivez la valeur elle-même, ou définissez {name} dans l'environnement",
  "dotenv.unread": "{file}, ligne {line} : ce n'est pas l'écriture d'un fichier .env ; écrivez {name}=valeur",
  "dotenv.utf16": "{file} est en UTF-16 (« Unicode » sous Windows) ; enregistrez-le en UTF-8",
  "dotenv.latin1":
    "{file} n'est pas en UTF-8, mais sans doute en Latin-1 (« ANSI » sous Windows) ; enregistrez-le en UTF-8",
  "connection.badSeconds": "{name} doit être un nombre de secondes, de 0.001 à 86400",
  "connection.oldNode": "--dotenv demande Node 20.12 ou plus récent ; celui-ci est {version}",

  "headers.noSign": "{name} s'écrit 'Nom: valeur', Nom=valeur ou Nom@fichier",
  "answer.unwritable": "impossible d'écrire {file} : {reason}",
  "answer.badBytes": "{name} doit être un nombre entier d'octets, de 1 à 536870888",
  "failure.body": "Le corps de la réponse, qui peut contenir des données personnelles :",
  "failure.noBody": "(la réponse n'avait pas de corps)",
  "answer.saved": "{bytes} octets écrits dans {file}",
  "answer.added": "{bytes} octets ajoutés à {file}",
  "answer.bytes":
    "la réponse est faite de {bytes} octets, qu'un terminal ne peut pas montrer : " +
    "donnez --output FICHIER, ou --output - si c'est voulu",

  "serving.badPort": "le port doit être un nombre entier de 0 à 65535, et non {port}",
  "serving.portInUse":
    "le port {port} de {host} est déjà pris ; en choisir un autre avec --port, ou n'importe quel port libre avec " +
    "--port 0",
  "serving.portForbidden": "le port {port} de {host} n'est pas permis ; à partir de 1024, ils le sont en général",
  "serving.cannotListen": "impossible d'écouter sur le port {port} de {host} ({reason})",
  "serving.stop": "Ctrl-C pour arrêter.",
  "serving.portRefused":
    "les navigateurs refusent le port {port}, et Node aussi ; choisissez-en un autre, 8787 par exemple, ou 0 " +
    "pour n'importe quel port libre",
  "serving.hostElsewhere":
    "{host} n'est pas un nom ni une adresse de cette machine ; 127.0.0.1 n'est joignable que d'ici, 0.0.0.0 de partout",
  "failure.cannotPrint": "impossible d'écrire sur la sortie : {reason}",
};
