// Ce que dit `sne-cotation types`, en français.

export default {
  "types.summary": "écrit les types TypeScript des opérations d'un contrat",
  "types.description":
    "Écrit, d'après le fichier Swagger 2.0 pris sur le portail, des types TypeScript avec leur documentation : " +
    "avec SneCotation.create<Operations>(…), l'éditeur connaît les opérations, leurs paramètres et leurs données. " +
    "Le même contrat donne toujours le même fichier, à conserver avec vos sources.\n\n" +
    "Avec --check, rien n'est écrit : le code de sortie est 1 si le fichier de -o n'est pas à jour. " +
    "Rien n'est envoyé.",
  "types.operand.contract": "le fichier Swagger 2.0 de l'API, ou - pour l'entrée standard",
  "types.value.contract": "contrat",
  "types.value.output": "fichier",
  "types.option.output": "le fichier à écrire ; par défaut, ou avec -, la sortie standard",
  "types.value.integers": "genre",
  "types.option.integers":
    "ce que sont les entiers de 64 bits des réponses, comme l'option integers du client : number (par défaut), bigint" +
    " ou text",
  "types.option.check": "vérifie que le fichier de -o est à jour, sans l'écrire",
  "types.integersWhat": "--integers vaut number, bigint ou text",
  "types.checkWhat": "--check compare un fichier : dites lequel avec -o",
  "types.written": "{bytes} octets écrits dans {file}",
  "types.unchanged": "{file} : à jour",
  "types.outdated": "{file} n'est pas à jour. Pour l'écrire de nouveau : {command}",
  "types.absent": "{file} n'existe pas. Pour l'écrire : {command}",
  "types.unwritable": "impossible d'écrire {file} : {reason}",
};
