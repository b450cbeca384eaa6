// Ce que dit `sne-cotation bulk`, en français.

export default {
  "bulk.summary": "appelle une opération pour chaque ligne d'un fichier, dans le quota ; peut être tuée et reprise",
  "bulk.description":
    "Chaque ligne de JSON, ou chaque ligne d'un fichier CSV avec un en-tête, a les paramètres d'un appel : sous " +
    "leurs noms " +
    "dans le contrat, ou comme le dit --map. Les résultats sont des lignes de JSON avec n, le numéro de la ligne, " +
    "compté à " +
    "partir de 0 ; les échecs aussi, dans un fichier à eux avec --errors, accompagnés de la ligne.\n\n" +
    "Une exécution qui écrit des fichiers tient à côté un journal, sans aucune donnée : tuée à n'importe quel " +
    "instant, " +
    "elle continue avec --resume, et ne refait rien qui ait pu avoir un effet (--in-doubt). Un quota épuisé est " +
    "attendu, " +
    "dans la limite de --max-wait ; au-delà, l'exécution s'arrête avec le code de sortie 75 et dit par quelle " +
    "commande " +
    "elle continue.\n\n" +
    "Code de sortie : 0 tout est fait, 1 des échecs ou des doutes, 2 mauvais usage, 75 arrêtée et à reprendre, 130 " +
    "ou 143 " +
    "interrompue, à reprendre aussi.",
  "bulk.value.input": "fichier|-",
  "bulk.operand.input": "des lignes de JSON, ou du CSV avec ; ou , (.csv, ou --format csv) ; - est l'entrée standard",
  "bulk.value.operation": "nom",
  "bulk.option.operation": "l'opération, par son nom dans le contrat ; sne-cotation operations les liste",
  "bulk.value.map": "paramètre=colonne",
  "bulk.option.map":
    "la colonne ou le champ qui va dans un paramètre ; corps.ville=colonne pour une propriété d'un corps. Les autres " +
    "colonnes vont dans les paramètres de leur nom",
  "bulk.value.format": "ndjson|csv",
  "bulk.option.format": "ce qu'est le fichier, quand son nom ne le dit pas (ndjson par défaut)",
  "bulk.value.encoding": "utf-8|windows-1252",
  "bulk.option.encoding":
    "les caractères du fichier (utf-8 par défaut) ; sous Windows, les tableurs écrivent souvent en windows-1252",
  "bulk.option.output": "le fichier des résultats ; - est la sortie standard, où une reprise peut répéter des lignes",
  "bulk.value.errors": "fichier",
  "bulk.option.errors": "le fichier des échecs : n, nature, code, statut, et la ligne telle quelle",
  "bulk.value.journal": "fichier",
  "bulk.option.journal": "le journal (par défaut celui de --output, suivi de .journal)",
  "bulk.option.resume": "continue l'exécution du journal, qui doit exister",
  "bulk.option.auto-resume": "continue s'il y a un journal, commence s'il n'y en a pas : pour les minuteries",
  "bulk.option.only-failed": "refait ce qui a échoué dans l'exécution du journal",
  "bulk.value.in-doubt": "hold|retry",
  "bulk.option.in-doubt":
    "ce qui était en cours quand une exécution a été tuée, et a pu avoir un effet : laissé tel quel et signalé " +
    "(hold, par " +
    "défaut), ou refait, peut-être deux fois (retry)",
  "bulk.value.concurrency": "nombre",
  "bulk.option.concurrency": "appels simultanés (par défaut selon le quota et le temps de réponse, 8 au plus)",
  "bulk.value.per-second": "appels",
  "bulk.option.per-second": "le quota par seconde, qui est respecté",
  "bulk.value.per-minute": "appels",
  "bulk.option.per-minute": "celui par minute",
  "bulk.value.per-hour": "appels",
  "bulk.option.per-hour": "celui par heure",
  "bulk.value.per-day": "appels",
  "bulk.option.per-day": "celui par jour",
  "bulk.value.reserve": "part",
  "bulk.option.reserve": "la part de ces quotas qui est laissée aux autres : 20% ou 0.2",
  "bulk.value.max-wait": "durée",
  "bulk.option.max-wait": "combien de temps un quota est attendu : 15m (par défaut), 2h, forever (toujours)",
  "bulk.value.until": "hh:mm",
  "bulk.option.until": "quand l'exécution s'arrête, pour être reprise ; aussi une date (2026-12-01T06:00)",
  "bulk.value.stop-after": "nombre",
  "bulk.option.stop-after": "s'arrête après autant d'échecs",
  "bulk.option.dry-run":
    "vérifie chaque ligne d'après le contrat, n'envoie rien, et donne le plan : appels, durée sous les quotas. Ne " +
    "demande " +
    "pas d'identifiants",

  "bulk.noOperation": "quelle opération ? Dites --operation NOM ; sne-cotation operations les liste",
  "bulk.fileTwice": "{file} est nommé pour deux choses",
  "bulk.badMap": "--map s'écrit paramètre=colonne",
  "bulk.badCount": "{name} doit être un nombre entier, de 1 à {most}",
  "bulk.badReserve": "--reserve doit être une part de 0 à 90 %, par exemple 20% ou 0.2",
  "bulk.badMaxWait": "--max-wait s'écrit 90 (secondes), 15m, 1h30m ou forever",
  "bulk.badUntil": "--until s'écrit 06:00, ou comme une date : 2026-12-01T06:00",
  "bulk.nothingToResume":
    "sans journal, il n'y a rien à reprendre : nommez-le par --journal, ou nommez les fichiers de l'exécution",
  "bulk.empty": "{file} est vide : la première ligne nomme les colonnes",
  "bulk.columnTwice": "deux colonnes ont le même nom",
  "bulk.noColumn": "il n'y a pas de colonne {column} ; la première ligne est-elle celle des noms de colonnes ?",
  "bulk.noColumns":
    "aucune colonne n'a le nom d'un paramètre de {operation} : dites --map paramètre=colonne (sne-cotation " +
    "operations " +
    "{operation} donne les paramètres)",
  "bulk.noParameter": "{operation} n'a pas de paramètre {parameter} ; elle a : {allowed}",
  "bulk.notUtf8": "{file} n'est pas dans l'encodage annoncé ; s'il vient d'Excel, essayez --encoding windows-1252",
  "bulk.utf16":
    "{file} est en UTF-16 (« Unicode » sous Windows, et ce que PowerShell redirige) ; enregistrez-le en UTF-8",
  "bulk.notLines":
    "{file} ne commence pas par une ligne de JSON : chaque ligne est un objet à elle seule. jq -c '.[]' fait cela " +
    "d'une liste d'objets ; --format csv annonce un CSV dont le nom ne le dit pas ; enregistrez un classeur en CSV",
  "bulk.unused": "colonnes qu'aucun paramètre ne prend : {columns}",

  "bulk.items": "{count} traitées",
  "bulk.rate": "{rate}/s",
  "bulk.eta": "encore {length}, jusqu'à {hour}",
  "bulk.failed": "{count} en échec",
  "bulk.inDoubt": "{count} dans le doute",
  "bulk.paused": "attend le quota jusqu'à {hour}",
  "bulk.seconds": "{count} s",
  "bulk.minutes": "{count} min",
  "bulk.hours": "{count} h",
  "bulk.days": "{count} jours",

  "bulk.over": "L'exécution est terminée.",
  "bulk.stopped.quota":
    "Arrêtée : le quota est épuisé pour plus longtemps que --max-wait. Reprendre a un sens à {hour}.",
  "bulk.stopped.until": "Arrêtée à l'heure de --until.",
  "bulk.stopped.errors": "Arrêtée : trop d'échecs.",
  "bulk.stopped.refused": "Arrêtée : tous les appels seraient refusés.",
  "bulk.stopped.signal": "Interrompue.",
  "bulk.stopped.left": "Arrêtée : plus personne ne lit les résultats.",
  "bulk.stopped.source": "Arrêtée : le fichier n'a pas pu être lu jusqu'au bout.",
  "bulk.stopped.journal": "Arrêtée : le journal ou un fichier de résultats n'a pas pu être écrit.",
  "bulk.counts": "{items} lignes : {ok} faites, {failed} en échec, {inDoubt} dans le doute",
  "bulk.before": "dont {count} par des exécutions précédentes",
  "bulk.effort": "{calls} appels en {length}",
  "bulk.pauses": "pauses pour le quota : {count}, {length} en tout",
  "bulk.failuresIn": "les échecs sont dans {file} ; --only-failed les refait",
  "bulk.aboutDoubt":
    "dans le doute : l'appel était parti quand son exécution a été tuée, et nul ne sait ce qu'il en est advenu ; " +
    "--in-doubt retry le refait",
  "bulk.quota.second": "refusé après {calls} appels en une seconde : --per-second {limit} l'aurait évité",
  "bulk.quota.minute":
    "refusé après {calls} appels en une minute (attente : {wait}) : --per-minute {limit} l'aurait évité",
  "bulk.quota.hour": "refusé après {calls} appels en une heure (attente : {wait}) : --per-hour {limit} l'aurait évité",
  "bulk.quota.day": "refusé après {calls} appels en un jour (attente : {wait}) : --per-day {limit} l'aurait évité",
  "bulk.resume": "Pour continuer :\n  {command}",
  "bulk.notResumable": "Cette exécution n'a pas de journal et ne peut être reprise : nommez-en un par --journal.",

  "bulk.plan": "{items} lignes, {calls} appels ; rien n'a été envoyé",
  "bulk.planTime": "durée sous les quotas ({windows}) : {length}",
  "bulk.planWithoutQuota": "la durée n'est pas connue sans quota : --per-second, --per-minute, --per-hour, --per-day",
  "bulk.nightTooShort":
    "une nuit ({length}) ne suffit pas : il en faut {runs}. Ne traitez que ce qui a changé, ou reprenez nuit après " +
    "nuit " +
    "avec --until et --auto-resume",
  "bulk.untilTooShort":
    "il reste {length} jusqu'à --until, ce qui ne suffit pas : il faut {runs} exécutions de cette durée. Ne traitez " +
    "que ce " +
    "qui a changé, ou reprenez avec --auto-resume",
  "bulk.planFailed": "{count} lignes ne sont pas conformes au contrat, et échoueraient ; les premières :",
};
