// `sne-cotation request`: any call below the API's base path, for which no contract is needed.

import { ANSWER, answerOptions, checkOutput, printAnswer } from "../answer.js";
import { CONNECTION, withClient } from "../connection.js";
import { HEADER, headersOf } from "../headers.js";
import { readBytes, readJsonText, readText } from "../input.js";
import { misuse } from "../problems.js";
import { refuseRewritten } from "../rewritten.js";

/**
 * @import { SneCotation } from "../../index.js"
 * @import { Command, Context, Reading } from "../command.ts"
 */

/** @type {Command} */
export const request = {
  name: "request",
  operands: [
    { name: "method", required: true },
    { name: "path", required: true },
  ],
  options: {
    query: { type: "string", multiple: true },
    ...HEADER,
    body: { type: "string" },
    ...ANSWER,
    idempotent: { type: "boolean" },
    "allow-empty": { type: "boolean" },
    ...CONNECTION,
  },
  sends: true,
  examples: [
    "sne-cotation request GET /healthcheck --environment sandbox",
    "sne-cotation request GET '/un/chemin?range=0-99&tri=nom' --include",
    "sne-cotation request GET /un/chemin --query range=0-99 --query 'nom=A & B'",
    "sne-cotation request POST /un/chemin --body body.json -H 'X-Trace: 42'",
    "sne-cotation request PUT /un/chemin --body a.xml -H 'Content-Type: text/xml'",
    "sne-cotation request GET /un/document.pdf --output document.pdf",
  ],
  run: async (context) => {
    const { path } = context.operands;
    // A shell took it for that of a file: Git Bash.
    if (/^[A-Za-z]:[\\/]/.test(path)) throw misuse(context, "request.rewritten", { path });
    await checkOutput(context);
    return withClient(context, (sne, signal) => make(sne, signal, context), answerOptions(context));
  },
};

/**
 * @param {SneCotation} sne
 * @param {AbortSignal} signal
 * @param {Context} context
 */
async function make(sne, signal, context) {
  const { operands, values } = context;
  const headers = await headersOf({ ...context, signal });
  const body = values.body === undefined ? {} : await bodyOf(values.body, headers, { ...context, signal });
  const [path, search] = (await pathOf(operands.path, { ...context, signal })).split(/\?(.*)/s);
  /** @type {Record<string, string[]>} */
  const query = {};
  for (const [name, value] of [...new URLSearchParams(search), ...queryOf(context)])
    query[name] = [...(query[name] ?? []), value];
  const flags = { ...(values.idempotent && { idempotent: true }), ...(values["allow-empty"] && { allowEmpty: true }) };
  const options = {
    method: operands.method.toUpperCase(),
    path,
    query,
    headers,
    ...body,
    ...flags,
    signal,
    text: true,
  };
  return printAnswer(await sne.request(options), context);
}

/**
 * The path that was typed, or the one in a file (`@file`) or on standard input (`-`): other users of the machine see
 * arguments, and some shells rewrite them.
 * @param {string} word
 * @param {Reading} context
 */
async function pathOf(word, context) {
  if (word !== "-" && !word.startsWith("@")) return word;
  return (await readText(word === "-" ? word : word.slice(1), context)).trim();
}

/**
 * The names and values of `--query`.
 * @param {Context} context
 * @returns {[name: string, value: string][]}
 */
function queryOf(context) {
  return (context.values.query ?? []).map((pair) => {
    const place = pair.indexOf("=");
    const [name, value] = [pair.slice(0, Math.max(place, 0)), pair.slice(place + 1)];
    refuseRewritten(value, "request.queryRewritten", { name }, context);
    if (name !== "") return [name, value];
    throw misuse(context, "request.noSign", { name: "--query" });
  });
}

/**
 * The body as it is in the file: JSON, unless a header says that it is something else.
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {Reading} context
 */
async function bodyOf(path, headers, context) {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type");
  if (type !== undefined && !/[/+]json\b/i.test(type[1])) return { body: await readBytes(path, context) };
  const text = await readJsonText(path, context);
  const withType = type === undefined ? { "Content-Type": "application/json", ...headers } : headers;
  return { body: new TextEncoder().encode(text), headers: withType };
}
