// How the demo is built: the console as it is, but for the modules that a server stands behind, which are replaced by
// those of this folder; and a service worker for all of its files. `npm run site` builds it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { transformWithOxc, defineConfig, type Plugin } from "vite";
import { createSimulator } from "../../pkg/dist/simulator.js";
import { css, entry, FIRST_CALL, fileOf, output, target } from "../vite.config.ts";
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

/** What the page must know of its simulator, put into the page itself, as the console's local server does. */
function settled(): Plugin {
  return {
    name: "settings of the demo",
    async transformIndexHtml(html) {
      const simulator = await createSimulator();
      const settings = {
        simulator: { ...simulator.environments.sandbox, applications: applicationsOf(simulator) },
        other: null,
        contract: "contract.json",
        language: null,
        environments: ["simulator"],
        isInPage: true,
      };
      return html.replace('content="static"', () => `content="${JSON.stringify(settings).replaceAll('"', "&quot;")}"`);
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

export default defineConfig({
  root: here("."),
  base: "./",
  publicDir: false,
  resolve: {
    alias: [
      { find: /^sne-cotation$/, replacement: entry("index.js") },
      { find: /^sne-cotation\/simulator$/, replacement: entry("simulator/index.js") },
      { find: /^sne-cotation\/doctor$/, replacement: entry("diagnosis/index.js") },
      { find: /^sne-cotation\/relay\/page$/, replacement: entry("relay/page.js") },
    ],
  },
  css,
  plugins: [replacing(), settled(), offline()],
  build: { ...target, rolldownOptions: { output: output(fileOfDemo) } },
});
