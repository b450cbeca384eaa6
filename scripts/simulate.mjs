// `npm run simulate`: the deterministic simulation, built as fast as can be and run on all cores
// (docs/en/simulation.md).
//   npm run simulate                              1,000 seeds
//   npm run simulate -- --seeds 100000            more of them; --calls C for each, 200 without
//   npm run simulate -- --seed 17 --trace         one of them, and all that happens when it breaks an invariant
//   npm run simulate -- --bulk --seed 17          long runs alone, which have worlds of their own
//   npm run simulate -- --bugs                    the deliberate bugs of tests/simulate/bugs: each must be caught

import { join } from "node:path";
import { checkBugs } from "./simulate/bugs.mjs";
import { setupRust } from "./setup/rust.mjs";
import { say } from "./support/language.mjs";
import { inRoot } from "./support/paths.mjs";
import { isMain, main, Problem } from "./support/problem.mjs";
import { capture, quietly, show } from "./support/run.mjs";

const BUILD = ["build", "--profile", "simulate", "-p", "sne-cotation-simulation"];

/** The programs: of clients, and of long runs. */
const PROGRAMS = { clients: "simulate", bulk: "simulate-bulk" };

/** @typedef {Record<keyof typeof PROGRAMS, string>} Programs their paths */

/**
 * Builds the simulation of a workspace, or one program of it, into a target directory of its choice; resolves to the
 * paths of its programs.
 * @param {{ cwd?: string, target?: string, title?: string, only?: keyof Programs }} [options]
 */
export async function buildSimulation(options = {}) {
  const { cwd = inRoot(), target, title = say("The simulation", "La simulation"), only } = options;
  const env = target === undefined ? {} : { CARGO_TARGET_DIR: target };
  await quietly(title, "cargo", [...BUILD, ...(only === undefined ? [] : ["--bin", PROGRAMS[only]])], { cwd, env });
  const { output } = await capture("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd, env });
  const { target_directory: directory } = JSON.parse(output.slice(output.indexOf("{")));
  const suffix = process.platform === "win32" ? ".exe" : "";
  const paths = Object.entries(PROGRAMS).map(([name, file]) => [name, join(directory, "simulate", `${file}${suffix}`)]);
  return /** @type {Programs} */ (Object.fromEntries(paths));
}

/**
 * Runs that many seeds of both; with `--bulk`, of long runs alone. Throws when an invariant breaks.
 * @param {string[]} args
 */
export async function simulate(args) {
  const { clients, bulk } = await buildSimulation();
  const own = args.filter((arg) => arg !== "--bulk");
  // A seed is one of clients, unless it is said to be one of runs.
  const isOfClients = args.includes("--seed") && own.length === args.length;
  if (own.length === args.length) check(await show(clients, own));
  if (!isOfClients) check(await show(bulk, own));
}

/** @param {number} code */
function check(code) {
  if (code === 2) throw new Problem(say("that is not how it is called", "ce n'est pas ainsi qu'on l'appelle"));
  if (code !== 0) throw new Problem(say("an invariant does not hold", "un invariant ne tient pas"));
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setupRust();
    const args = process.argv.slice(2);
    if (!args.includes("--bugs")) return simulate(args);
    const names = args.filter((arg) => !arg.startsWith("--"));
    return checkBugs(names, buildSimulation);
  });
}
