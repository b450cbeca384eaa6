// Every suite of `npm test`, in the order in which they begin: cheap and telling first, then what takes longest, so
// that the small ones fill what is left of the cores. `needs` names the suites whose work a suite uses; they run before
// it even when only that one is asked for.

import { basename } from "node:path";
import { build } from "../build.mjs";
import { makeReference } from "../reference.mjs";
import { simulate } from "../simulate.mjs";
import { checkPatches } from "../simulate/bugs.mjs";
import { checkSizes } from "../size.mjs";
import { buildDemo, DEMO } from "../site/demo.mjs";
import { filesUnder } from "../support/files.mjs";
import { say } from "../support/language.mjs";
import { inRoot, root } from "../support/paths.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { nodeTool, show } from "../support/run.mjs";
import { setupPhp } from "../setup/php.mjs";
import { setupPrism } from "../setup/prism.mjs";
import { setupProxies } from "../setup/proxies.mjs";
import { setupStores } from "../setup/stores.mjs";
import { versionOf } from "../setup/executable.mjs";
import { WASM_TARGET } from "../setup/versions.mjs";
import { consumer, installConsumer, pack, tarball } from "./consumer.mjs";
import { checkSpelling } from "./spelling.mjs";
import { checkStyle } from "./style.mjs";
import { checkPackageTypes, checkTypes } from "./types.mjs";

/** @import { Task } from "./schedule.mjs" */

/**
 * A part of `npm test`, and what the schedule has to know of it. `words` are those of the command line: parts of the
 * names of the test files that are wanted.
 * @typedef {Task & Work} Suite
 */

/**
 * @typedef {object} Work
 * @property {string} title
 * @property {boolean} [browser] whether it needs browsers; not, unless it says so
 * @property {boolean} [rust] whether it needs Rust; so it does, unless it says otherwise
 * @property {() => Promise<unknown>} [prepare] puts on the machine what it needs; before all suites, one after the
 *   other, since a system has one list of packages
 * @property {(words: string[]) => unknown} run
 */

const PARTS = ["-bulk", "-common", "-contract", "-csv", "-diagnosis", "-fleet", "-simulator", "-typescript"];
const CRATES = ["", ...PARTS].flatMap((name) => ["-p", `sne-cotation${name}`]);
const DENY = ["--", "-D", "warnings"];

/** Rules about imports; biome.jsonc says where each holds, and which files it excepts. */
const IMPORT_RULES = ["suspicious/noImportCycles", "style/noRestrictedImports", "correctness/noNodejsModules"];
const JAVASCRIPT = ["pkg-template", "www/src", "scripts", "benches", "tests", "examples"];

