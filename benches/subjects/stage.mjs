// What every subject is given, and what they share: programs run in processes of their own, rows of contestants.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { CONTESTANTS } from "../peers/index.mjs";

/** @import { Text, Row, Table, Missing } from "../report/figures.mjs" */
/** @import { Effort } from "../measure/turns.mjs" */
/** @import { Runtime } from "../measure/runtimes.mjs" */

/**
 * Where and how it is measured.
 * @typedef {object} Stage
 * @property {string} server its address
 * @property {string} folder where the programs are, beside the package and the peers
 * @property {boolean} isQuick
 * @property {number} [rounds] so many and no more, however long they take
 * @property {Runtime} own this Node
 */

/**
 * A kind of measure. What it alone needs is installed or compiled by `prepare`, before anything is measured.
 * @typedef {object} Subject
 * @property {string} name
 * @property {Text} title
 * @property {() => Promise<unknown>} [prepare]
 * @property {(stage: Stage) => Promise<Table[]>} run
 */

const run = promisify(execFile);

/**
 * Runs a program; resolves to the JSON in the last line that it prints.
 * @param {Stage} stage
 * @param {string} name of its file in programs/
 * @param {(string | object)[]} args
 * @param {{ runtime?: Runtime, options?: string[], env?: NodeJS.ProcessEnv }} [how]
 * @returns {Promise<any>} any: each program has a form of its own
 */
export async function told({ folder, own }, name, args, { runtime = own, options = [], env } = {}) {
  const file = join(folder, "benches", "programs", `${name}.mjs`);
  const words = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg)));
  const { stdout } = await run(runtime.program, [...runtime.args, ...options, file, ...words], {
    cwd: folder,
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

/** How long all ways of one table take turns. @param {Stage} stage @returns {Effort} */
export function effortOf({ isQuick, rounds }) {
  // A single round shows that it works, and nothing else: it takes as little time as can be.
  if (rounds !== undefined) return { milliseconds: 0, rounds, warmUp: Math.min(500, (rounds - 1) * 50) };
  return isQuick ? { milliseconds: 3_000, rounds: 5, warmUp: 150 } : { milliseconds: 12_000, rounds: 11, warmUp: 500 };
}

/**
 * The rows of the contestants of whom something is known.
 * @param {(Record<string, number[]> | undefined)[]} columns the samples of each by name
 * @returns {Row[]}
 */
export function contestantRows(columns) {
  return CONTESTANTS.map(({ name, kind }) => ({ name, kind, cells: columns.map((column) => column?.[name]) })).filter(
    ({ cells }) => cells.some((samples) => samples !== undefined),
  );
}

/**
 * @param {Record<string, string>} absent
 * @param {string} [where]
 * @returns {Missing[]}
 */
export const missingOf = (absent, where) =>
  Object.entries(absent).map(([name, reason]) => ({ name: where === undefined ? name : `${name}, ${where}`, reason }));

/**
 * Lets every contestant be measured in processes of its own, one after the other, so many times; who fails is left out
 * from then on.
 * @template Found
 * @param {number} rounds
 * @param {(name: string) => Promise<Found>} measure
 */
export async function inRounds(rounds, measure) {
  /** @type {Record<string, Found[]>} */
  const found = {};
  /** @type {Record<string, string>} */
  const absent = {};
  const names = CONTESTANTS.map(({ name }) => name);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      if (absent[name] !== undefined) continue;
      try {
        const one = await measure(name);
        found[name] = [...(found[name] ?? []), one];
      } catch (error) {
        absent[name] = reasonOf(error);
        delete found[name];
      }
    }
  }
  return { found, absent };
}

/**
 * Why a process failed: the line of its output that names an error.
 * @param {unknown} error
 */
export function reasonOf(error) {
  const text = error instanceof Error ? String(/** @type {{ stderr?: string }} */ (error).stderr || error.message) : "";
  const lines = (text || String(error)).split("\n").map((line) => line.trim());
  return (lines.find((line) => /\w*Error\b/.test(line)) ?? lines.find((line) => line !== "") ?? "?").slice(0, 200);
}
