// Rust → wasm: wasm-pack (cargo, wasm-bindgen), then wasm-opt, for the client, the types of a contract, the diagnosis
// and the simulator. Every loader of the package shares the bytes of the one "web" target. The contract's has no glue:
// only text crosses, which lib/contract/instance.js hands over (record 22).

import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { cargoMetadata } from "../support/cargo.mjs";
import { say } from "../support/language.mjs";
import { fingerprint, readIfThere, write } from "../support/files.mjs";
import { cargoHome, inRoot, output } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { capture, quietly } from "../support/run.mjs";
import { optimise } from "./optimise.mjs";
import { blankPanics, trapPanics } from "./panics.mjs";
import { FIRST, split } from "./split.mjs";
import { WASM_BINDGEN, WASM_PACK, WASM_TARGET } from "../setup/versions.mjs";

const OMIT_PATH = "package.metadata.wasm-pack.profile.release.wasm-bindgen.omit-default-module-path";

// The others are members of the client's workspace, so that all hang on the two Cargo files at the root.
const MEMBERS = ["bulk", "common", "contract", "csv", "diagnosis", "fleet", "simulator", "typescript"].map(
  (crate) => `crates/${crate}/Cargo.toml`,
);
const SHARED_INPUTS = [
  ...["Cargo.toml", "Cargo.lock", ".cargo", "rust-toolchain.toml", ...MEMBERS],
  ...["wasm.mjs", "optimise.mjs", "panics.mjs", "names.mjs", "split.mjs"].map((script) => `scripts/build/${script}`),
];

// Small code, as `opt-level = "z"` has it, which would also turn off the inlining that rustc does before LLVM's (record
// 9).
const SMALL = ["minsize", "optsize"].map((attribute) => `-Cllvm-args=-force-attribute=${attribute}`);

// But for one function, which judges answers (crates/contract/src/validation/walk.rs): it is made for speed, and so is
// what is inlined in it (record 20).
const FAST = ["minsize", "optsize"].map((attribute) => `-Cllvm-args=-force-remove-attribute=walk:${attribute}`);

// Names that say of what types a function is made: by these, the parts of a wasm are told apart.
const FULL_NAMES = "-Csymbol-mangling-version=v0";

// What was found to give the smallest client after brotli.
const SMALLEST = "--flatten --rereloop -Oz -Oz --converge -ocimfs 20 -aimfs 4".split(" ");

/** @import { Part } from "./split.mjs" */

/** Linked into each of them. */
const COMMON = "crates/common/src";

/**
 * A crate that becomes a wasm: `inputs` are the files that it hangs on beside the shared ones, `passes` those of
 * wasm-opt, `refine` what is done to it before. One `withoutGlue` has no other side by wasm-bindgen.
 * @typedef {object} Crate
 * @property {string} name
 * @property {string} crate
 * @property {string} outName
 * @property {string[]} inputs
 * @property {string[]} passes
 * @property {(wasm: string) => Promise<void>} [refine]
 * @property {boolean} [makesInstances] whether there may be several instances of it, each with a glue of its own
 * @property {boolean} [withoutGlue]
 * @property {Part[]} [parts] what can be loaded apart
 */

/**
 * The files of a wasm that was built; `parts` are those that it is made of where it is not loaded whole, the first one
 * first, each by its name.
 * @typedef {{ glue?: string, wasm: string, parts: Map<string, string> }} Artefact
 */

/** @param {string} path a module of the contract's crate, by whose name functions begin or have in theirs */
const ofModule = (path) => `sne_cotation_contract::${path}::`;

/**
 * What a contract needs that is not read, or not asked for much: functions with `inline(never)`, and what only they
 * need.
 * @type {Part[]}
 */
const PARTS_OF_THE_CONTRACT = [
  {
    name: "patterns",
    begins: ["Pattern::new", "Pattern::find"].map((path) => ofModule("pattern") + path),
    owns: new RegExp(ofModule("pattern")),
  },
  {
    name: "checks",
    begins: [
      "Validator::check",
      "Validator::check_text",
      "judging::Judging::go_on",
      "told::Told::add",
      "told::Told::all",
    ].map((path) => ofModule("validation") + path),
    owns: new RegExp(`^walk$|${ofModule("validation")}|${ofModule("format")}`),
  },
  {
    name: "odd",
    begins: [
      "binding::unknown",
      "contract::Contract::unknown",
      "error::Error::view",
      "json::reader::Tree::drop_fields",
      "listing::found",
      "paths::Fitting::fit_queries",
      "reading::refusal",
      "remarks::Remarks::add",
      "remarks::Remarks::touching",
      "parameter::unfolded",
      "reference::References::understood",
      "reference::References::understood_part",
      "template::Template::mark_names",
      "template::Template::read_query",
      "template::Template::read_unusual",
      "validation::doubt::Keywords::doubts",
      "validation::option::read_given",
    ].map((path) => `sne_cotation_contract::${path}`),
    owns: new RegExp(ofModule("walk::Walk::remark")),
  },
  { name: "pages", begins: [`${ofModule("pages")}ask`], owns: new RegExp(ofModule("pages")) },
];

