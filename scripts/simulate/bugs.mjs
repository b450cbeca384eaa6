// The proof that the simulation bites: each deliberate bug of tests/simulate/bugs is put into a copy of the sources,
// and must be caught by the invariant that its first line names.

import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { filesUnder } from "../support/files.mjs";
import { say } from "../support/language.mjs";
import { inRoot } from "../support/paths.mjs";
import { problem, Problem } from "../support/problem.mjs";
import { capture } from "../support/run.mjs";

/** @typedef {typeof import("../simulate.mjs").buildSimulation} BuildSimulation */

/** What the simulation is built from, and what is in its workspace. */
const MEMBERS = ["crates", "tests/reference", "tests/simulate"];
const SOURCES = ["Cargo.toml", "Cargo.lock", "src", ...MEMBERS, "tests/support"];
const SEEDS = 1_000;
/** Bugs whose names begin like this are for these programs; all others are of clients. */
const OF_PROGRAMS = /** @type {const} */ (["bulk", "fleet"]);

/**
 * Checks the bugs whose file name contains one of the names; all without one.
 * @param {string[]} names
 * @param {BuildSimulation} buildSimulation
 */
export async function checkBugs(names, buildSimulation) {
  const copy = mkdtempSync(join(tmpdir(), "sne-bugs-"));
  try {
    const bugs = bugsNamed(names).map(readBug);
    for (const source of SOURCES) cpSync(inRoot(source), join(copy, source), { recursive: true });
    const missed = [];
    for (const bug of bugs) {
      if (!(await tryBug(bug, copy, buildSimulation))) missed.push(bug.name);
    }
    if (missed.length > 0) throw problem(`not caught: ${missed.join(", ")}`, `pas vus : ${missed.join(", ")}`);
    console.log(say(`${bugs.length} bugs, all caught`, `${bugs.length} fautes, toutes vues`));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Throws when a patch does not apply to the sources as they are. */
export async function checkPatches() {
  const patches = bugsNamed([]);
  const { code, output } = await capture("git", ["apply", "--check", ...patches]);
  if (code !== 0) throw problem(`bugs to write again:\n${output}`, `fautes à récrire :\n${output}`);
}

/** @param {string[]} names */
function bugsNamed(names) {
  const files = filesUnder(inRoot("tests", "simulate", "bugs")).filter((path) => path.endsWith(".patch"));
  const chosen = files.filter((path) => names.length === 0 || names.some((name) => basename(path).includes(name)));
  if (chosen.length === 0) throw problem("there is no bug of that name", "aucune faute de ce nom");
  return chosen;
}

/**
 * A patch whose first line is `invariant: <name>`, and whose next lines say what it does.
 * @param {string} path
 */
function readBug(path) {
  const invariant = /^invariant: (\S+)$/m.exec(readFileSync(path, "utf8"))?.[1];
  if (invariant === undefined) throw new Problem(`${basename(path)}: invariant: …?`);
  return { path, name: basename(path, ".patch"), invariant };
}

/**
 * Puts a bug into the copy, and says whether its invariant catches it.
 * @param {ReturnType<typeof readBug>} bug
 * @param {string} copy
 * @param {BuildSimulation} buildSimulation
 */
async function tryBug({ path, name, invariant }, copy, buildSimulation) {
  await apply(path, copy, []);
  try {
    const only = OF_PROGRAMS.find((program) => name.startsWith(`${program}-`)) ?? "clients";
    const programs = await buildSimulation({ cwd: copy, target: join(copy, "target"), title: name, only });
    const { output } = await capture(programs[only], ["--seeds", String(SEEDS), "--survey"], { cwd: copy });
    const broken = [...output.matchAll(/^broken: (\S+) in (\d+) seeds, the first (\d+)$/gm)];
    const lines = broken.map(([, which, count, first]) => `${which}: ${count} (${say("first", "d'abord")} ${first})`);
    const found = broken.some(([, which]) => which === invariant);
    console.log(`${found ? "✔" : "✘"} ${name}: ${lines.join(", ") || say("nothing breaks", "rien ne cède")}`);
    return found;
  } finally {
    await apply(path, copy, ["-R"]);
  }
}

/**
 * @param {string} path
 * @param {string} copy
 * @param {string[]} options
 */
async function apply(path, copy, options) {
  // Outside of a repository, so that `git apply` takes paths as they are.
  const { code, output } = await capture("git", ["apply", ...options, path], {
    cwd: copy,
    env: { GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  if (code !== 0)
    throw problem(`${basename(path)} does not apply:\n${output}`, `${basename(path)} ne s'applique pas :\n${output}`);
}
