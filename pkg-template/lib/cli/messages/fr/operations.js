// Ce que dit `sne-cotation operations`, en français.

export default {
  "operations.summary": "liste les opérations du contrat, ou décrit l'une d'elles",
  "operations.description":
    "Liste les opérations du contrat : nom, méthode, chemin, résumé. Avec le nom de l'une d'elles, décrit ses " +
    "paramètres ; avec un autre mot, liste celles qui le mentionnent. Rien n'est envoyé, et il ne faut pas " +
    "d'identifiants.",
  "operations.value.search": "nom ou mot",
  "operations.operand.search":
    "le nom d'une opération, ou un mot à chercher dans les noms, chemins, résumés et étiquettes",
  "operations.none": "le contrat n'a pas d'opération qui mentionne {search}",
  "operations.noneNear": "le contrat n'a pas d'opération qui mentionne {search} ; vouliez-vous dire {near} ?",
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
};
