// `sne.bulk()`: the same for every row of a source. Looks at what the caller gives, and begins a run.

import { inWords } from "../error.js";
import { load } from "../loader.js";
import * as wasm from "./engine.js";
import { readOptions } from "./options.js";
import { isSource } from "./rows.js";
import { Run } from "./run.js";
import { bulkError, causeFacts, loadBulkTexts } from "./texts.js";

/**
 * @import { BulkOptions, BulkTask } from "../../types/index.d.ts"
 * @import { Port } from "./port.ts"
 */

/**
 * Begins a run. Rejects with what is wrong with what the caller gave, or with the journal.
 * @param {Port} port
 * @param {unknown} operation
 * @param {unknown} source
 * @param {BulkOptions | undefined} given
 */
export async function begin(port, operation, source, given) {
  await loadBulkTexts(port.language);
  await load(wasm, port.bring).catch((thrown) => {
    throw bulkError("bulk-wasm-unavailable", causeFacts(thrown), port.language);
  });
  const options = await optionsOf(given, port);
  if (typeof operation !== "string" && typeof operation !== "function")
    throw bulkError("bulk-operation", {}, port.language);
  if (!isSource(source)) throw bulkError("bulk-source", {}, port.language);
  const run = new Run(port, /** @type {string | BulkTask} */ (operation), source, options);
  await run.open();
  return run;
}

/**
 * The options, checked. Fails in words.
 * @param {BulkOptions | undefined} given
 * @param {Port} port
 */
async function optionsOf(given, { makeError, language }) {
  try {
    return readOptions(given, makeError, language);
  } catch (thrown) {
    throw await inWords(thrown);
  }
}
