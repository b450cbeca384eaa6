// The text of a file of rows, piece by piece, and its lines.

import { encodingOf } from "../platform/marked.js";
import { SourceProblem } from "./problems.js";

/** @import { RowEncoding } from "./rows.ts" */

/**
 * The text in the character encoding that was said, without a mark at its beginning.
 * @param {AsyncIterable<Uint8Array>} bytes
 * @param {RowEncoding} encoding
 * @returns {AsyncGenerator<string>}
 */
export async function* textOf(bytes, encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isBeginning = true;
  /** @param {Uint8Array} [piece] */
  const decoded = (piece) => {
    // As Windows writes "Unicode", and PowerShell what it redirects: read as another encoding, it would be rubbish.
    if (isBeginning && piece && encodingOf(piece) !== "utf-8") throw new SourceProblem("encoding", { seen: "UTF-16" });
    isBeginning = false;
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new SourceProblem("encoding");
    }
  };
  for await (const piece of bytes) yield decoded(piece);
  yield decoded();
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
