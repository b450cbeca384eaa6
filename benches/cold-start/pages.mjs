// The pages of the cold start: bundled by esbuild, served from loopback, opened in Chromium with an empty cache.

import { cpSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** @import { Browser } from "playwright-core" */
/** @import { Place, Ways } from "../cold-start.mjs" */

/** @typedef {{ etat: string, total: number, loaded?: number, create?: number, answer?: number }} Answered */
/** @typedef {typeof globalThis & { answered?: Answered }} Page what a page's script leaves behind */

/**
 * Names the files that the script imports before it runs, as Vite does, so that they are asked for at once.
 * @param {string} script
 * @param {string[]} imported
 */
const HTML = (script, imported) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
${imported.map((file) => `<link rel="modulepreload" href="${file}">`).join("\n")}
<script type="module" src="${script}"></script></html>`;

const TOKEN = `async () => (await fetch("/token", { method: "POST" })).json()`;

const FETCH = `
  const { access_token: token } = await (${TOKEN})();
  const { etat } = await (await fetch("/api/healthcheck", { headers: { authorization: \`Bearer \${token}\` } })).json();
  globalThis.answered = { etat, total: performance.now() };`;

/** @param {string} contract the option, or nothing */
const client = (contract) => `
  import { SneCotation } from "sne-cotation";
  const begun = performance.now();
  const sne = await SneCotation.create({
    environment: { tokenUrl: location.origin + "/token", apiUrl: location.origin + "/api" },
    getToken: ${TOKEN},
    ${contract}
  });
  const created = performance.now();
  const { etat } = await sne.healthcheck();
  const total = performance.now();
  globalThis.answered = { etat, loaded: begun, create: created - begun, answer: total - created, total };`;

/**
 * What opens each page, and gives what it took.
 * @param {string | undefined} executablePath
 * @param {Place} place
 * @returns {Promise<{ ways: Ways, version: string, close: () => Promise<void> }>}
 */
export async function pagesOf(executablePath, { origin, folder, contract, site }) {
  /** @type {Record<string, string>} */
  const sources = { fetch: FETCH, client: client("") };
  if (contract) {
    cpSync(contract, join(site, "contract.json"));
    sources["with the contract"] = client(`contract: await (await fetch("/contract.json")).text(),`);
  }
  await Promise.all(Object.values(sources).map((source, place) => bundle(source, join(site, String(place)), folder)));
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const ways = Object.fromEntries(
    Object.keys(sources).map((name, place) => [name, () => open(browser, `${origin}/${place}/index.html`)]),
  );
  return { ways, version: browser.version(), close: () => browser.close() };
}

/**
 * @param {string} source
 * @param {string} outdir
 * @param {string} folder that of the package
 */
async function bundle(source, outdir, folder) {
  const { build } = await import("esbuild");
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    stdin: { contents: source, resolveDir: folder, sourcefile: "main.js" },
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    metafile: true,
  });
  const [, entry] = Object.entries(metafile.outputs).find(([path]) => basename(path) === "stdin.js") ?? [];
  if (entry === undefined) throw new Error("esbuild: stdin.js?");
  const imported = entry.imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => basename(path));
  writeFileSync(join(outdir, "index.html"), HTML("stdin.js", imported));
}

/**
 * A page with an empty cache, from the beginning of its navigation to its answer.
 * @param {Browser} browser
 * @param {string} address
 */
async function open(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  const answered = await page.waitForFunction(() => /** @type {Page} */ (globalThis).answered);
  const { etat, ...times } = /** @type {Answered} */ (await answered.jsonValue());
  await context.close();
  if (etat !== "OK") throw new Error(etat);
  return times;
}
