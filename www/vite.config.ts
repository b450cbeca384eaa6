// How the console is built: against the package in pkg/, as it will be published, into files that a strict
// Content-Security-Policy lets through.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const PACKAGE = new URL("../pkg/", import.meta.url);

// The package diagnoses from a page too, but sees less there than the console's local server, and its texts would be a
// sixth of the console.
const WITHOUT_DIAGNOSIS = fileURLToPath(new URL("src/model/no-diagnosis.ts", import.meta.url));

/** The module that an import of the package means, according to the package itself. */
function entry(name: string): string {
  const { exports } = JSON.parse(readFileSync(new URL("package.json", PACKAGE), "utf8"));
  return fileURLToPath(new URL(exports[name].import.default, PACKAGE));
}

export default defineConfig({
  // Relative addresses: the same files work below any path.
  base: "./",
  resolve: {
    alias: [
      { find: /^sne-cotation$/, replacement: entry(".") },
      { find: /^\.\/(diagnosis\/diagnosis|wasm\/diagnosis-inline)\.js$/, replacement: WITHOUT_DIAGNOSIS },
      { find: /^sne-cotation\/relay\/page$/, replacement: entry("./relay/page") },
    ],
  },
  build: {
    // Nothing as data: address, which the policy does not admit.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The style sheets use light-dark(), which these were the first to know.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Each wasm, as text, is a file of its own: it is fetched behind the first screen, and weighed apart (scripts/size.mjs).
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: (id) => /wasm\/(\w+)-inline\.js$/.exec(id)?.[1]?.replace(/^/, "wasm-") ?? null }] },
      },
    },
    chunkSizeWarningLimit: 1000,
  },
});
