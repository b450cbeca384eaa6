// How the build puts the first screen into the page itself: drawn in both languages, with its look and a script of a
// few lines (src/first-screen/early.ts), so that it is seen as soon as the page has come and before any other script
// has. What follows is asked for at once. docs/decisions, record 42.

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Plugin, type Rolldown, runnerImport, type UserConfig } from "vite";
import type { Settings } from "./src/model/settings.ts";

const EARLY = fileURLToPath(new URL("src/first-screen/early.ts", import.meta.url));
const LANGUAGES = ["fr", "en"] as const;
const STYLE = /<link rel="stylesheet" [^>]*href="\.\/(assets\/[^"]+\.css)">/;
const PLACE = '<div id="console"></div>';

/** What is drawn, in one language. */
type Draw = (settings: Settings) => string;

interface Options {
  /** The module that draws, by its `firstScreen`, and how its imports are found. */
  module: string;
  imports: Pick<UserConfig, "resolve" | "plugins">;
  settings: () => Promise<Settings>;
  /** The name of the page that has it: the only one there is, or one beside it. */
  page: "index.html" | "local.html";
}

/** Asks for what the page's script imports, which a browser finds by itself only once that has come. */
function preloaded(html: string, chunk: Rolldown.OutputChunk | undefined): string {
  const links = (chunk?.imports ?? []).map((file) => `<link rel="modulepreload" crossorigin href="./${file}">\n    `);
  return html.replace('<script type="module"', (script) => `${links.join("")}${script}`);
}

export function firstScreen({ module, imports, settings, page }: Options): Plugin {
  return {
    name: "first screen",
    enforce: "post",
    transformIndexHtml: { order: "post", handler: (html, { chunk }) => preloaded(html, chunk) },
    async generateBundle(_options, bundle) {
      const index = bundle["index.html"];
      if (index?.type !== "asset") return this.error("there is no page to put the first screen into");
      const html = String(index.source);
      const [link = "", file = ""] = STYLE.exec(html) ?? [];
      const style = bundle[file];
      if (style?.type !== "asset") return this.error("there is no style sheet to put into the page");
      const drawn = await drawnIn({ module, imports, settings: await settings() });
      const parts = { link, style: String(style.source).trim(), drawn, script: await earlyScript() };
      const source = permitted(withFirstScreen(html, parts), parts);
      if (page !== "index.html") return void this.emitFile({ type: "asset", fileName: page, source });
      index.source = source;
      delete bundle[file];
    },
  };
}

interface Parts {
  /** The link to the style sheet, in whose place that comes. */
  link: string;
  style: string;
  drawn: string;
  script: string;
}

function withFirstScreen(html: string, { link, style, drawn, script }: Parts): string {
  return html
    .replace(link, () => `<style>${style}</style>`)
    .replace(PLACE, () => `${PLACE}\n${drawn}    <script>${script}</script>`);
}

/** A page that has its policy in it names there the inline parts of its own; of the other, the local server does. */
function permitted(html: string, { style, script }: Parts): string {
  return html
    .replace("script-src 'self'", () => `script-src 'self' ${hashOf(script)}`)
    .replace("style-src 'self'", () => `style-src 'self' ${hashOf(style)}`);
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** In a template for each language, of which the script takes one. */
async function drawnIn({ module, imports, settings }: Pick<Options, "module" | "imports"> & { settings: Settings }) {
  // What the screen asks of a browser before it has one.
  Object.assign(globalThis, { location: { hash: "", origin: "" }, matchMedia: () => ({ matches: false }) });
  const config = { configFile: false, logLevel: "error", ...imports } as const;
  const { module: drawing } = await runnerImport<{ firstScreen: Draw }>(module, config);
  const { simulator } = settings;
  // No credentials, not even those of the simulator: the script takes them from where the page has them.
  const nameless = simulator && {
    ...{ tokenUrl: "", apiUrl: "" },
    applications: simulator.applications.map((one) => ({ ...one, clientId: "", clientSecret: "" })),
  };
  const draw = (language: "fr" | "en") => drawing.firstScreen({ ...settings, simulator: nameless, language });
  return LANGUAGES.map((name) => `    <template lang="${name}">${draw(name)}</template>\n`).join("");
}

async function earlyScript(): Promise<string> {
  const options = { bundle: true, minify: true, format: "iife", target: "es2022", write: false } as const;
  const { outputFiles } = await build({ entryPoints: [EARLY], ...options });
  return outputFiles[0]?.text.trim() ?? "";
}
