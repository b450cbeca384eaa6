// How the demo is built: the console as it is, but for the modules that a server stands behind, which are replaced by
// those of this folder; and a service worker for all of its files. `npm run site` builds it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transformWithOxc, defineConfig, type Plugin } from "vite";
import { createSimulator } from "../../pkg/dist/simulator.js";
import { firstScreen } from "../first-screen.ts";
import type { Settings } from "../src/model/settings.ts";
import { checks, css, entry, FIRST_CALL, fileOf, output, target } from "../vite.config.ts";
import { applicationsOf } from "./situations.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What is here in place of what the console has. */
const REPLACED = new Map([
  [here("../src/model/local-server.ts"), here("host.ts")],
  [here("../src/messages/fr.ts"), here("messages/fr.ts")],
  [here("../src/messages/en.ts"), here("messages/en.ts")],
]);
/** And for one module alone: nothing else of the package is to think that it is on a server. */
const RUNTIME = entry("platform/runtime.js");
const DIAGNOSIS = entry("diagnosis/diagnosis.js");

/** Operations that are made up: those of the documents. */
const CONTRACT = here("../../tests/node/contracts/documents.json");

function replacing(): Plugin {
  return {
    name: "modules of the demo",
    enforce: "pre",
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith(".") || importer.startsWith(here("."))) return undefined;
      const path = resolve(dirname(importer), source);
      if (path === RUNTIME && importer === DIAGNOSIS) return here("no-page.ts");
      return REPLACED.get(path);
    },
  };
}

/** What the page must know of its simulator. */
async function settings(): Promise<Settings> {
  const simulator = await createSimulator();
  return {
    isLocal: true,
    simulator: { ...simulator.environments.sandbox, applications: applicationsOf(simulator) },
    other: null,
    contract: "contract.json",
    language: null,
    environments: ["simulator"],
    isInPage: true,
  };
}

/** Nothing but its own files, whatever the server says: nothing leaves the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types sne-demo",
].join("; ");
const PURPOSE = "La console SNE-Cotation avec un simulateur de PISTE dans la page : sans compte, sans installation.";

/** The console's own page, as it is here: its policy and its settings in it, and no slot for another look. */
function page(): Plugin {
  const meta = `
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="referrer" content="no-referrer" />
    <meta name="description" content="${PURPOSE}" />`;
  return {
    name: "page of the demo",
    transformIndexHtml: {
      order: "pre",
      async handler(html) {
        const { isLocal: _, ...told } = await settings();
        return html
          .replace('<meta charset="utf-8" />', (charset) => `${charset}${meta}`)
          .replace('content="static"', () => `content="${JSON.stringify(told).replaceAll('"', "&quot;")}"`)
          .replace('<link rel="stylesheet" href="/theme.css" />', '<link rel="stylesheet" href="/demo/demo.css" />')
          .replace('href="/icon.svg"', 'href="/public/icon.svg"')
          .replace('src="/src/main.tsx"', 'src="/demo/main.tsx"');
      },
    },
  };
}

/** The contract, and the service worker, which knows by name all other files. */
function offline(): Plugin {
  return {
    name: "offline",
    enforce: "post",
    async generateBundle(_options, bundle) {
      this.emitFile({ type: "asset", fileName: "contract.json", source: readFileSync(CONTRACT) });
      const files = ["./", "contract.json", ...Object.keys(bundle)].sort();
      const hash = createHash("sha256").update(readFileSync(CONTRACT));
      for (const one of Object.values(bundle)) hash.update(one.type === "asset" ? one.source : one.code);
      const worker = here("offline-worker.ts");
      const { code } = await transformWithOxc(readFileSync(worker, "utf8"), worker);
      const known = `const FILES = ${JSON.stringify(files)};\nconst VERSION = "${hash.digest("hex").slice(0, 12)}";\n`;
      this.emitFile({ type: "asset", fileName: "offline.js", source: known + code });
    },
  };
}

/** The simulator and the diagnosis are files of their own, which come when they are needed. */
function fileOfDemo(id: string): string | null {
  if (/pkg\/lib\/simulator\//.test(id)) return "simulator";
  // Of the page and of the diagnosis alike: in the page's own file, the diagnosis would tear that into many.
  if (id === FIRST_CALL) return "first-call";
  if (/pkg\/lib\/diagnosis\//.test(id)) return "diagnosis";
  return fileOf(id);
}

const resolved = {
  alias: [
    { find: /^sne-cotation$/, replacement: entry("index.js") },
    { find: /^sne-cotation\/simulator$/, replacement: entry("simulator/index.js") },
    { find: /^sne-cotation\/doctor$/, replacement: entry("diagnosis/index.js") },
    { find: /^sne-cotation\/relay\/page$/, replacement: entry("relay/page.js") },
  ],
};

const drawn = firstScreen({
  module: here("prerender.tsx"),
  imports: { resolve: resolved, plugins: [replacing()] },
  settings,
  page: "index.html",
});

export default defineConfig({
  root: here(".."),
  base: "./",
  publicDir: false,
  resolve: resolved,
  css,
  plugins: [replacing(), page(), drawn, offline()],
  build: { ...target, rolldownOptions: { checks, output: output(fileOfDemo) } },
});
