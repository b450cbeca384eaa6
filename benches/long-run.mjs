// `npm run long-run`: what a long run keeps: its memory over many rows beside few, its journal, how soon it goes on,
// how fast rows are looked at without a call, and what is left of the pace of a plain loop of `sne.call`. Each in a
// process of its own. It is for reading: no test depends on a time.
//   npm run long-run                        700,000 rows beside 7,000
//   npm run long-run -- --items 70000       fewer
//   npm run long-run -- --package FOLDER    another build of the package
//   npm run long-run -- --rounds 41         more than 21 turns of the two paces

import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "../scripts/build.mjs";
import { pkg } from "../scripts/build/package.mjs";
import { setup } from "../scripts/setup.mjs";
import { readArguments, wholeNumber } from "../scripts/support/arguments.mjs";
import { readJson } from "../scripts/support/files.mjs";
import { output } from "../scripts/support/paths.mjs";
import { main } from "../scripts/support/problem.mjs";
import { quantile } from "./report/figures.mjs";

const run = promisify(execFile);
/** How many times fewer rows the small run has. */
const FEWER = 100;
/** How many calls are under way at once, where a run is beside a plain loop. */
const PACES = [8, 64];
/** Of kibibytes, in which a process tells it. */
const MIB = 1024;

/** @param {string} name */
const program = (name) => fileURLToPath(new URL(`./long-run/${name}.mjs`, import.meta.url));

await main(async () => {
  const { values } = readArguments(import.meta.url, {
    items: { type: "string", default: "700000" },
    package: { type: "string" },
    rounds: { type: "string", default: "21" },
  });
  const items = wholeNumber("items", values.items, 10_000, 10_000_000);
  const rounds = wholeNumber("rounds", values.rounds, 1, 999);
  await setup({ browser: false });
  if (values.package === undefined) await build();
  const entries = entriesOf(values.package === undefined ? pkg() : resolve(values.package));
  const folder = output("long-run");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await tellMemory({ entries, folder, items });
  await tellDryRun({ entries, folder, items });
  await tellPaces({ entries, folder, rounds });
});

/** The addresses of the modules. @param {string} folder */
function entriesOf(folder) {
  const { exports } = readJson(join(folder, "package.json"));
  /** @param {string} name */
  const entry = (name) => pathToFileURL(join(folder, exports[name].import.default)).href;
  return { client: entry("."), journal: entry("./journal") };
}

/** @typedef {{ entries: ReturnType<typeof entriesOf>, folder: string }} Place */

/**
 * Runs a program of this folder; resolves to what it tells.
 * @param {string} name
 * @param {object} given
 * @returns {Promise<any>} any: each program has a form of its own
 */
async function told(name, given) {
  const { stdout } = await run(process.execPath, [program(name), JSON.stringify(given)], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout);
}

/** @param {Place & { items: number }} given */
async function tellMemory({ entries, folder, items }) {
  const few = Math.round(items / FEWER);
  const small = await told("rows", { entries, items: few, folder: join(folder, "small") });
  const large = await told("rows", { entries, items, folder: join(folder, "large"), leavesAt: items - 10 });
  const again = await told("rows", { entries, items, folder: join(folder, "large") });
  console.log(`\n${items} rows beside ${few}, with a journal and an output`);
  tell("memory (RSS) at its highest", `${(large.rss / MIB).toFixed(0)} MiB`, `${(small.rss / MIB).toFixed(0)} MiB`);
  tell("  more than with few rows", `${((large.rss - small.rss) / MIB).toFixed(0)} MiB`, "at most 40");
  tell("journal", `${(large.journal / items).toFixed(1)} bytes a row`, "at most 40");
  tell("goes on, ten rows before the end", `after ${(again.first / 1000).toFixed(2)} s`, "at most 2");
  tell("rows a second, the fetch in the process", large.pace.toFixed(0));
}

/** @param {Place & { items: number }} given */
async function tellDryRun({ entries, items }) {
  const { pace } = await told("dry-run", { entries, items: Math.min(items, 100_000) });
  console.log("\nA dry run");
  tell("rows a second", pace.toFixed(0), "at least 10000");
}

/** @param {Place & { rounds: number }} given */
async function tellPaces({ entries, folder, rounds }) {
  const server = fork(fileURLToPath(new URL("./server.mjs", import.meta.url)), [folder]);
  try {
    const [port] = await once(server, "message");
    for (const concurrency of PACES) {
      const origin = `http://127.0.0.1:${port}/plain`;
      const found = await told("pace", { entries, folder, origin, rounds, concurrency });
      console.log(`\nBeside a plain loop of sne.call, ${concurrency} at once: its pace is 1`);
      for (const [name, ratios] of Object.entries(found)) {
        const [low, middle, high] = [0.25, 0.5, 0.75].map((place) => quantile(ratios, place).toFixed(3));
        tell(name, middle, `half of the turns: ${low} to ${high}`);
      }
    }
  } finally {
    server.disconnect();
  }
}

/**
 * @param {string} what
 * @param {string} figure
 * @param {string} [beside]
 */
function tell(what, figure, beside = "") {
  console.log(`  ${what.padEnd(42)} ${figure.padEnd(18)} ${beside}`.trimEnd());
}
