// Long runs over real sockets: a platform that keeps its own account of what was done.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BULK } from "../contracts/bulk.mjs";
import { json, platform } from "./platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { BulkItem, BulkRun } from "sne-cotation" */
/** @import { ServerResponse } from "node:http" */
/** @import { ClientOptions } from "./platform.mjs" */

/** In every value that goes in: it is to come out nowhere but in results. */
export const CANARY = "NUD7501234567";

/**
 * How the API answers one item: nothing for a success.
 * @typedef {(n: number, response: ServerResponse, seen: { method: string, done: number }) => unknown} Answering
 */

/** A row of the source. @param {number} n */
export const rowOf = (n) => ({ numero: `${CANARY}-${n}` });

/** Rows, as many. @param {number} count */
export const rowsOf = (count) => Array.from({ length: count }, (_, n) => rowOf(n));

/**
 * A platform that notes how often each item was done, before it answers.
 * @param {TestContext} t
 * @param {Answering} [answering] answers itself, and then gives something else than nothing
 * @param {ClientOptions} [options]
 */
export async function accounted(t, answering = () => undefined, options) {
  /** @type {Map<number, number>} */
  const done = new Map();
  const place = await platform(t, {
    api: async (request, response) => {
      const n = Number(request.url.split("-").at(-1));
      const times = (done.get(n) ?? 0) + 1;
      const answered = await answering(n, response, { method: request.method, done: times });
      if (answered !== "undone") done.set(n, times);
      if (answered === undefined && !response.headersSent) json(response, 200, { score: n });
    },
  });
  const sne = await place.client({ contract: BULK, language: "en", ...options });
  t.after(() => sne.close());
  return { ...place, sne, done };
}

/** A folder for the length of a test. @param {TestContext} t */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "sne-bulk-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  /** @param {string} name */
  const file = (name) => join(path, name);
  /** @param {number} count */
  const input = (count) => {
    writeFileSync(
      file("in.ndjson"),
      rowsOf(count)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(""),
    );
    return file("in.ndjson");
  };
  return { path, file, input };
}

/**
 * All the items of a run.
 * @template Data
 * @param {BulkRun<unknown, Data>} run
 */
export async function itemsOf(run) {
  /** @type {BulkItem<unknown, Data>[]} */
  const items = [];
  for await (const item of run) items.push(item);
  return items;
}

/** The ids of reasons by their English texts, as far as runs have to do with them. @type {[RegExp, string][]} */
const ids = [
  [/source of bulk/, "bulk-source"],
  [/neither the name of an operation/, "bulk-operation"],
  [/of bulk must be/, "bulk-range"],
  [/longer than this run waits/, "bulk-paused"],
  [/time given by until/, "bulk-until"],
  [/^Another run/, "journal-locked"],
  [/journal is damaged/, "journal-damaged"],
  [/later version of sne-cotation/, "journal-version"],
  [/journal is that of another operation/, "journal-other"],
  [/no longer the one of the journal/, "journal-input"],
  [/^The journal's key/, "journal-key"],
  [/output is shorter/, "journal-output"],
  [/output already has data/, "journal-output-there"],
  [/^There is no journal/, "journal-absent"],
  [/^There is already a journal/, "journal-there"],
  [/could not be read or written/, "journal-failed"],
  [/has no file/, "journal-no-output"],
  [/^There is no option/, "option-unknown"],
  [/not of the expected type/, "option-type"],
  [/not one of those that exist/, "option-choice"],
];

/**
 * The id of what an error says in English; its message, where it says something else.
 * @param {{ message: string }} error
 */
export const idOf = ({ message }) => ids.find(([text]) => text.test(message))?.[1] ?? message;
