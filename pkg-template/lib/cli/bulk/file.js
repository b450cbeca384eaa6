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
    return await sourceOf(format, pieces, { ...contract, map });
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
    if (thrown instanceof SourceProblem) throw new Failure(t("bulk.notUtf8", { file }));
    throw thrown;
  }
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
