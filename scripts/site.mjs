// `npm run site`: the documents in both languages, the reference, and the console as a demo in the page, as static
// files in target/site/dist/.
//   npm run site                       to be served at the top of a host
//   npm run site -- --base /a/folder/  to be served below that path
//   npm run site -- --check            looks at it in browsers too (tests/site, tests/demo)
//   npm run site -- --lighthouse       and by Lighthouse: accessibility and best practices of a page of each kind

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as buildPackage } from "./build.mjs";
import { makeReference } from "./reference.mjs";
import { setup } from "./setup.mjs";
import { setupSite } from "./setup/site.mjs";
import { buildDemo } from "./site/demo.mjs";
import { checkWithLighthouse } from "./site/lighthouse.mjs";
import { layOutSource } from "./site/source.mjs";
import { readArguments } from "./support/arguments.mjs";
import { filesUnder, write } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { inRoot, output } from "./support/paths.mjs";
import { isMain, main, problem } from "./support/problem.mjs";
import { show } from "./support/run.mjs";

/**
 * Nothing but the site's own files; styles within elements are the highlighter's. The pages that a reader may go to
 * next are fetched ahead, which Firefox holds against `default-src`: that is its own files, and all that has no use is
 * named.
 */
const POLICY = [
  "default-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "media-src 'none'",
  "worker-src 'none'",
  "manifest-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Makes the site; resolves to its folder.
 * @param {string} base
 */
export async function makeSite(base) {
  if (!/^\/(?:.*\/)?$/.test(base)) {
    throw problem("--base begins and ends with a slash", "--base commence et finit par une barre oblique");
  }
  await setup();
  await buildPackage();
  const packages = await setupSite();
  const [folder, out] = ["source", "dist"].map((name) => output("site", name));
  layOutSource(folder, await makeReference());
  const places = { base, folder, out, cache: output("site", "cache") };
  write(join(folder, ".vitepress", "config.mjs"), configModule(places));
  const { build } = await import(pathToFileURL(join(packages, "vitepress", "dist", "node", "index.js")).href);
  await build(folder);
  for (const path of filesUnder(out).filter((file) => file.endsWith(".html") && !file.includes("reference"))) {
    write(path, withPolicy(readFileSync(path, "utf8"), base, out));
  }
  // It has a policy of its own.
  await buildDemo(join(out, "demo"));
  return out;
}

/**
 * The file in which VitePress looks for its configuration.
 * @param {import("./site/config.mjs").Places} places
 */
function configModule(places) {
  const module = new URL("./site/config.mjs", import.meta.url).href;
  return `import { configOf } from ${JSON.stringify(module)};\nexport default configOf(${JSON.stringify(places)});\n`;
}

/**
 * A page under the policy: the scripts that VitePress writes into it become files.
 * @param {string} html
 * @param {string} base
 * @param {string} out
 */
function withPolicy(html, base, out) {
  const policy = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  return html
    .replace(/<script([^>]*)>([^<]+)<\/script>/g, (_script, attributes, code) => {
      const name = `assets/inline-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`;
      write(join(out, name), code);
      return `<script${attributes.replace(/ id="[^"]*"/, "")} src="${base}${name}"></script>`;
    })
    .replace(/<head>/, `<head>\n    ${policy}`);
}

/**
 * @param {string} folder
 * @param {string} base
 */
async function check(folder, base) {
  const { chromium, firefox } = await setup({ browser: true, rust: false });
  const env = {
    SNE_SITE: folder,
    SNE_SITE_BASE: base,
    SNE_DEMO: join(folder, "demo"),
    SNE_CHROMIUM: chromium,
    SNE_FIREFOX: firefox,
    SNE_BROWSERS: "Chromium,Firefox",
  };
  const tests = ["site", "demo"].flatMap((name) => filesUnder(inRoot("tests", name)));
  const files = tests.filter((path) => path.endsWith(".test.mjs"));
  process.exitCode = await show(process.execPath, ["--test", "--test-reporter=spec", ...files], { env });
}

/**
 * @param {string} folder
 * @param {string} base
 */
async function lookAt(folder, base) {
  const { chromium: executablePath = "" } = await setup({ browser: true, rust: false });
  await checkWithLighthouse({ folder, base, executablePath });
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const options = /** @type {const} */ ({
      base: { type: "string", default: "/" },
      check: { type: "boolean" },
      lighthouse: { type: "boolean" },
    });
    const { values } = readArguments(import.meta.url, options);
    const folder = await makeSite(values.base);
    console.log(say(`\nThe site is in ${folder}`, `\nLe site est dans ${folder}`));
    if (values.check) await check(folder, values.base);
    if (values.lighthouse) await lookAt(folder, values.base);
  });
}
