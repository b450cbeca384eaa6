// How each bundler builds a project for production: as its own documentation begins, with what docs/en/runtimes.md says
// to add. `page` and `server` take the project's folder, put what they make into its `dist`, and resolve to all that
// the bundler had to complain of.

import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { snippet } from "./snippets.mjs";
import { bundlers, importFrom, PACKAGE, programs, run, versionOf } from "./tools.mjs";

/**
 * What is used of a compiler of webpack's or Rspack's.
 * @typedef {object} Compiler
 * @property {(done: (error: Error | null, stats: Stats) => void) => void} run
 * @property {(done: (error: Error | null) => void) => void} close
 */

/** @typedef {{ toJson(what: object): Record<"errors" | "warnings", { message: string }[]> }} Stats */

/**
 * How a bundler builds a page and, where it can, a server.
 * @typedef {object} Bundler
 * @property {(folder: string) => Promise<string>} page
 * @property {(folder: string) => Promise<string>} [server]
 */

/**
 * Makes a tool known to a project, as if it were installed there.
 * @param {string} folder
 * @param {string} name
 */
export function link(folder, name) {
  const target = join(folder, "node_modules", name);
  mkdirSync(join(target, ".."), { recursive: true });
  symlinkSync(join(bundlers, "node_modules", name), target, "junction");
}

/**
 * Runs a command line of docs/en/runtimes.md, whose first word is the tool's name, by the tool's own script.
 * @param {string} line
 * @param {string} script
 * @param {string} folder
 */
export function command(line, script, folder) {
  const [, ...args] = snippet(line).trim().split(/\s+/);
  const options = { cwd: folder, timeout: 240_000 };
  return run(programs["Node 24"], [join(bundlers, "node_modules", script), ...args], options);
}

/**
 * Whether no more is complained of than the size of one file, the simulator's wasm, which docs/en/runtimes.md tells of.
 * @param {string} message
 * @param {string} dist
 */
function tellsOfSimulatorAlone(message, dist) {
  const files = [...message.matchAll(/ ([\w-]+\.js) \(/g)].map(([, file]) => file);
  const size = statSync(join(PACKAGE, "dist", "simulator-wasm.js")).size;
  return (
    message.includes("asset size limit") &&
    files.length === 1 &&
    Math.abs(statSync(join(dist, files[0])).size / size - 1) < 0.01
  );
}

/**
 * webpack and Rspack have one interface. The configuration is a file of docs/en/runtimes.md, or no more than an entry.
 * @param {string} name
 * @param {string} folder
 * @param {string} [file]
 */
async function pack(name, folder, file) {
  const { rspack, default: webpack } = await importFrom(bundlers, name);
  /** @type {{ mode: string, entry: string, output?: object }} */
  let options = { mode: "production", entry: "./main.js" };
  if (file !== undefined) {
    writeFileSync(join(folder, file), snippet(file));
    ({ default: options } = await import(pathToFileURL(join(folder, file)).href));
  }
  const path = join(folder, "dist");
  /** @type {Compiler} */
  const compiler = (rspack ?? webpack)({ ...options, context: folder, output: { ...options.output, path } });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const messages = warnings.map(({ message }) => message);
  return messages.filter((message) => !tellsOfSimulatorAlone(message, path)).join("\n");
}

/** How esbuild marks a file of more than a megabyte: the simulator's wasm is in the server's. */
const IS_LARGE = /^ +\S+ +[\d.]+mb ⚠️$/;

/**
 * What a command wrote that is a complaint; the rest is progress.
 * @param {{ stdout: string, stderr: string }} said
 */
const complaintsIn = ({ stdout, stderr }) =>
  `${stdout}\n${stderr}`
    .split("\n")
    .filter((line) => /warn|error|deprecat|⚠|\(!\)/i.test(line) && !IS_LARGE.test(line))
    .join("\n");

/** @param {string} folder */
async function rollup(folder) {
  link(folder, "@rollup/plugin-node-resolve");
  writeFileSync(join(folder, "rollup.config.mjs"), snippet("rollup.config.mjs"));
  return complaintsIn(await command("rollup.sh", "rollup/dist/bin/rollup", folder));
}

/** @param {string} folder */
async function parcel(folder) {
  const file = join(folder, "package.json");
  writeFileSync(
    file,
    JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...JSON.parse(snippet("parcel.json")) }),
  );
  return complaintsIn(await command("parcel.sh", "parcel/lib/bin.js", folder));
}

/**
 * @param {string} line
 * @returns {(folder: string) => Promise<string>}
 */
const esbuild = (line) => async (folder) => complaintsIn(await command(line, "esbuild/bin/esbuild", folder));

/** @type {Record<string, Bundler>} */
export const BUNDLERS = {
  webpack: {
    page: (folder) => pack("webpack", folder),
    server: (folder) => pack("webpack", folder, "webpack.config.mjs"),
  },
  Rspack: {
    page: (folder) => pack("@rspack/core", folder),
    server: (folder) => pack("@rspack/core", folder, "webpack.config.mjs"),
  },
  esbuild: { page: esbuild("esbuild.sh"), server: esbuild("esbuild-node.sh") },
  Rollup: { page: rollup },
  Parcel: { page: parcel },
};

/** @type {Record<string, string>} */
const PACKAGES = { Rspack: "@rspack/core" };
/** @param {string} name */
export const versionOfTool = (name) => versionOf(bundlers, PACKAGES[name] ?? name.toLowerCase());
