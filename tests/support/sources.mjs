// The console's sources, compiled as the tests need them. They are beside the workshop's own tools, in the node_modules
// further up.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const PREACT = createRequire(import.meta.url).resolve("preact/package.json");
const SOURCES = join(dirname(PREACT), "..", "..", "www", "src");

/** @import { BuildOptions } from "esbuild" */

/** @satisfies {BuildOptions} */
const SHARED = /** @type {const} */ ({
  bundle: true,
  write: false,
  format: "esm",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
});

/**
 * Bundles; `console/...` are the sources. Resolves to the files that esbuild made.
 * @param {BuildOptions} options
 */
export async function bundle(options) {
  const { outputFiles = [] } = await build({ ...SHARED, alias: { console: SOURCES }, ...options });
  return outputFiles;
}

/**
 * A module of the console's, for Node: `load("json-editor/read-json.ts")`.
 * @param {string} path
 * @returns {Promise<any>} the module; any: its types are the console's own affair
 */
export async function load(path) {
  const [{ contents }] = await bundle({ entryPoints: [join(SOURCES, path)] });
  return import(`data:text/javascript;base64,${Buffer.from(contents).toString("base64")}`);
}