/** @type {Suite[]} */
export const SUITES = [
  {
    name: "style",
    rust: false,
    title: say("Files as they are to be written, by Biome", "Fichiers écrits comme il faut, par Biome"),
    run: checkStyle,
  },
  {
    name: "types",
    rust: false,
    title: say("JavaScript and TypeScript against their types", "JavaScript et TypeScript selon leurs types"),
    run: checkTypes,
  },
  {
    name: "build",
    changes: ["pkg"],
    title: "npm run build",
    run: build,
  },
  {
    name: "circles",
    rust: false,
    title: say("No files import each other, or over a border", "Aucun import en rond, ni par-dessus une frontière"),
    run: () => {
      // The files that biome.jsonc excepts are told as warnings, since the rules are asked for by name.
      const rules = [...IMPORT_RULES.map((rule) => `--only=${rule}`), "--diagnostic-level=error"];
      return tool("@biomejs/biome", "biome", ["lint", ...rules, ...JAVASCRIPT]);
    },
  },
  {
    name: "format",
    title: say("Rust is formatted", "Mise en forme de Rust"),
    run: async () => {
      await cargo(["fmt", "--all", "--check"]);
      await cargo(["fmt", "--manifest-path", inRoot("benches", "core", "Cargo.toml"), "--check"]);
    },
  },
  {
    name: "runner",
    rust: false,
    title: say("What runs these suites", "Ce qui lance ces suites"),
    run: (words) => nodeTests(inRoot("tests", "runner"), root, words),
  },
  {
    name: "pack",
    needs: ["build"],
    uses: ["pkg"],
    title: say("The tarball, installed in an empty project", "L'archive, installée dans un projet vide"),
    run: async () => {
      await pack();
      await installConsumer();
    },
  },
  {
    name: "node",
    needs: ["pack"],
    title: say("The package in Node", "Le paquet dans Node"),
    prepare: setupPhp,
    run: async (words) => consumerTests("node", words, { env: { SNE_PHP: await setupPhp() }, atOnce: 2 }),
  },
  {
    name: "browser",
    needs: ["pack"],
    browser: true,
    title: say("The package and the console in browsers", "Le paquet et la console dans des navigateurs"),
    // A file of these opens a page a test, in two browsers: on a busy machine that takes minutes.
    run: (words) => consumerTests("browser", words, { timeout: 300_000 }),
  },
  {
    name: "rust",
    changes: ["target/debug"],
    title: say("Rust tests: units, simulation, documentation", "Tests Rust : unités, simulation, documentation"),
    run: () => cargo(["test", "--workspace"]),
  },
  {
    name: "stores",
    needs: ["pack"],
    cores: 0.5,
    title: say("Stores, on the engines themselves", "Les stores, sur les moteurs eux-mêmes"),
    prepare: setupStores,
    // Engines take their time to start, and so do queues to find out that they are wanted.
    run: async (words) => {
      const env = { SNE_STORES: JSON.stringify(await setupStores()) };
      return consumerTests("stores", words, { env, timeout: 300_000 });
    },
  },
  {
    name: "demo",
    // The package would do. But the suite browser takes longest, and is to begin first.
    needs: ["pack"],
    uses: ["pkg"],
    browser: true,
    title: say("The console's demo, in browsers", "La démonstration de la console, dans des navigateurs"),
    run: async (words) => {
      await buildDemo(DEMO);
      // As in the suite `browser`: a page a test, in two browsers.
      await nodeTests(inRoot("tests", "demo"), root, words, { env: { SNE_DEMO: DEMO }, timeout: 300_000 });
    },
  },
  {
    name: "clippy",
    changes: ["target/debug"],
    title: say("clippy, natively and for wasm", "clippy, en natif et pour wasm"),
    run: async () => {
      await cargo(["clippy", "--workspace", "--all-targets", ...DENY]);
      await cargo(["clippy", "--target", WASM_TARGET, ...CRATES, ...DENY]);
    },
  },
  {
    name: "simulate",
    title: say("1,000 worlds with faults, every invariant held", "1 000 mondes avec pannes, tous les invariants tenus"),
    run: async () => {
      await checkPatches();
      await simulate(["--seeds", "1000"]);
    },
  },
  {
    name: "docs",
    changes: ["target/debug"],
    title: say("Rust documentation without a warning", "Documentation Rust sans avertissement"),
    run: async () => {
      const env = { RUSTDOCFLAGS: "-D warnings" };
      await cargo(["doc", "--workspace", "--no-deps"], env);
      await cargo(["doc", "--no-deps", "--target", WASM_TARGET, ...CRATES], env);
    },
  },
  {
    name: "consumers",
    needs: ["pack"],
    cores: 0.5,
    browser: true,
    title: say("Projects: ESM, CommonJS, TypeScript, Vite", "Projets : ESM, CommonJS, TypeScript, Vite"),
    run: (words) => consumerTests("consumers", words),
  },
  {
    name: "prism",
    needs: ["pack"],
    cores: 0.5,
    title: say(
      "Prism: a contract's requests and answers, judged by others",
      "Prism : requêtes et réponses d'un contrat, jugées par d'autres",
    ),
    run: async (words) => consumerTests("prism", words, { env: { SNE_PRISM: await setupPrism() } }),
  },
  {
    name: "proxies",
    needs: ["pack"],
    cores: 0.5,
    title: say("Behind a company's proxy", "Derrière un mandataire d'entreprise"),
    run: async (words) => consumerTests("proxies", words, { env: { SNE_PROXIES: await setupProxies() } }),
  },
  {
    name: "documents",
    rust: false,
    title: say("The documents: both languages, links, spelling", "Les documents : deux langues, liens, orthographe"),
    run: async (words) => {
      await nodeTests(inRoot("tests", "documents"), root, words);
      if (words.length === 0) await checkSpelling();
    },
  },
  {
    name: "interop",
    needs: ["pack"],
    cores: 0.5,
    title: say("Authorisation servers by others", "Serveurs d'autorisation écrits par d'autres"),
    run: (words) => consumerTests("interop", words),
  },
  {
    name: "size",
    needs: ["build"],
    uses: ["pkg"],
    title: say("Sizes within their budgets", "Tailles dans leurs budgets"),
    run: checkSizes,
  },
  {
    name: "supply",
    needs: ["build"],
    uses: ["pkg"],
    title: say("Lock files, workflows, bill of materials", "Verrouillage, processus, nomenclature"),
    run: (words) => nodeTests(inRoot("tests", "supply"), root, words),
  },
  {
    name: "bench",
    needs: ["build"],
    uses: ["pkg"],
    title: say("The benchmarks: one round, and its reports", "Les mesures : un tour, et ce qui en est dit"),
    run: (words) => nodeTests(inRoot("tests", "bench"), root, words, { timeout: 600_000 }),
  },
  {
    name: "reference",
    rust: false,
    title: say("The reference, out of the public types, without a warning", "La référence, sans avertissement"),
    run: makeReference,
  },
  {
    name: "pkg-types",
    needs: ["build"],
    uses: ["pkg"],
    title: say("The package against its own types", "Le paquet selon ses propres types"),
    run: checkPackageTypes,
  },
  {
    name: "publint",
    needs: ["pack"],
    title: "publint --strict",
    run: () => tool("publint", "publint", ["run", tarball(), "--strict"]),
  },
  {
    name: "attw",
    needs: ["pack"],
    title: "attw (are the types wrong?)",
    run: () => tool("@arethetypeswrong/cli", "attw", [tarball(), "--no-emoji"]),
  },
  {
    name: "start",
    needs: ["build"],
    cores: 0.5,
    changes: ["pkg"],
    title: say("npm start, from opening to Ctrl-C", "npm start, de l'ouverture à Ctrl-C"),
    run: (words) => nodeTests(inRoot("tests", "start"), root, words),
  },
];

