// `sne-cotation healthcheck`: the state of the API, and how long its answer took.

import { ERROR_BODY, errorBodyOption } from "../answer.js";
import { CONNECTION, withClient } from "../connection.js";
import { oneLine } from "../foreign.js";
import { align } from "../table.js";

/**
 * @import { SneCotation } from "../../index.js"
 * @import { Command, Context } from "../command.ts"
 */

/** @type {Command} */
export const healthcheck = {
  name: "healthcheck",
  options: { ...ERROR_BODY, ...CONNECTION },
  sends: true,
  examples: [
    "sne-cotation healthcheck --environment sandbox",
    "sne-cotation healthcheck --dotenv .env --verbose",
    "sne-cotation healthcheck --environment sandbox --json",
  ],
  run: (context) => withClient(context, (sne, signal) => check(sne, signal, context), errorBodyOption(context)),
};

/**
 * @param {SneCotation} sne
 * @param {AbortSignal} signal
 * @param {Context} context
 */
async function check(sne, signal, { values, t, print, note, paint, paintNotes }) {
  const begun = performance.now();
  // Whatever the API answers: its fields may be missing, or be something else.
  const { version, etat } = /** @type {{ version?: unknown, etat?: unknown }} */ (
    Object(await sne.healthcheck({ signal }))
  );
  const duration = Math.round(performance.now() - begun);
  const isWell = etat === "OK";
  const state = (isWell ? paint.green : paint.yellow)(said(etat));
  const table = [
    ["version", said(version)],
    ["etat", state],
    [t("healthcheck.time"), `${duration} ms`],
  ];
  print(values.json ? JSON.stringify({ version, etat, duration }) : align(table).join("\n"));
  if (isWell) return 0;
  if (!values.json) note(`${paintNotes.yellow("sne-cotation:")} ${t("healthcheck.notWell", { etat: said(etat) })}`);
  return 1;
}

/**
 * What the API says, as a text; a dash for what it does not say.
 * @param {unknown} value
 */
function said(value) {
  if (value === undefined || value === null) return "–";
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}
