// `npm run size`: what each file of the published package weighs as it is, after gzip -9 and after brotli -11, and what
// a user downloads of it (size/downloads.mjs); fails when something is over its budget in size-budget.json (bytes).

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { pkg } from "./build/package.mjs";
import { setup } from "./setup.mjs";
import { downloads } from "./size/downloads.mjs";
import { filesUnder, readJson, slashed } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { inRoot } from "./support/paths.mjs";
import { isMain, main, Problem } from "./support/problem.mjs";

/** @typedef {{ raw: number, gzip: number, brotli: number }} Size bytes */

const COLUMNS = /** @type {const} */ (["raw", "gzip", "brotli"]);

/** All scripts and style sheets of the console; the wasm, each a file of its own there, is weighed as such. */
const CONSOLE = "console (JS + CSS)";
const OF_THE_CONSOLE = /^console\/(?!assets\/wasm-).*\.(js|css)$/;

/** Prints the table of the package in pkg/, but for its documents, which nothing loads, and checks the budgets. */
export async function checkSizes() {
  const files = filesUnder(pkg(), (path) => path !== pkg("docs"));
  const sizes = new Map(files.map((path) => [slashed(relative(pkg(), path)), measure(readFileSync(path))]));
  printTable(sizes);
  sizes.set(CONSOLE, wholeConsole(sizes));
  const excesses = [...overBudget(sizes), ...(await downloadsOverBudget())];
  if (excesses.length > 0) throw new Problem(excesses.join("\n"));
}

/**
 * @param {Uint8Array} bytes
 * @returns {Size}
 */
export function measure(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
}

/** @param {Uint8Array} bytes */
function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/** @param {Map<string, Size>} sizes */
function wholeConsole(sizes) {
  return totalOf([...sizes].filter(([name]) => OF_THE_CONSOLE.test(name)).map(([, size]) => size));
}

/**
 * @param {Size[]} sizes
 * @returns {Size}
 */
function totalOf(sizes) {
  /** @param {keyof Size} column */
  const sumOf = (column) => sizes.reduce((sum, size) => sum + size[column], 0);
  return { raw: sumOf("raw"), gzip: sumOf("gzip"), brotli: sumOf("brotli") };
}

/** @param {Map<string, Size>} sizes */
function printTable(sizes) {
  /** @type {[name: string, size: Size][]} */
  const rows = [...sizes, ["total", totalOf([...sizes.values()])]];
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(line(say("bytes", "octets"), COLUMNS, width));
  for (const [name, size] of rows)
    console.log(
      line(
        name,
        COLUMNS.map((column) => String(size[column])),
        width,
      ),
    );
}

/**
 * @param {string} name
 * @param {readonly string[]} cells
 * @param {number} width
 */
const line = (name, cells, width) => [name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(" ");

const budgets = () => readJson(inRoot("scripts", "size-budget.json"));

/** @param {Map<string, Size>} sizes */
function overBudget(sizes) {
  return Object.entries(budgets().files).flatMap(([name, limits]) => checkFile(name, limits, sizes.get(name)));
}

/** A download without a budget is told all the same. */
async function downloadsOverBudget() {
  const limits = budgets().downloads;
  const sizes = await downloads(brotli);
  const unknown = Object.keys(limits).filter((name) => sizes[name] === undefined);
  if (unknown.length > 0) throw new Problem(`size-budget.json: ${unknown.join(", ")}`);
  return Object.entries(sizes).flatMap(([name, size]) => {
    if (limits[name] !== undefined) return verdict(name, "brotli", limits[name], size);
    console.log(`  ${name}: ${size} (brotli)`);
    return [];
  });
}

/**
 * @param {string} name
 * @param {Partial<Size>} limits
 * @param {Size | undefined} size
 */
function checkFile(name, limits, size) {
  if (size === undefined) return [say(`not in pkg/: ${name}`, `absent de pkg/ : ${name}`)];
  return COLUMNS.flatMap((column) => {
    const limit = limits[column];
    return limit === undefined ? [] : verdict(name, column, limit, size[column]);
  });
}

/**
 * Says how a file stands to its budget; gives the sentence back when that is bad.
 * @param {string} name
 * @param {keyof Size} column
 * @param {number} limit
 * @param {number} size
 */
function verdict(name, column, limit, size) {
  const text = `${name}: ${size} / ${limit} (${column})`;
  if (!(size <= limit)) return [say(`over budget: ${text}`, `budget dépassé : ${text}`)];
  console.log(`✔ ${text}`);
  return [];
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setup();
    await build();
    await checkSizes();
  });
}
