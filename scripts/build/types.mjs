// For `require("sne-cotation")`: for each type file its .d.cts twin (TypeScript reads the kind of a module off its
// file's ending).

import { readFileSync } from "node:fs";
import { filesUnder, write } from "../support/files.mjs";
import { problem } from "../support/problem.mjs";
import { pkg } from "./package.mjs";

export function writeTypeTwins() {
  const types = filesUnder(pkg("types")).filter((path) => path.endsWith(".d.ts"));
  if (types.length === 0) throw problem("pkg-template/types holds no .d.ts", "aucun .d.ts dans pkg-template/types");
  for (const path of types) write(path.replace(/\.d\.ts$/, ".d.cts"), commonJsTypes(readFileSync(path, "utf8")));
}

/**
 * Types that import their neighbours must import the neighbours' twins.
 * @param {string} text
 */
function commonJsTypes(text) {
  return text.replace(/((?:from|import)\s*\(?\s*["'])(\.{1,2}\/[^"']+)\.js(["'])/g, "$1$2.cjs$3");
}