/**
 * What is compiled to wasm; `crate` is the folder.
 * @type {Crate[]}
 */
export const CRATES = [
  {
    name: "client",
    crate: "",
    outName: "sne_cotation",
    inputs: ["src", COMMON],
    passes: SMALLEST,
    refine: trapPanics,
    makesInstances: true,
  },
  {
    name: "contract",
    crate: "crates/contract",
    outName: "contract",
    inputs: ["crates/contract/src", COMMON],
    passes: SMALLEST,
    refine: trapPanics,
    withoutGlue: true,
    parts: PARTS_OF_THE_CONTRACT,
  },
  {
    name: "bulk",
    crate: "crates/bulk",
    outName: "bulk",
    inputs: ["crates/bulk/src", COMMON],
    passes: SMALLEST,
    refine: trapPanics,
    withoutGlue: true,
  },
  {
    name: "fleet",
    crate: "crates/fleet",
    outName: "fleet",
    inputs: ["crates/fleet/src", COMMON],
    passes: SMALLEST,
    refine: trapPanics,
    withoutGlue: true,
  },
  {
    name: "csv",
    crate: "crates/csv",
    outName: "csv",
    inputs: ["crates/csv/src"],
    passes: ["-Oz"],
  },
  {
    name: "diagnosis",
    crate: "crates/diagnosis",
    outName: "diagnosis",
    inputs: ["crates/diagnosis/src", COMMON],
    passes: SMALLEST,
    refine: trapPanics,
  },
  {
    name: "simulator",
    crate: "crates/simulator",
    outName: "simulator",
    inputs: ["crates/simulator", "crates/contract/src", COMMON],
    passes: ["-Oz"],
  },
  {
    name: "typescript",
    crate: "crates/typescript",
    outName: "typescript",
    inputs: ["crates/typescript/src", "crates/contract/src", COMMON],
    passes: ["-Oz"],
  },
];

/** Builds what has changed since the last time; resolves to the artefacts, by name: `{ glue, wasm }`. */
export async function buildWasm() {
  const { output: compiler } = await capture("rustc", ["-vV"]);
  /** @type {Record<string, Artefact>} */
  const artefacts = {};
  for (const crate of CRATES) {
    await buildCrate(crate, compiler);
    artefacts[crate.name] = artefactsOf(crate);
  }
  return artefacts;
}

/**
 * @param {Crate} crate
 * @param {string} compiler
 */
async function buildCrate(crate, compiler) {
  const stamp = output("wasm", crate.name, "stamp");
  const inputs = [...SHARED_INPUTS, ...crate.inputs].map((path) => inRoot(path));
  const now = fingerprint(inputs, [compiler, String(process.env.RUSTFLAGS), WASM_PACK, WASM_BINDGEN]);
  const { glue, wasm, parts } = artefactsOf(crate);
  if (readIfThere(stamp) === now && existsSync(glue ?? wasm) && existsSync(wasm)) return sayUnchanged(crate);
  write(stamp, "");
  await (crate.withoutGlue ? cargo(crate, wasm) : wasmPack(crate));
  if (glue !== undefined) checkGlue(glue);
  await crate.refine?.(wasm);
  if (crate.parts !== undefined) await split(wasm, crate.parts, partFile(wasm));
  for (const file of [wasm, ...parts.values()]) {
    // The parts are small, and those passes take long.
    const isLater = file !== wasm && file !== parts.get(FIRST);
    await optimise({ glue, wasm: file }, isLater ? ["-Oz"] : crate.passes, crate.makesInstances);
    if (crate.refine === trapPanics) blankPanics(file);
  }
  write(stamp, now);
}

/** @param {Crate} crate */
function sayUnchanged({ name }) {
  console.log(`✔ ${say(`WebAssembly of the ${name}: unchanged`, `WebAssembly (${name}) : inchangé`)}`);
}

/**
 * `no-install`: wasm-bindgen comes from the PATH, and nothing is downloaded behind our back.
 * @param {Crate} crate
 */
async function wasmPack({ name, crate, outName }) {
  const options = ["--target", "web", "--release", "--mode", "no-install", "--no-pack"];
  const where = ["--out-dir", output("wasm", name), "--out-name", outName];
  await quietly(titleOf(name), "wasm-pack", ["build", inRoot(crate), ...options, ...where], await withFlags());
}

