// The types that the package writes of a contract, in TypeScript projects: strict, as Node and as a bundler resolve
// them, with and without the DOM library; what must compile, and what must not.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile, folder } from "./support/tsc.mjs";

/** @import { Complaint } from "./support/tsc.mjs" */

const PROJECT = folder("types");
const NODE = { module: "nodenext", moduleResolution: "nodenext" };
const BUNDLER = { module: "esnext", moduleResolution: "bundler" };
const root = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
/** The module is no entry of the package: only its command uses it. */
const { typesOf } = await import(pathToFileURL(join(root, "dist", "types.js")).href);
/** @param {string} name */
const read = (name) => readFile(join(PROJECT, name), "utf8");

/** Lines of wrong.mts that must not compile: after each comment `// wrong TS1234: words`. */
async function mistakes() {
  const lines = (await read("wrong.mts")).split("\n");
  return lines.flatMap((line, index) => {
    const [, code, words] = /^\/\/ wrong (TS\d+): (.+)$/.exec(line) ?? [];
    return code === undefined ? [] : [{ line: index + 2, code, words }];
  });
}

describe("the types of a contract", () => {
  for (const name of ["library", "hostile"]) {
    it(`are those that are committed: ${name}`, async () => {
      const contract = await read(`${name}.json`);
      assert.equal(await typesOf(contract), await read(`${name}.d.ts`));
      assert.equal(await typesOf(JSON.parse(contract)), await read(`${name}.d.ts`));
    });
  }

  it("are none where something is wrong with it, which is told as everywhere", async () => {
    await assert.rejects(typesOf({ swagger: "2.0" }, { language: "en" }), ({ name, kind, pointer, message }) => {
      assert.deepEqual([name, kind, pointer], ["SneError", "contract", "/paths"]);
      return /paths/.test(message);
    });
    await assert.rejects(typesOf("{"), { name: "SneError", kind: "contract" });
  });

  for (const [title, options, files, lib] of /** @type {[string, object, string[], string[]][]} */ ([
    ["as Node resolves them, without the DOM", NODE, ["right.mts", "right.cts"], ["ES2022"]],
    ["as Node resolves them, with the DOM", NODE, ["right.mts", "right.cts"], ["ES2022", "DOM"]],
    ["as a bundler resolves them, with everything new", BUNDLER, ["right.mts"], ["ESNext", "DOM"]],
    ["of a hostile contract", NODE, ["hostile.d.ts", "hostile.mts"], ["ES2022"]],
  ])) {
    it(`compile ${title}`, async () => {
      assert.deepEqual(await compile(PROJECT, { options, files, lib }), []);
    });
  }

  it("find the mistakes of a program, and nothing else", async () => {
    const found = await compile(PROJECT, { options: NODE, files: ["wrong.mts"], lib: ["ES2022"] });
    const expected = await mistakes();
    assert.ok(expected.length > 20);
    assert.deepEqual(
      found.map(({ line, code }) => `${line} ${code}`),
      expected.map(({ line, code }) => `${line} ${code}`),
      text(found),
    );
    const others = expected.filter(({ words }, index) => !found[index].message.includes(words));
    assert.deepEqual(others, [], text(found));
  });
});

/** @param {Complaint[]} found */
const text = (found) => found.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`).join("\n");
