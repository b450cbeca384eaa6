// The console's texts, which no test of the package can see: whether they are complete, and all used. The sources are
// found beside the workshop's own tools, in the node_modules further up.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { LANGUAGES } from "./support/languages.mjs";

/** @import { Language } from "./support/languages.mjs" */

const PREACT = dirname(createRequire(import.meta.url).resolve("preact/package.json"));
const WWW = join(PREACT, "..", "..", "www");

test("both catalogues say everything, with the same blanks to fill in", async () => {
  const [{ fr }, { en }] = await Promise.all(LANGUAGES.map(catalogue));
  assert.deepEqual(Object.keys(fr), Object.keys(en));
  for (const key of Object.keys(fr)) {
    assert.ok(fr[key].trim() !== "" && en[key].trim() !== "", key);
    assert.deepEqual(blanks(fr[key]), blanks(en[key]), key);
  }
});

test("every text is used", async () => {
  const { fr } = await catalogue("fr");
  const code = await everyComponent();
  const putTogether = formsIn(code);
  for (const key of Object.keys(fr)) {
    // The catalogues themselves are two of the places, where a key that is one word has no quotes.
    const whole = [...code.matchAll(new RegExp(`"${key.replaceAll(".", "\\.")}"|\\b${key}:`, "g"))].length;
    assert.ok(whole > 2 || putTogether.some((form) => form.test(key)), key);
  }
});

/**
 * The forms of the keys that are put together from parts: of `screen.${name}.title`, /^screen\.[\w-]+\.title$/.
 * @param {string} code
 */
function formsIn(code) {
  const templates = [...code.matchAll(/`([a-zA-Z]+\.(?:[\w.]|\$\{[^{}`]+\})*)`/g)].map(([, template]) => template);
  /** @param {string} template */
  const pattern = (template) =>
    template
      .split(/\$\{[^}]+\}/)
      .map((part) => part.replaceAll(".", "\\."))
      .join("[\\w-]+");
  return templates
    .filter((template) => template.includes("${"))
    .map((template) => new RegExp(`^${pattern(template)}$`));
}

/** All of the console's code, whether a screen shows it already or not. */
async function everyComponent() {
  const files = await readdir(join(WWW, "src"), { recursive: true });
  const components = files.filter((file) => file.endsWith(".tsx"));
  const imports = components.map((file, index) => `export * as component${index} from "./${file}";`);
  const stdin = { contents: imports.join("\n"), resolveDir: join(WWW, "src") };
  const { text } = await bundle({ stdin, external: ["sne-cotation", "sne-cotation/relay/page"] });
  return text;
}

/** @param {string} text */
const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();

/** @param {Language} language */
async function catalogue(language) {
  const { contents } = await bundle({ entryPoints: [join(WWW, "src", "messages", `${language}.ts`)] });
  return import(`data:text/javascript;base64,${Buffer.from(contents).toString("base64")}`);
}

/** The one file that a bundle becomes. @param {import("esbuild").BuildOptions} options */
async function bundle(options) {
  const { outputFiles } = await build({ bundle: true, write: false, format: "esm", charset: "utf8", ...options });
  assert.ok(outputFiles);
  return outputFiles[0];
}