/**
 * Without wasm-pack, which would not have a crate that does not use wasm-bindgen.
 * @param {Crate} crate
 * @param {string} wasm where it is to be
 */
async function cargo({ name, crate }, wasm) {
  const options = ["--release", "--lib", "--target", WASM_TARGET, "--manifest-path", inRoot(crate, "Cargo.toml")];
  await quietly(titleOf(name), "cargo", ["build", ...options], await withFlags(FULL_NAMES));
  const { target_directory: built } = await cargoMetadata("--no-deps", "--offline");
  mkdirSync(dirname(wasm), { recursive: true });
  copyFileSync(join(built, WASM_TARGET, "release", `sne_cotation_${name}.wasm`), wasm);
}

/** @param {string} name */
const titleOf = (name) => say(`Building the WebAssembly of the ${name}`, `Construction du WebAssembly (${name})`);

/** The environment in which cargo compiles. */
const withFlags = async (/** @type {string[]} */ ...more) => ({
  env: { ...releaseProfile(), CARGO_ENCODED_RUSTFLAGS: [...(await rustFlags()), ...more].join("\x1f") },
});

/** What the profile `release` of Cargo.toml leaves as cargo has it. */
const REST_OF_PROFILE = { debug: "0", "debug-assertions": "false", "overflow-checks": "false", incremental: "false" };

/**
 * The profile once more, as variables: what a `.cargo/config.toml` in a folder above says goes before Cargo.toml, and
 * variables go before both.
 */
function releaseProfile() {
  const [, section = ""] =
    /^\[profile\.release\]\n((?:[\w-]+ = .*\n)+)/m.exec(readIfThere(inRoot("Cargo.toml")) ?? "") ?? [];
  const own = [...section.matchAll(/^([\w-]+) = "?(.*?)"?$/gm)].map(([, key, value]) => [key, value]);
  const profile = { ...REST_OF_PROFILE, ...Object.fromEntries(own) };
  return Object.fromEntries(
    Object.entries(profile).map(([key, value]) => [
      `CARGO_PROFILE_RELEASE_${key.toUpperCase().replaceAll("-", "_")}`,
      value,
    ]),
  );
}

/**
 * Flags for small code, the person's own, and those that keep this machine's directories out of the wasm: a panic's
 * place is part of it, and whoever builds the same sources elsewhere must get the same bytes. The crates' directory is
 * there only once they are fetched.
 */
async function rustFlags() {
  await capture("cargo", ["fetch", "--target", WASM_TARGET]);
  const sources = join(cargoHome, "registry", "src");
  const folders = existsSync(sources) ? readdirSync(sources).map((name) => join(sources, name)) : [];
  const own = (process.env.RUSTFLAGS ?? "").split(/\s+/).filter((flag) => flag !== "");
  const crates = folders.map((folder) => `--remap-path-prefix=${folder}=crates`);
  return [...SMALL, ...FAST, ...own, ...crates, await withoutToolchain()];
}

/**
 * Where rustc has its library's sources at hand (the component rust-src), it names their place instead of its usual
 * one.
 */
async function withoutToolchain() {
  const { output: sysroot } = await capture("rustc", ["--print", "sysroot"]);
  const { output: compiler } = await capture("rustc", ["-vV"]);
  const [, hash] = /^commit-hash: (\S+)$/m.exec(compiler) ?? [];
  return `--remap-path-prefix=${join(sysroot.trim(), "lib", "rustlib", "src", "rust")}=/rustc/${hash}`;
}

/**
 * @param {Crate} crate
 * @returns {Artefact}
 */
function artefactsOf({ name, outName, withoutGlue, parts = [] }) {
  const wasm = output("wasm", name, `${outName}_bg.wasm`);
  const glue = withoutGlue ? undefined : output("wasm", name, `${outName}.js`);
  const names = parts.length === 0 ? [] : [FIRST, ...parts.map((part) => part.name)];
  return { glue, wasm, parts: new Map(names.map((part) => [part, partFile(wasm)(part)])) };
}

/** @param {string} wasm @returns {(name: string) => string} */
const partFile = (wasm) => (name) => wasm.replace(/_bg\.wasm$/, `_${name}.wasm`);

/**
 * `new URL(…, import.meta.url)` makes some bundlers build silently wrong, and cannot be had in CommonJS.
 * @param {string} glue
 */
function checkGlue(glue) {
  if (!/import\.meta/.test(readIfThere(glue) ?? "")) return;
  throw problem(
    `${glue} uses import.meta: its crate's Cargo.toml must set ${OMIT_PATH}.`,
    `${glue} emploie import.meta : le Cargo.toml de sa crate doit fixer ${OMIT_PATH}.`,
  );
}
