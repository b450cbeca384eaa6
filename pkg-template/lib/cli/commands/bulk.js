// `sne-cotation bulk`: an operation for every line of a file, within the quota, in a run that can be killed and
// resumed.
// What it takes is here; what it does is in ../bulk/.

import { runBulk } from "../bulk/run.js";
import { CONNECTION, CONTRACT } from "../connection.js";
import { HEADER } from "../headers.js";

/** @import { Command } from "../command.ts" */

/** @type {Command} */
export const bulk = {
  name: "bulk",
  operands: [{ name: "input", required: true }],
  options: {
    operation: { type: "string" },
    map: { type: "string", multiple: true },
    format: { type: "string" },
    encoding: { type: "string" },
    output: { type: "string", short: "o" },
    errors: { type: "string" },
    journal: { type: "string" },
    resume: { type: "boolean" },
    "auto-resume": { type: "boolean" },
    "only-failed": { type: "boolean" },
    "in-doubt": { type: "string" },
    concurrency: { type: "string" },
    "per-second": { type: "string" },
    "per-minute": { type: "string" },
    "per-hour": { type: "string" },
    "per-day": { type: "string" },
    reserve: { type: "string" },
    "max-wait": { type: "string" },
    until: { type: "string" },
    "stop-after": { type: "string" },
    "dry-run": { type: "boolean" },
    ...HEADER,
    idempotent: { type: "boolean" },
    ...CONTRACT,
    ...CONNECTION,
  },
  sends: true,
  examples: [
    "sne-cotation bulk demandes.ndjson --operation uneOperation -o cotations.ndjson",
    "sne-cotation bulk demandes.csv --operation uneOperation --map numero=dossier",
    "sne-cotation bulk demandes.ndjson --operation uneOperation --dry-run",
    "sne-cotation bulk demandes.ndjson --operation uneOperation --until 06:00",
  ],
  run: runBulk,
};
