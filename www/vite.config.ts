// How the console is built: against the package in pkg/, into files that a strict Content-Security-Policy lets through.

import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { createSimulator } from "../pkg/dist/simulator.js";
import { firstScreen } from "./first-screen.ts";
import type { Settings } from "./src/model/settings.ts";

const PACKAGE = new URL("../pkg/", import.meta.url);

// The package diagnoses from a page too, but sees less there than the console's local server, and its texts would be a
// sixth of the console.
const WITHOUT_DIAGNOSIS = fileURLToPath(new URL("src/model/no-diagnosis.ts", import.meta.url));

/** The module that an import of the package begins with, before it is bundled: the console is split in its own way. */
export const entry = (path: string) => fileURLToPath(new URL(`lib/${path}`, PACKAGE));

const SCREENS = /www\/src\/(guide|explore|runs|history|traffic|body-view|operations-list|schema-form|json-editor)\//;
const FOR_SCREENS = /www\/src\/(copy-as\/(?!prepared-request)|calls\/take-along|shared\/incomplete)/;
const PACKAGE_FILES = /pkg\/lib\/(?!relay\/|diagnosis\/first-call)/;

/** All that the console has of the doctor's entry: it is asked before the package is there. */
export const FIRST_CALL = entry("diagnosis/first-call.js");

/** The file of the build that a module goes into; none to leave it to Vite. */
export function fileOf(id: string): string | null {
  const wasm = /wasm\/([\w-]+)-inline\.js$/.exec(id)?.[1];
  if (wasm !== undefined) return `wasm-${wasm}`;
  if (SCREENS.test(id) || FOR_SCREENS.test(id)) return "screens";
  const language = /pkg\/lib\/messages\/\w+-(\w+)\.js$/.exec(id)?.[1];
  if (language !== undefined) return `texts-${language}`;
  return PACKAGE_FILES.test(id) ? "package" : null;
}

/** What both this console and its demo (demo/vite.config.ts) are built for. */
export const target = {
  // Nothing as data: address, which the policy does not admit.
  assetsInlineLimit: 0,
  modulePreload: false,
  // The style sheets use light-dark(), which these were the first to know.
  cssTarget: ["chrome123", "firefox120", "safari17.5"],
  chunkSizeWarningLimit: 1000,
} as const;

/**
 * Each wasm, as text, is a file of its own, weighed apart (scripts/size.mjs). All that the first screen does not need
 * is in two files, because small ones compress badly: the other screens, and the package.
 */
export const output = (name: (id: string) => string | null) => ({
  codeSplitting: { includeDependenciesRecursively: false, groups: [{ name, debugName: "fileOf" }] },
});

/** That the first screen takes seconds to be drawn is no news. */
export const checks = { pluginTimings: false };

/** Without it, Vite looks for a configuration of PostCSS in every folder above, up to the root of the machine. */
export const css = { postcss: {} };

const resolve = {
  alias: [
    { find: /^sne-cotation$/, replacement: entry("index.js") },
    {
      find: /^\.\/(diagnosis\/diagnosis|bulk\/bulk|wasm\/(diagnosis|bulk)-inline)\.js$/,
      replacement: WITHOUT_DIAGNOSIS,
    },
    { find: /^sne-cotation\/doctor$/, replacement: FIRST_CALL },
    { find: /^sne-cotation\/relay\/page$/, replacement: entry("relay/page.js") },
  ],
};

/** What the local server tells the page when the command is given nothing (pkg-template/lib/console/config.js). */
async function settings(): Promise<Settings> {
  const { applications, environments } = await createSimulator();
  const simulator = {
    ...environments.sandbox,
    applications: applications.filter(({ environment }) => environment === "sandbox"),
  };
  return { isLocal: true, simulator, other: null, contract: null, language: null };
}

/** The page of the local server. As plain files, the console has nothing in line, and no simulator. */
const local = firstScreen({
  module: fileURLToPath(new URL("src/first-screen/prerender.tsx", import.meta.url)),
  imports: { resolve },
  settings,
  page: "local.html",
});

export default defineConfig({
  // Relative addresses: the same files work below any path.
  base: "./",
  resolve,
  css,
  plugins: [local],
  build: { ...target, rolldownOptions: { checks, output: output(fileOf) } },
});
