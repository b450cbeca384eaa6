// `npm run cold-start`: what the package costs a process, or a page, that has just begun: importing it, `create`, and
// the first answer, beside bare `fetch` for the same token and the same call, and the command beside an empty script.
// Medians of fresh processes and fresh pages that take turns, against a server in another process. It is for reading:
// no test depends on a time.
//   npm run cold-start                            this Node, and Chromium
//   npm run cold-start -- --node PATH             another Node too; may be repeated
//   npm run cold-start -- --contract FILE         with this contract too
//   npm run cold-start -- --package FOLDER        another build of the package
//   npm run cold-start -- --rounds 31             more than 15 of each
//   npm run cold-start -- --no-browser            without Chromium

import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
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
import { pagesOf } from "./cold-start/pages.mjs";
import { quantile } from "./report/figures.mjs";

/**
 * Where it all happens: the server, the package, the files for pages.
 * @typedef {{ origin: string, folder: string, contract: string | undefined, site: string }} Place
 */

/** @typedef {Record<string, number>} Times milliseconds, by the part that took them; all together are the `total` */
/** @typedef {Record<string, () => Promise<Times>>} Ways */

const run = promisify(execFile);
/** @param {string} name */
const program = (name) => fileURLToPath(new URL(`./cold-start/${name}.mjs`, import.meta.url));

await main(async () => {
  const { rounds, nodes, contract, browser, folder } = wanted();
  const { chromium } = await setup({ browser });
  if (folder === undefined) await build();
  const site = output("cold-start");
  mkdirSync(site, { recursive: true });
  const server = fork(program("server"), [site]);
  try {
    const [port] = await once(server, "message");
    const place = { origin: `http://127.0.0.1:${port}`, folder: folder ?? pkg(), contract, site };
    for (const node of nodes) await compareProcesses(node, place, rounds);
    if (browser) await comparePages(chromium, place, rounds);
  } finally {
    server.disconnect();
  }
});

function wanted() {
  const { values } = readArguments(import.meta.url, {
    rounds: { type: "string", default: "15" },
    node: { type: "string", multiple: true, default: /** @type {string[]} */ ([]) },
    contract: { type: "string" },
    package: { type: "string" },
    "no-browser": { type: "boolean" },
  });
  return {
    rounds: wholeNumber("rounds", values.rounds, 1, 9_999),
    nodes: [process.execPath, ...values.node.map((path) => resolve(path))],
    contract: values.contract && resolve(values.contract),
    folder: values.package && resolve(values.package),
    browser: values["no-browser"] !== true,
  };
}

/**
 * Fresh processes of a Node.
 * @param {string} node
 * @param {Place} place
 * @param {number} rounds
 */
async function compareProcesses(node, { origin, folder, contract, site }, rounds) {
  const { exports, bin } = readJson(join(folder, "package.json"));
  const entry = pathToFileURL(join(folder, exports["."].import.default)).href;
  /** @type {(name: string, ...args: string[]) => Promise<Times>} */
  const told = async (name, ...args) => JSON.parse((await run(node, [program(name), origin, ...args])).stdout);
  const empty = join(site, "empty.mjs");
  writeFileSync(empty, "");
  const ways = {
    fetch: () => told("fetch"),
    client: () => told("client", entry),
    ...(contract && { "with the contract": () => told("client", entry, contract) }),
    "empty script": () => lasting(node, [empty]),
    "sne-cotation --help": () => lasting(node, [join(folder, bin["sne-cotation"]), "--help"]),
  };
  const times = await takeTurns(ways, rounds);
  const { stdout: version } = await run(node, ["--version"]);
  console.log(`\nNode ${version.trim()}, ${rounds} processes of each`);
  tell(times, "client", "fetch");
  if (contract) tell(times, "with the contract", "fetch");
  tell(times, "sne-cotation --help", "empty script");
}

/**
 * How long a process takes, as seen by the one that started it.
 * @param {string} node
 * @param {string[]} args
 */
async function lasting(node, args) {
  const begun = performance.now();
  await run(node, args);
  return { total: performance.now() - begun };
}

/**
 * Fresh pages of Chromium, from the beginning of the navigation; what they load is bundled.
 * @param {string | undefined} executablePath
 * @param {Place} place
 * @param {number} rounds
 */
async function comparePages(executablePath, place, rounds) {
  const { ways, version, close } = await pagesOf(executablePath, place);
  try {
    const times = await takeTurns(ways, rounds);
    console.log(`\nChromium ${version}, ${rounds} pages of each`);
    tell(times, "client", "fetch");
    if (ways["with the contract"]) tell(times, "with the contract", "fetch");
  } finally {
    await close();
  }
}

/**
 * Lets the ways take turns, in the opposite order every other round. The first round only warms caches up.
 * @param {Ways} ways
 * @param {number} rounds
 */
async function takeTurns(ways, rounds) {
  const names = Object.keys(ways);
  /** @type {Record<string, Times[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const time = await ways[name]();
      if (round > 0) times[name].push(time);
    }
  }
  return times;
}

/**
 * The medians of a way's parts; by how much its total is above that of another, and its least total above the least.
 * @param {Record<string, Times[]>} times
 * @param {string} name
 * @param {string} other
 */
function tell(times, name, other) {
  /** @type {(way: string, part: string, place: number) => number} */
  const among = (way, part, place) =>
    quantile(
      times[way].map((time) => time[part]),
      place,
    );
  /** @type {(part: string, place: number) => string} */
  const above = (part, place) => `+${(among(name, part, place) - among(other, part, place)).toFixed(1)}`;
  const parts = Object.keys(times[name][0]).map((part) => `${part} ${among(name, part, 0.5).toFixed(1)}`);
  const processor = times[other][0].processor === undefined ? "" : `, processor ${above("processor", 0.5)}`;
  console.log(`  ${name.padEnd(20)} ${above("total", 0.5)} ms above ${other} (least ${above("total", 0)}${processor})`);
  console.log(`  ${" ".repeat(20)} ${parts.join(", ")}; ${other} ${among(other, "total", 0.5).toFixed(1)}`);
}
