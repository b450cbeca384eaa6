// The file of a run of the command, or standard input, and what its rows mean: what is wrong with it is said in the
// words of the command line.

import { createReadStream } from "node:fs";
import { SourceProblem } from "../../rows/problems.js";
import { sourceOf } from "../../rows/source.js";
import { textOf } from "../../rows/text.js";
import { reasonOf } from "../input.js";
import { Failure, misuse } from "../problems.js";

/**
 * @import { RowMeaning, Source } from "../../rows/rows.ts"
 * @import { Context } from "../command.ts"
 * @import { Settings } from "./job.ts"
 */

const pieceBytes = 2 ** 18;

/**
 * Reads as much of the file as it takes to know what its columns are.
 * @param {Settings} settings
 * @param {Omit<RowMeaning, "map">} contract
 * @param {Context} context
 * @returns {Promise<Source>}
 */
export async function openSource({ input, format, encoding, map }, contract, context) {
  const pieces = inWords(textOf(bytesOf(input, context), encoding), input, context);
  try {
    const text = format === "ndjson" ? await checkedLines(pieces, input, context) : pieces;
    return await sourceOf(format, text, { ...contract, map });
  } catch (thrown) {
    if (!(thrown instanceof SourceProblem)) throw thrown;
    throw misuse(context, `bulk.${thrown.rule}`, { file: input, ...thrown.facts });
  }
}

/**
 * The same text, and words for what is not in its encoding.
 * @param {AsyncIterable<string>} pieces
 * @param {string} file
 * @param {Context} context
 */
async function* inWords(pieces, file, { t }) {
  try {
    yield* pieces;
  } catch (thrown) {
    if (!(thrown instanceof SourceProblem)) throw thrown;
    throw new Failure(t(thrown.facts.seen === undefined ? "bulk.notUtf8" : "bulk.utf16", { file }));
  }
}

/**
 * The same text, unless it begins as no line of JSON does: as a list of objects, as one object over several lines, or
 * as another kind of file. Then no row of it would be one.
 * @param {AsyncGenerator<string>} pieces
 * @param {string} file
 * @param {Context} context
 */
async function checkedLines(pieces, file, context) {
  let beginning = "";
  for (let { done, value } = await pieces.next(); !done; { done, value } = await pieces.next()) {
    beginning += value;
    const seen = beginning.trimStart();
    if (seen.length > 100 || /[\r\n]/.test(seen)) break;
  }
  const [line] = beginning.trimStart().split(/[\r\n]/, 1);
  if (line !== "" && (!line.startsWith("{") || line.trimEnd() === "{")) {
    await pieces.return(undefined);
    throw misuse(context, "bulk.notLines", { file });
  }
  return behind(beginning, pieces);
}

/**
 * @param {string} beginning
 * @param {AsyncIterable<string>} rest
 */
async function* behind(beginning, rest) {
  yield beginning;
  yield* rest;
}

/**
 * @param {string} input
 * @param {Context} context
 * @returns {AsyncGenerator<Uint8Array>}
 */
async function* bytesOf(input, context) {
  let hasBegun = false;
  try {
    const stream = input === "-" ? process.stdin : createReadStream(input, { highWaterMark: pieceBytes });
    for await (const piece of stream) {
      hasBegun = true;
      yield piece;
    }
  } catch (thrown) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (thrown);
    if (code === undefined) throw thrown;
    const facts = { file: input, reason: reasonOf(thrown, context.t) };
    throw hasBegun ? new Failure(context.t("input.unreadable", facts)) : misuse(context, "input.unreadable", facts);
  }
}
