// What documents tell to run in a clone of the repository: scripts that there are, with options that they have.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { blocksOf, readDocument } from "../support/documents.mjs";
import { PAIRS } from "./support.mjs";

const ROOT = new URL("../../", import.meta.url);
/** @type {Record<string, string>} */
const SCRIPTS = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")).scripts;

/** What a script is made of: itself, and the program that it runs. @param {string} name */
function textOf(name) {
  const script = new URL(SCRIPTS[name].replace(/^node /, ""), ROOT);
  const program = new URL(`tests/${name}/`, ROOT);
  const parts = existsSync(program) ? readdirSync(program, { recursive: true, encoding: "utf8" }) : [];
  const files = parts.filter((part) => /\.(rs|mjs)$/.test(part)).map((part) => new URL(part, program));
  return [script, ...files]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

for (const name of PAIRS.flat()) {
  const lines = blocksOf(readDocument(name))
    .filter(({ way }) => way === "workshop")
    .flatMap(({ code }) => code.trim().split("\n"));
  if (lines.length === 0) continue;

  it(`the scripts that ${name} tells to run`, () => {
    for (const line of lines) {
      const [, script = ""] = /^npm (?:run )?([\w-]+)/.exec(line) ?? [];
      assert.ok(Object.hasOwn(SCRIPTS, script), line);
      const options = [...line.replace(/#.*/, "").matchAll(/ --([a-z]\S*)/g)].map(([, option]) => option);
      const text = textOf(script);
      assert.deepEqual(
        options.filter((option) => !text.includes(option)),
        [],
        line,
      );
    }
  });
}
