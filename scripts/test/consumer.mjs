// The packed tarball in an empty project: what the tests of the package run against, so that nothing in them can reach
// the sources.

import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { build } from "../build.mjs";
import { setup } from "../setup.mjs";
import { filesUnder, write } from "../support/files.mjs";
import { inRoot, output } from "../support/paths.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { npm, quietly, show } from "../support/run.mjs";
import { say } from "../support/language.mjs";

/**
 * The project; Node finds the workshop's own tools (playwright-core, authorisation servers) in the node_modules further
 * up, and the package only here.
 * @param {string[]} parts
 */
export const consumer = (...parts) => output("consumer", ...parts);

/** Packs pkg/ as `npm publish` would; resolves to the tarball's path. */
export async function pack() {
  const folder = output("pack");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const title = say("Packing pkg/", "Mise en paquet de pkg/");
  await runNpm(title, ["pack", "--pack-destination", folder], inRoot("pkg"));
  return tarball();
}

/** The tarball that `pack` made. */
export function tarball() {
  const [path] = filesUnder(output("pack")).filter((file) => file.endsWith(".tgz"));
  if (path === undefined) throw problem("no tarball in target/pack", "pas d'archive dans target/pack");
  return path;
}

/** Documents whose blocks are run, and projects of their own. */
const DOCUMENTS = ["README.md", "LISEZMOI.md", "docs/en", "docs/fr", "examples"];

/**
 * Makes the project anew: the package, which depends on nothing, and the tests beside it.
 * @param {string} [specification] what npm is to install; without it the tarball that `pack` made
 * @param {string[]} [options] those of npm; without them it does without a network
 */
export async function installConsumer(specification = tarball(), options = ["--offline"]) {
  rmSync(consumer(), { recursive: true, force: true });
  write(consumer("package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const title = say("Installing the tarball in an empty project", "Installation de l'archive dans un projet vide");
  await runNpm(title, ["install", ...options, "--ignore-scripts", "--no-package-lock", specification], consumer());
  const installed = readdirSync(consumer("node_modules")).filter((name) => !name.startsWith("."));
  if (String(installed) !== "sne-cotation") throw new Problem(`node_modules: ${installed}`);
  for (const folder of [
    "node",
    "contract",
    "corpus",
    "differential",
    "prism",
    "proxies",
    "interop",
    "hostile",
    "soak",
    "quota",
    "fleet",
    "stores",
    "browser",
    "consumers",
    "runtimes",
    "support",
  ])
    copyTests(folder);
  cpSync(inRoot("examples", "nightly"), consumer("examples", "nightly"), { recursive: true });
  for (const document of DOCUMENTS) cpSync(inRoot(document), consumer(document), { recursive: true });
}

/**
 * Runs `run.mjs` of one folder of tests in a fresh consumer project, with the arguments of this process.
 * @param {string} folder
 * @param {string[]} [nodeOptions]
 */
export async function runInConsumer(folder, nodeOptions = []) {
  await setup();
  await build();
  await pack();
  await installConsumer();
  const script = consumer("tests", folder, "run.mjs");
  const code = await show(process.execPath, [...nodeOptions, script, ...process.argv.slice(2)], { cwd: consumer() });
  process.exitCode = code;
}

/** @param {string} folder */
function copyTests(folder) {
  cpSync(inRoot("tests", folder), consumer("tests", folder), { recursive: true });
}

/**
 * @param {string} title
 * @param {string[]} args
 * @param {string} cwd
 */
function runNpm(title, args, cwd) {
  const [command, ...first] = npm();
  return quietly(title, command, [...first, ...args, "--no-audit", "--no-fund"], { cwd });
}
