// `npm run simulate`: the deterministic simulation, built as fast as can be and run on all cores
// (docs/en/simulation.md).
//   npm run simulate                              1,000 seeds
//   npm run simulate -- --seeds 100000            more of them; --calls C for each, 200 without
//   npm run simulate -- --seed 17 --trace         one of them, and all that happens when it breaks an invariant
//   npm run simulate -- --bugs                    the deliberate bugs of tests/simulate/bugs: each must be caught

import { join } from "node:path";
import { checkBugs } from "./simulate/bugs.mjs";
import { setupRust } from "./setup/rust.mjs";
import { say } from "./support/language.mjs";
import { inRoot } from "./support/paths.mjs";
import { isMain, main, Problem } from "./support/problem.mjs";
import { capture, quietly, show } from "./support/run.mjs";

const BUILD = ["build", "--profile", "simulate", "-p", "sne-cotation-simulation"];

/**
 * Builds the simulation of a workspace, into a target directory of its choice; resolves to the path of the program.
 * @param {{ cwd?: string, target?: string, title?: string }} [options]
 */
export async function buildSimulation({ cwd = inRoot(), target, title = say("The simulation", "La simulation") } = {}) {
  const env = target === undefined ? {} : { CARGO_TARGET_DIR: target };
  await quietly(title, "cargo", BUILD, { cwd, env });
  const { output } = await capture("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd, env });
  const { target_directory: directory } = JSON.parse(output.slice(output.indexOf("{")));
  return join(directory, "simulate", process.platform === "win32" ? "simulate.exe" : "simulate");
}

/**
 * Runs that many seeds; throws when an invariant breaks.
 * @param {string[]} args
 */
export async function simulate(args) {
  const code = await show(await buildSimulation(), args);
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
