// Ce que dit `sne-cotation operations`, en français.

export default {
  "operations.summary": "liste les opérations du contrat, ou décrit l'une d'elles",
  "operations.description":
    "Liste les opérations du contrat : nom, méthode, chemin, résumé. Avec le nom de l'une d'elles, décrit ses " +
    "paramètres et les champs de son corps ; avec un autre mot, liste celles qui le mentionnent. Avec --remarks, " +
    "dit ce que le contrat a d'anormal, ou ce qu'une opération en emploie. Rien n'est envoyé, et il ne faut pas " +
    "d'identifiants.",
  "operations.value.search": "nom ou mot",
  "operations.operand.search":
    "le nom d'une opération, ou un mot à chercher dans les noms, chemins, résumés et étiquettes",
  "operations.none": "le contrat n'a pas d'opération qui mentionne {search}",
  "operations.noneNear": "le contrat n'a pas d'opération qui mentionne {search} ; vouliez-vous dire {near} ?",
  "operations.option.remarks": "ce que le contrat a qui n'a pas pu être pris tel quel, et ce que cela coûte",
  "operations.remarked":
    "Remarques sur le contrat : {count} ; opérations qu'elles empêchent d'appeler : {lost}. --remarks les donne.",
  "operations.touched": "remarques",
  "operations.remarks": "Remarques :",
  "operations.noRemarks": "Pas de remarque.",
  "operations.touches": "Concerne :",
  "operations.andOthers": "{named} et {others} autres",
  "operations.deprecated": "obsolète",
  "operations.parameters": "Paramètres :",
  "operations.noParameters": "Pas de paramètres.",
  "operations.required": "obligatoire",
  "operations.anyType": "de tout type",
  "operations.arrayOf": "liste de {type}",
  "operations.allowed": "L'une de ces valeurs : {values}",
  "operations.tags": "étiquettes",
  "operations.consumes": "prend",
  "operations.produces": "rend",
  "operations.in.path": "chemin",
  "operations.in.query": "requête",
  "operations.in.header": "en-tête",
  "operations.in.formData": "formulaire",
  "operations.in.body": "corps",
  "operations.option.example": "écrit un corps d'exemple de l'opération, en JSON, d'où partir pour --body",
  "operations.body": "Corps ({type}) :",
  "operations.readOnly": "en lecture seule",
  "operations.lengthBoth": "de {least} à {most} caractères",
  "operations.lengthLeast": "au moins {least} caractères",
  "operations.lengthMost": "au plus {most} caractères",
  "operations.rangeBoth": "de {least} à {most}",
  "operations.rangeLeast": "au moins {least}",
  "operations.rangeMost": "au plus {most}",
  "operations.countBoth": "de {least} à {most} éléments",
  "operations.countLeast": "au moins {least} éléments",
  "operations.countMost": "au plus {most} éléments",
  "operations.pattern": "motif {pattern}",
  "operations.exampleOf": "--example : de quelle opération ? Dites son nom",
  "operations.noBody": "l'opération {id} n'a pas de corps",
  "operations.noExample": "impossible de faire un exemple pour {id} : rien ne convient à son schéma",
};