/**
 * The tests run in another folder, where they cannot ask setup: they are told.
 * @param {{ chromium?: string, firefox?: string }} browsers
 */
export async function useBrowsers({ chromium, firefox }) {
  if (chromium === undefined || firefox === undefined) return;
  process.env.SNE_CHROMIUM = chromium;
  process.env.SNE_FIREFOX = firefox;
  console.log(`· ${await versionOf(chromium, ["--no-sandbox"])} (${chromium})`);
  console.log(`· ${await versionOf(firefox)} (${firefox})`);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function cargo(args, env) {
  await expectSuccess("cargo", args, { env });
}

/**
 * @param {string} packageName
 * @param {string} binary
 * @param {string[]} args
 */
async function tool(packageName, binary, args) {
  const [command, ...first] = nodeTool(packageName, binary);
  await expectSuccess(command, [...first, ...args]);
}

/**
 * How test files are run.
 * @typedef {object} Running
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeout] milliseconds for a file
 * @property {number} [atOnce] how many files, where that is not to be one less than there are cores
 */

/**
 * Runs one folder of tests in the consumer project, where `sne-cotation` is the packed tarball.
 * @param {string} folder
 * @param {string[]} words
 * @param {Running} [running]
 */
export function consumerTests(folder, words, running) {
  return nodeTests(consumer("tests", folder), consumer(), words, running);
}

/**
 * Runs the test files of a folder; `words` keep those whose name contains one of them.
 * @param {string} folder
 * @param {string} cwd
 * @param {string[]} words
 * @param {Running} [running]
 */
async function nodeTests(folder, cwd, words, { env = {}, timeout = 120_000, atOnce } = {}) {
  /** @param {string} name */
  const isWanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
  /** @param {string} path */
  const isTest = (path) => path.endsWith(".test.mjs") && isWanted(basename(path));
  const files = filesUnder(folder, (path) => basename(path) !== "node_modules").filter(isTest);
  if (files.length === 0) throw problem(`no test file in ${folder}`, `aucun fichier de test dans ${folder}`);
  const options = ["--test", "--test-reporter=spec", `--test-timeout=${timeout}`];
  if (atOnce !== undefined) options.push(`--test-concurrency=${atOnce}`);
  await expectSuccess(process.execPath, [...options, ...files], { cwd, env });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import("../support/run.mjs").RunOptions} [options]
 */
async function expectSuccess(command, args, options) {
  const code = await show(command, args, options);
  if (code !== 0) throw new Problem(`${basename(command)} ${args.map((arg) => basename(arg)).join(" ")}: ${code}`);
}
