// Ce que dit `sne-cotation call`, en français.

export default {
  "call.summary": "appelle une opération du contrat, par son nom",
  "call.description":
    "Vérifie tous les paramètres à la fois d'après le contrat, et n'envoie rien quand l'un d'eux est faux. " +
    "Affiche les données de la réponse ; le JSON est mis en page, --json donne statut, en-têtes et données en une " +
    "ligne.\n\n" +
    "Les autres utilisateurs de la machine voient les arguments dans la liste des processus : " +
    "donnez les données personnelles par nom@fichier ou --body.",
  "call.value.operation": "opération",
  "call.value.parameters": "nom=valeur",
  "call.operand.operation": "son nom dans le contrat ; sne-cotation operations les liste",
  "call.operand.parameters":
    "nom=valeur, du type que le contrat lui donne (un nom répété est une liste) ; nom:=json, la valeur du JSON ; " +
    "nom:=@fichier, celle du JSON d'un fichier ; nom@fichier, le contenu du fichier (- est l'entrée standard)",
  "call.unknownAdvice":
    "sne-cotation operations liste les opérations du contrat. Celle qui n'a pas de nom à elle s'appelle par sa " +
    "méthode et son chemin : 'GET /healthcheck'.",
  "call.mistakesAdvice":
    "Corrigez-les tous : rien n'a été envoyé. sne-cotation operations {operation} décrit les paramètres.",
  "call.value.accept": "type",
  "call.option.accept": "le type de média demandé, l'un de ceux que l'opération produit ou un autre",
  "call.option.strict": "échoue quand la réponse n'est pas conforme au contrat ; sinon, c'est un avertissement",
  "call.option.no-validate": "ne vérifie ni les paramètres ni la réponse d'après les schémas du contrat",
  "call.value.strategy": "range|page[=endroit]",
  "call.value.max-pages": "nombre",
  "call.option.all-pages": "affiche toutes les pages de l'opération, chacune dès qu'elle arrive",
  "call.option.strategy":
    "avec --all-pages : ce qui demande la page suivante. range ou page, avec le nom du paramètre, ou le JSON Pointer " +
    "dans le corps, qui le prend ; ou du JSON, comme le prend sne.pages, ou @fichier qui en contient. Sinon, " +
    "c'est cherché dans le contrat",
  "call.option.max-pages": "avec --all-pages : échoue quand il y en a davantage (1000 par défaut)",
  "call.notAllPages": "{name} ne sert à rien sans --all-pages",
  "call.badStrategy":
    "--strategy doit être range, page, range=ENDROIT, page=ENDROIT, un objet JSON, ou @FICHIER qui en contient un " +
    "(certains shells ôtent les guillemets du JSON)",
  "call.badMaxPages": "{name} doit être un nombre entier, de 1 à 999999999",
  "call.pagesIncomplete": "arrêté après la page {count} : ce qui est affiché n'est pas tout",
  "call.pagesAdvice":
    "--strategy dit ce qui demande les pages de {operation}, --max-pages combien il peut y en avoir ; " +
    "sne-cotation operations {operation} en donne les paramètres.",
  "call.strictOrNot": "--strict et --no-validate s'excluent",
  "call.misfit": "la réponse de {operation} n'est pas conforme au contrat :",
  "call.noSign": "un paramètre s'écrit nom=valeur, nom:=json ou nom@fichier",
  "call.notJson":
    "ce qui suit {name}:= n'est pas du JSON, ou ne l'est plus : certains shells, dont PowerShell, en ôtent les " +
    "guillemets. Mettez-le dans un fichier : {name}:=@fichier, ou {name}:=@- depuis l'entrée standard",
  "call.rewritten":
    "le shell a changé la valeur de {name} en nom d'un dossier de Windows, comme le fait Git Bash : mettez-la dans " +
    "un fichier ({name}@fichier, {name}@- depuis l'entrée standard), ou lancez la commande avec MSYS_NO_PATHCONV=1",
  "call.noBody": "l'opération {operation} n'a pas de corps",
  "call.bodyTwice": "le corps est donné deux fois : par --body et par {name}",
};
