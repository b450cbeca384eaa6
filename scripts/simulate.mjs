// `npm run simulate`: the deterministic simulation, built as fast as can be and run on all cores
// (docs/en/simulation.md).
//   npm run simulate                              1,000 seeds
//   npm run simulate -- --seeds 100000            more of them; --calls C for each, 200 without
//   npm run simulate -- --seed 17 --trace         one of them, and all that happens when it breaks an invariant
//   npm run simulate -- --bulk --seed 17          long runs alone, which have worlds of their own
//   npm run simulate -- --fleet --seed 17         fleets alone, which have theirs
//   npm run simulate -- --bugs                    the deliberate bugs of tests/simulate/bugs: each must be caught

import { join } from "node:path";
import { checkBugs } from "./simulate/bugs.mjs";
import { setupRust } from "./setup/rust.mjs";
import { say } from "./support/language.mjs";
import { inRoot } from "./support/paths.mjs";
import { isMain, main, Problem } from "./support/problem.mjs";
import { capture, quietly, show } from "./support/run.mjs";

const BUILD = ["build", "--profile", "simulate", "-p", "sne-cotation-simulation"];

/** The programs: of clients, of long runs, and of fleets. */
const PROGRAMS = { clients: "simulate", bulk: "simulate-bulk", fleet: "simulate-fleet" };

/** Those that are run alone by an option of their name. */
const ALONE = /** @type {const} */ (["bulk", "fleet"]);

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
 * Runs that many seeds of all; with `--bulk` or `--fleet`, of long runs or of fleets alone. Throws when an invariant
 * breaks.
 * @param {string[]} args
 */
export async function simulate(args) {
  const programs = await buildSimulation();
  const alone = ALONE.find((name) => args.includes(`--${name}`));
  if (alone !== undefined) {
    const own = args.filter((arg) => arg !== `--${alone}`);
    return check(await show(programs[alone], own));
  }
  check(await show(programs.clients, args));
  // A seed is one of clients, unless it is said to be another's.
  if (args.includes("--seed")) return;
  for (const name of ALONE) check(await show(programs[name], args));
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
