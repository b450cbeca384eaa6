// How the console is built: against the package in pkg/, as it will be published, into files that a strict
// Content-Security-Policy lets through.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const PACKAGE = new URL("../pkg/", import.meta.url);

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
      { find: /^sne-cotation\/relay\/page$/, replacement: entry("./relay/page") },
    ],
  },
  build: {
    // Nothing as data: address, which the policy does not admit.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The style sheets use light-dark(), which these were the first to know.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The package with its wasm is a file of its own, loaded behind the first screen: Vite would warn of its size.
    chunkSizeWarningLimit: 1000,
  },
});
