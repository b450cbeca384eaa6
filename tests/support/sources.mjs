// The console's sources, compiled as the tests need them. They are beside the workshop's own tools, in the node_modules
// further up.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const PREACT = createRequire(import.meta.url).resolve("preact/package.json");
const SOURCES = join(dirname(PREACT), "..", "..", "www", "src");

const SHARED = {
  bundle: true,
  write: false,
  format: "esm",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
};

/** Bundles; `console/...` are the sources. Resolves to what esbuild gives. */
export function bundle(options) {
  return build({ ...SHARED, alias: { console: SOURCES }, ...options });
}

/** A module of the console's, for Node: `load("json-editor/read-json.ts")`. */
export async function load(path) {
  const { outputFiles } = await bundle({ entryPoints: [join(SOURCES, path)] });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
