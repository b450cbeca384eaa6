// `npm run fuzz`: whatever may come from outside, thrown at what reads it. Says of each target how much was tried, and
// what was found.
//   npm run fuzz                                      all targets, 60 seconds each
//   npm run fuzz -- --list                            names the targets
//   npm run fuzz -- --seconds 600 path call           only these, for that long each (60 seconds if nothing is said)
//   npm run fuzz -- path --input fuzz/artifacts/path/crash-…     one input again
//   npm run fuzz -- path --input fuzz/artifacts/path/crash-… --keep climbs-twice     … as a seed of that name

import { mkdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { setupFuzzing } from "./setup/fuzzing.mjs";
import { readArguments, wholeNumber } from "./support/arguments.mjs";
import { filesUnder } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { inRoot } from "./support/paths.mjs";
import { main, problem } from "./support/problem.mjs";
import { capture, progress, quietly, show } from "./support/run.mjs";
import { report } from "./fuzz/report.mjs";
import { keepSeed, unpackSeeds } from "./fuzz/seeds.mjs";

/** @param {string[]} parts */
const fuzz = (...parts) => inRoot("fuzz", ...parts);
const NO_SANITIZER = ["--sanitizer", "none", "--fuzz-dir", fuzz()];

await main(async () => {
  const { values, positionals } = readArguments(
    import.meta.url,
    {
      list: { type: "boolean" },
      seconds: { type: "string", default: "60" },
      input: { type: "string" },
      keep: { type: "string" },
    },
    [0, Infinity],
  );
  if (values.list) return console.log(targets().join("\n"));
  const chosen = positionals.length > 0 ? positionals.map(known) : targets();
  const seconds = wholeNumber("seconds", values.seconds, 1, 999_999);
  if (values.input !== undefined && positionals.length !== 1) throw oneTarget();
  if (values.keep !== undefined) return keep(chosen[0], values.keep, values.input);
  await setupFuzzing();
  await build();
  if (values.input !== undefined) return again(chosen[0], resolve(values.input));
  const results = [];
  for (const target of chosen) results.push(await run(target, seconds));
  report(results);
});

function targets() {
  return filesUnder(fuzz("fuzz_targets")).map((file) => basename(file, ".rs"));
}

/** @param {string} target */
function known(target) {
  if (targets().includes(target)) return target;
  throw problem(`there is no target named ${target}; --list names them`, `aucune cible ${target} ; --list les nomme`);
}

function oneTarget() {
  return problem("--input needs the name of one target", "--input demande le nom d'une cible");
}

/**
 * Keeps an input among the seeds of a target.
 * @param {string} target
 * @param {string} name
 * @param {string | undefined} input
 */
function keep(target, name, input) {
  if (input === undefined) throw problem("--keep needs --input", "--keep demande --input");
  keepSeed(target, name, readFileSync(resolve(input)));
}

async function build() {
  const title = say(
    "Compiling the targets (a minute or two, once)",
    "Compilation des cibles (une à deux minutes, une fois)",
  );
  await quietly(title, "cargo-fuzz", ["build", ...NO_SANITIZER]);
}

/**
 * Runs a target from its seeds and from what earlier runs have kept; resolves to its name, exit code and output.
 * @param {string} target
 * @param {number} seconds
 */
async function run(target, seconds) {
  mkdirSync(fuzz("corpus", target), { recursive: true });
  const inputs = [fuzz("corpus", target), unpackSeeds(target)];
  const limits = [`-max_total_time=${seconds}`, "-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"];
  const options = [...limits, `-dict=${fuzz("dictionary.txt")}`, "-print_final_stats=1"];
  const command = ["run", ...NO_SANITIZER, target, ...inputs, "--", ...options];
  const result = await progress(target, (onOutput) => capture("cargo-fuzz", command, { onOutput }));
  return { target, ...result };
}

/**
 * Runs a target on one input, its output on the terminal.
 * @param {string} target
 * @param {string} input
 */
async function again(target, input) {
  const code = await show("cargo-fuzz", ["run", ...NO_SANITIZER, target, input]);
  if (code !== 0) process.exitCode = 1;
}
