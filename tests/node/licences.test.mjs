// The licences in the tarball: ours, and those of the code of others that is in the wasm and in the console.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

const ROOT = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
/** @param {string} name */
const read = (name) => readFileSync(join(ROOT, name), "utf8");
const NOTICES = read("THIRD-PARTY-NOTICES.txt");
const [LIST, ...TEXTS] = NOTICES.split(`${"=".repeat(80)}\n`);
const COMPONENTS = [...LIST.matchAll(/^- (.+) (\d\S+): (.+)$/gm)].map(([, name, version, licence]) => ({
  name,
  version,
  licence,
}));

test("the tarball has both licences that package.json names", () => {
  const { license } = JSON.parse(read("package.json"));
  assert.equal(license, "MIT OR Apache-2.0");
  assert.match(read("LICENSE-MIT"), /Permission is hereby granted/);
  assert.match(read("LICENSE-APACHE"), /Apache License\s+Version 2\.0/);
});

test("what is in the package is named, and what only builds or tests it is not", () => {
  const names = COMPONENTS.map(({ name }) => name);
  for (const name of [
    "the Rust standard library",
    "wasm-bindgen",
    "js-sys",
    "web-sys",
    "gloo-net",
    "serde",
    "talc",
    "preact",
  ])
    assert.ok(names.includes(name), name);
  for (const name of ["wasm-bindgen-macro", "serde_derive", "syn", "proptest", "vite", "wasm-pack"])
    assert.ok(!names.includes(name), name);
  assert.ok(!names.some((name) => name.startsWith("sne-cotation")));
});

test("each has the text of its licence, with whom it belongs to where the text leaves room for it", () => {
  /** @type {Map<string, string>} */
  const owners = new Map();
  for (const text of TEXTS) for (const name of text.split("\n", 1)[0].split(", ")) owners.set(name, text);
  for (const { name, licence } of COMPONENTS) {
    const text = owners.get(name) ?? "";
    assert.ok(text.length > 800, name);
    if (licence.includes("MIT")) assert.match(text, /Permission is hereby granted/, name);
    if (licence.includes("Unicode-3.0")) assert.match(text, /UNICODE LICENSE V3/, name);
    assert.doesNotMatch(text, /<year>|<copyright holders>|the sne-cotation authors/, name);
  }
  assert.equal(owners.size, COMPONENTS.length);
});

test("nothing of the machine that built it is told", () =>
  assert.doesNotMatch(NOTICES, /\/(?:root|home|Users)\/|registry\/src|file:\/\//));
