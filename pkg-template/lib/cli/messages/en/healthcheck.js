// What `sne-cotation healthcheck` says, in English.

export default {
  "healthcheck.summary": "asks the API how it is",
  "healthcheck.description":
    "Gets a token, calls healthcheck, and prints what the API answers and the time it took. " +
    'Succeeds when the API says that it is well: "etat" is "OK".',
  "healthcheck.time": "time",
  "healthcheck.notWell": "the API answers, but does not say that it is well: etat is {etat}",
};
