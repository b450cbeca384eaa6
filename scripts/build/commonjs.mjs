// For `require("sne-cotation")`: each public entry as one CommonJS file, and for each type file its .d.cts twin
// (TypeScript reads the kind of a module off its file's ending).

import { readFileSync } from "node:fs";
import { filesUnder, write } from "../support/files.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { pkg } from "./package.mjs";

// "neutral" refuses Node's own modules: the client must run in a page as well.
const ENTRIES = [
  { name: "index", entry: "lib/index.js", platform: "neutral" },
  { name: "slim", entry: "lib/slim.js", platform: "neutral" },
  { name: "doctor", entry: "lib/diagnosis/index.js", platform: "neutral" },
  { name: "relay", entry: "lib/relay/index.js", platform: "neutral" },
  { name: "relay-page", entry: "lib/relay/page.js", platform: "neutral" },
  { name: "simulator", entry: "lib/simulator/node.js", platform: "node" },
];

export async function buildCommonJs() {
  const { build } = await import("esbuild");
  await Promise.all(ENTRIES.map((entry) => bundle(build, entry)));
  writeTypeTwins();
}

async function bundle(build, { name, entry, platform }) {
  const result = await build({
    entryPoints: [pkg(entry)],
    outfile: pkg("cjs", `${name}.cjs`),
    absWorkingDir: pkg(),
    bundle: true,
    format: "cjs",
    platform,
    target: "node20",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  }).catch((error) => ({ errors: error.errors ?? [{ text: String(error) }], warnings: [] }));
  const all = [...result.errors, ...result.warnings];
  const complaints = all.map(({ text, location }) => `${location?.file ?? entry}: ${text}`);
  if (complaints.length > 0) throw new Problem(`CommonJS, ${name}:\n  ${complaints.join("\n  ")}`);
}

function writeTypeTwins() {
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
