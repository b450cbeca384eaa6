// Ce que dit `sne-cotation healthcheck`, en français.

export default {
  "healthcheck.summary": "demande à l'API comment elle va",
  "healthcheck.description":
    "Obtient un jeton, appelle healthcheck, et affiche ce que répond l'API et le temps qu'il a fallu. " +
    "Réussit quand l'API dit qu'elle va bien : « etat » vaut « OK ».",
  "healthcheck.time": "durée",
  "healthcheck.notWell": "l'API répond, mais ne dit pas qu'elle va bien : etat vaut {etat}",
};
