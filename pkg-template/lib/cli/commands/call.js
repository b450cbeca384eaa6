// `sne-cotation call`: an operation of the contract, by its name.

import { ANSWER, answerOptions, checkOutput, printAnswer } from "../answer.js";
import { CONNECTION, CONTRACT, demandContract, withClient } from "../connection.js";
import { mistakeLines } from "../events.js";
import { HEADER, headersOf } from "../headers.js";
import { PAGES, pagesOptions, printPages } from "../pages.js";
import { misuse } from "../problems.js";
import { bodyFrom, parametersOf } from "../values.js";

/**
 * @import { Operation, PagesOptions, SneEvent } from "../../../types/index.d.ts"
 * @import { SneError } from "../../error.js"
 * @import { SneCotation } from "../../index.js"
 * @import { Command, Context, GivenOptions } from "../command.ts"
 */

/** @type {Command} */
export const call = {
  name: "call",
  operands: [
    { name: "operation", required: true },
    { name: "parameters", many: true },
  ],
  options: {
    body: { type: "string" },
    accept: { type: "string" },
    ...HEADER,
    ...ANSWER,
    ...PAGES,
    idempotent: { type: "boolean" },
    strict: { type: "boolean" },
    "no-validate": { type: "boolean" },
    ...CONTRACT,
    ...CONNECTION,
  },
  sends: true,
  examples: [
    "sne-cotation call healthcheck --contract contract.json --environment sandbox",
    "sne-cotation call uneOperation numero=0012 page=2 tri=nom tri=date",
    "sne-cotation call uneOperation numero=0012 --include --output answer.json",
    "sne-cotation call autreOperation --body body.json --json --strict",
    'sne-cotation call autreOperation \'corps:={"ville": "Lyon"}\'',
    "sne-cotation call uneOperation numero=0012 --all-pages --output all.json",
    "sne-cotation call envoi document@letter.pdf titre@- < title.txt",
    "sne-cotation call uneOperation numero=0012 --accept application/pdf -o a.pdf",
  ],
  run: async (context) => {
    const contract = await demandContract(context);
    const paging = await pagesOptions(context);
    await checkOutput(context);
    const options = { contract, ...answerOptions(context), ...validation(context) };
    return withClient(context, (sne, signal) => make(sne, signal, context, paging), options);
  },
};

/**
 * By default, an answer that does not fit the contract is printed all the same, with a warning.
 * @param {Context} context
 * @returns {GivenOptions}
 */
function validation(context) {
  const { values } = context;
  if (values.strict && values["no-validate"]) throw misuse(context, "call.strictOrNot");
  if (values["no-validate"]) return { validate: false };
  if (values.strict) return { validate: true };
  if (values.verbose) return {};
  return { onEvent: (event) => (event.type === "contract" ? warn(event, context) : undefined) };
}

/**
 * @param {SneEvent} event
 * @param {Context} context
 */
function warn(event, { json, note, paintNotes, t }) {
  if (json) return note(JSON.stringify(event));
  const message = t("call.misfit", { operation: event.operation });
  return note([`${paintNotes.yellow("sne-cotation:")} ${message}`, ...mistakeLines(event.errors ?? [])].join("\n"));
}

/**
 * @param {SneCotation} sne
 * @param {AbortSignal} signal
 * @param {Context} context
 * @param {PagesOptions | undefined} paging
 */
async function make(sne, signal, context, paging) {
  const { operands, values } = context;
  const operation = sne.operations().find(({ id }) => id === operands.operation);
  // If there is no such operation, the client says so, and names the nearest.
  if (operation === undefined) {
    return printAnswer(await sne.call(operands.operation).catch(advise(context, "call.unknownAdvice")), context);
  }
  const parameters = await parametersOf(operands.parameters, operation, { ...context, signal });
  if (values.body !== undefined) await addBody(parameters, values.body, operation, { ...context, signal });
  const headers = await headersOf({ ...context, signal });
  const { accept, idempotent } = values;
  // Empty is said, too: it is no media type.
  const said = { ...(accept !== undefined && { accept }), ...(idempotent && { idempotent }) };
  const options = { signal, headers, text: true, ...said, ...paging };
  const mistaken = advise(context, "call.mistakesAdvice", "call.pagesAdvice");
  if (paging !== undefined) return printPages(sne.pages(operation.id, parameters, options), context).catch(mistaken);
  return printAnswer(await sne.call(operation.id, parameters, options).catch(mistaken), context);
}

/**
 * The client's advice is for programs, this one for people at a terminal; `other` is used where there is no list of
 * mistakes.
 * @param {Context} context
 * @param {string} key
 * @param {string} [other]
 * @returns {(error: SneError) => never}
 */
function advise({ t, operands }, key, other = key) {
  return (error) => {
    if (error?.kind === "contract" && error.attempts === 0)
      error.advice = t(error.errors === undefined ? other : key, operands);
    throw error;
  };
}

/**
 * The contract has a name for the body; with `--body` people need not know it.
 * @param {Record<string, unknown>} parameters
 * @param {string} file
 * @param {Operation} operation
 * @param {Context} context
 */
async function addBody(parameters, file, operation, context) {
  const body = operation.parameters.find((parameter) => parameter.in === "body");
  if (body === undefined) throw misuse(context, "call.noBody", { operation: operation.id });
  if (Object.hasOwn(parameters, body.key)) throw misuse(context, "call.bodyTwice", { name: body.key });
  parameters[body.key] = await bodyFrom(file, operation, context);
}
