// The text of a file, or of standard input, piece by piece.

import { createReadStream } from "node:fs";
import { reasonOf } from "../input.js";
import { Failure, misuse } from "../problems.js";

/** @import { Context } from "../command.ts" */
/** @import { Settings } from "./job.ts" */

const pieceBytes = 2 ** 18;

/**
 * The text in the character encoding that was said, without a mark at its beginning.
 * @param {Pick<Settings, "input" | "encoding">} settings
 * @param {Context} context
 * @returns {AsyncGenerator<string>}
 */
export async function* textOf({ input, encoding }, context) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let hasBegun = false;
  try {
    const stream = input === "-" ? process.stdin : createReadStream(input, { highWaterMark: pieceBytes });
    for await (const piece of stream) {
      const text = decoder.decode(piece, { stream: true });
      hasBegun = true;
      yield text;
    }
    yield decoder.decode();
  } catch (thrown) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (thrown);
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new Failure(context.t("bulk.notUtf8", { file: input }));
    if (code === undefined) throw thrown;
    const facts = { file: input, reason: reasonOf(thrown, context.t) };
    throw hasBegun ? new Failure(context.t("input.unreadable", facts)) : misuse(context, "input.unreadable", facts);
  }
}

/**
 * The lines of a text, without those that are empty.
 * @param {AsyncIterable<string>} pieces
 */
export async function* linesOf(pieces) {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield line;
  }
  const last = rest.replace(/\r$/, "");
  if (last !== "") yield last;
}
