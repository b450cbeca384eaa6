// THIRD-PARTY-NOTICES.txt of the package: whose code is in it besides ours, and their licences, which ask to be passed
// on. The crates are those that cargo links into each wasm; a licence that nobody has looked at yet fails the build.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CRATES } from "./wasm.mjs";
import { WASM_TARGET } from "../setup/versions.mjs";
import { cargoMetadata } from "../support/cargo.mjs";
import { readJson, write } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { capture } from "../support/run.mjs";

/** @import { CargoPackage, Dependency } from "../support/cargo.mjs" */

/** Licences that may be passed on within a package under ours; of those that a component offers, the first. */
const ALLOWED = ["MIT", "Unicode-3.0", "Apache-2.0"];

/** In the console alone. */
const NPM = ["preact"];

const HEAD = `The package sne-cotation is under MIT or Apache-2.0, as you choose. Its WebAssembly and its console hold
code of others, too, each under the licence that is named here and whose text follows.
`;

/**
 * Writes the notices to a path.
 * @param {string} path
 */
export async function writeNotices(path) {
  const components = [await standardLibrary(), ...(await linkedCrates()).map(ofCrate), ...NPM.map(ofNpm)];
  const list = components.map(({ name, version, licence }) => `- ${name} ${version}: ${licence}`);
  const texts = [...byText(components)].map(([text, names]) => `${"=".repeat(80)}\n${names.join(", ")}\n\n${text}\n`);
  write(path, [HEAD, ...list, "", ...texts].join("\n"));
}

/** What cargo links into the wasms: what is needed to run them, and not what writes code at build time. */
async function linkedCrates() {
  const { packages, resolve } = await cargoMetadata("--locked", "--filter-platform", WASM_TARGET);
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  /** @param {Dependency} dependency */
  const isRun = ({ pkg, dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null) && !isMacro(byId.get(pkg));
  const shipped = packages.filter(({ source, manifest_path: path }) => source === null && isShipped(path));
  const found = new Set(shipped.map(({ id }) => id));
  for (const id of found) {
    for (const { pkg } of (nodes.get(id)?.deps ?? []).filter(isRun)) found.add(pkg);
  }
  return packages
    .filter(({ id, source }) => found.has(id) && source !== null)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {CargoPackage | undefined} crate */
const isMacro = (crate) => crate?.targets.some(({ kind }) => kind.includes("proc-macro")) ?? false;

/** @param {string} manifest */
const isShipped = (manifest) => CRATES.some(({ crate }) => dirname(manifest) === inRoot(crate));

/** @param {CargoPackage} crate */
function ofCrate({ name, version, license, authors, manifest_path: manifest }) {
  return componentOf({ name, version, expression: license, authors, folder: dirname(manifest) });
}

/** @param {string} name */
function ofNpm(name) {
  const folder = inRoot("node_modules", name);
  const { version, license } = readJson(join(folder, "package.json"));
  return componentOf({ name, version, expression: license, authors: [], folder });
}

/**
 * @param {{ name: string, version: string, expression: string | undefined, authors: string[], folder: string }}
 *   component
 */
function componentOf({ name, version, expression, authors, folder }) {
  const licences = chosen(name, expression);
  const texts = licences.map((licence) => textIn(folder, licence) ?? textOf(licence, name, authors));
  return { name, version, licence: licences.join(" AND "), text: texts.join("\n\n") };
}

/** Part of every wasm, and of no list of crates. */
async function standardLibrary() {
  const { output } = await capture("rustc", ["--version"]);
  const name = "the Rust standard library";
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0] ?? "";
  return { name, version, licence: "MIT", text: textOf("MIT", name, ["The Rust Project Contributors"]) };
}

/**
 * Of an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`: one of each alternative.
 * @param {string} name
 * @param {string} [expression]
 * @returns {string[]}
 */
function chosen(name, expression = "") {
  const licences = expression.split(/\s+AND\s+/).map((alternatives) => {
    const offered = alternatives.replace(/[()]/g, "").split(/\s+OR\s+|\//);
    return ALLOWED.find((one) => offered.includes(one)) ?? "";
  });
  if (!licences.includes("")) return licences;
  throw problem(
    `${name} is under "${expression}", which scripts/build/notices.mjs does not know: see whether it may be passed on.`,
    `${name} est sous « ${expression} », que scripts/build/notices.mjs ne connaît pas : voyez s'il peut être diffusé.`,
  );
}

/**
 * The text that a component brings for a licence.
 * @param {string} folder
 * @param {string} licence
 */
function textIn(folder, licence) {
  const files = readdirSync(folder).sort();
  const [short] = licence.toUpperCase().split("-");
  const file =
    files.find((one) => one.toUpperCase().startsWith(`LICENSE-${short}`)) ??
    files.find((one) => /^LICEN[SC]E(\.\w+)?$/i.test(one));
  return file === undefined ? undefined : readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}

/**
 * The text of MIT, for components that name it without containing it.
 * @param {string} licence
 * @param {string} name
 * @param {string[]} authors
 */
function textOf(licence, name, authors) {
  if (licence !== "MIT")
    throw problem(`${name} does not bring the text of ${licence}`, `${name} n'apporte pas le texte de ${licence}`);
  const owners = authors.length > 0 ? authors.join(", ") : `the authors of ${name}`;
  return readFileSync(inRoot("LICENSE-MIT"), "utf8")
    .replace(/^Copyright .*$/m, `Copyright (c) ${owners}`)
    .trim();
}

/**
 * Each text once, with those whose it is.
 * @param {{ name: string, text: string }[]} components
 */
function byText(components) {
  /** @type {Map<string, [text: string, names: string[]]>} */
  const texts = new Map();
  for (const { name, text } of components) {
    const words = text.replace(/\s+/g, " ");
    const [first, names] = texts.get(words) ?? [text, []];
    texts.set(words, [first, [...names, name]]);
  }
  return texts.values();
}
