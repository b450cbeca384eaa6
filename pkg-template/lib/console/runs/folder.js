// The files of a run, in a folder of its own, for the owner alone: they are personal data.

import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Refusal } from "../http.js";

/** @import { Record } from "./runs.ts" */

const OWNER_ONLY = { mode: 0o600 };
const RECORD = "run.json";

/** @typedef {"rows" | "contract.json" | "results.ndjson" | "failures.ndjson" | "journal"} FileName */

export class RunFolder {
  #path;

  /** @param {string} path */
  constructor(path) {
    this.#path = path;
  }

  /** Makes it. */
  make() {
    mkdirSync(this.#path, { recursive: true, mode: 0o700 });
  }

  /** @param {FileName} name */
  file(name) {
    return join(this.#path, name);
  }

  /** Whether a file has something in it. @param {FileName} name */
  has(name) {
    const path = this.file(name);
    return existsSync(path) && statSync(path).size > 0;
  }

  /** @param {FileName} name */
  text(name) {
    return existsSync(this.file(name)) ? readFileSync(this.file(name), "utf8") : "";
  }

  /**
   * Writes what comes, as long as it is not longer than that.
   * @param {FileName} name
   * @param {AsyncIterable<Uint8Array>} pieces
   * @param {number} longest
   */
  async take(name, pieces, longest) {
    let length = 0;
    await pipeline(
      async function* () {
        for await (const piece of pieces) {
          length += piece.length;
          if (length > longest) throw new Refusal(413, `the file is longer than ${longest} bytes`, "run-too-large");
          yield piece;
        }
      },
      createWriteStream(this.file(name), OWNER_ONLY),
    );
    return length;
  }

  /** @param {Record} record */
  keep(record) {
    writeFileSync(join(this.#path, RECORD), JSON.stringify(record), OWNER_ONLY);
  }

  remove() {
    rmSync(this.#path, { recursive: true, force: true });
  }
}

/**
 * The runs that are in a folder; what is none is left alone.
 * @param {string} root
 * @returns {{ folder: RunFolder, record: Record }[]}
 */
export function keptIn(root) {
  if (!existsSync(root)) return [];
  return readdirSync(root).flatMap((name) => {
    const path = join(root, name, RECORD);
    if (!existsSync(path)) return [];
    const record = readRecord(path);
    return record?.id === name ? [{ folder: new RunFolder(join(root, name)), record }] : [];
  });
}

/**
 * @param {string} path
 * @returns {Record | undefined}
 */
function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // It was killed while it was writing: its files stay where they are.
    return undefined;
  }
}
