// The rows of a CSV file, by the wasm that reads them (crates/csv).

import { load } from "../loader.js";
import { unpacked } from "../unpacked.js";
import * as glue from "../wasm/csv.js";

/**
 * Rows as lists of cells; the first is the header.
 * @param {AsyncIterable<string>} pieces
 * @returns {AsyncGenerator<string[]>}
 */
export async function* csvRows(pieces) {
  const { CsvReader } = await load(glue, bring);
  /** @type {InstanceType<typeof CsvReader> | undefined} */
  let reader;
  // What separates the fields is seen in the first line, which is to be there as a whole.
  let beginning = "";
  try {
    for await (const piece of pieces) {
      if (reader !== undefined) {
        if (piece !== "") yield* rowsIn(reader.read(piece));
        continue;
      }
      // What Excel wants to know of the separator is no row.
      beginning = (beginning + piece).replace(/^sep=[^\r\n](?:\r\n?|\n)/i, "");
      if (!/[\r\n]/.test(beginning)) continue;
      reader = new CsvReader(beginning);
      yield* rowsIn(reader.read(beginning));
    }
    reader ??= new CsvReader(beginning);
    if (beginning !== "" && !/[\r\n]/.test(beginning)) yield* rowsIn(reader.read(beginning));
    yield* rowsIn(reader.read(""));
  } finally {
    reader?.free();
  }
}

async function bring() {
  return unpacked((await import("../wasm/csv-inline.js")).packed);
}

/** @param {string} json @returns {string[][]} */
const rowsIn = (json) => JSON.parse(json);
