// Ce que dit `sne-cotation doctor`, en français.

export default {
  "doctor.summary": "dit quelle étape du guide manque, pourquoi, et que faire",
  "doctor.description":
    "Parcourt les étapes du guide : configuration, serveur d'autorisation, identifiants, jeton, passerelle, " +
    "souscription, profil métier, healthcheck. Pour chacune : ✔ bonne, ✖ en échec, – non vérifiée parce qu'une autre " +
    "a échoué, ? impossible à savoir d'ici ; ce qui a été constaté, les causes probables et que faire. " +
    "Réussit quand tout est bon.\n\n" +
    "Avec un contrat qui n'a pas healthcheck, la dernière étape appelle la première de ses opérations qui ne change " +
    "rien et ne demande rien (GET, sans paramètre obligatoire).\n\n" +
    "Rien de secret n'est affiché ni mis dans le rapport, qui peut être joint à un courriel aux administrateurs.",
  "doctor.value.report": "fichier|-",
  "doctor.value.other-token-url": "adresse",
  "doctor.value.other-api-url": "adresse",
  "doctor.option.report": "écrit aussi un rapport en Markdown ; - le met sur la sortie standard, à la place des étapes",
  "doctor.option.verbose": "dit aussi ce qui a été constaté des étapes bonnes",
  "doctor.option.try-other-environment":
    "si les identifiants sont refusés, les essaie dans l'autre environnement, ce qui les y envoie",
  "doctor.option.other-token-url": "adresse du jeton de l'autre environnement, s'il n'est pas de PISTE",
  "doctor.option.other-api-url": "adresse de l'API de l'autre environnement, s'il n'est pas de PISTE",
  "doctor.twoForms":
    "--json et --report - donneraient deux choses à la sortie standard : choisissez l'un, ou un fichier",
  "doctor.whichOther":
    "--try-other-environment : quel est l'autre environnement ? Donnez --environment, ou --other-token-url et " +
    "--other-api-url",
  "doctor.otherUntried": "--other-token-url et --other-api-url ne servent qu'avec --try-other-environment",
  "doctor.causes": "Causes probables, la plus probable d'abord :",
  "doctor.guide": "guide, étape {step} : {title}",
  "doctor.guidePoint": "guide, étape {step} : {title}, point {point}",
  "doctor.well": "Tout est en ordre.",
  "doctor.failed": "Première étape à corriger : « {step} ».",
  "doctor.undecided": "Aucune étape n'a échoué, mais tout n'a pas pu être vérifié.",
  "doctor.reportable":
    "Pour demander de l'aide : ajoutez --report rapport.md, qui écrit tout cela dans un fichier sans rien de secret.",
};
