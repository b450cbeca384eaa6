// The bill of materials: valid, the same each time, and with the crates that cargo links into the wasms, no more and no
// less.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { billOfMaterials } from "../../scripts/build/sbom.mjs";
import { CRATES } from "../../scripts/build/wasm.mjs";
import { setupSbom } from "../../scripts/setup/sbom.mjs";

const ROOT = new URL("../../", import.meta.url);
const WASM = ["--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"];
const RELEASE = {
  name: "sne-cotation",
  version: "1.2.3",
  licence: "MIT OR Apache-2.0",
  repository: "https://code.example/sne",
};

/** @type {string} */
let folder;
/** @type {string} */
let tarball;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "sne-sbom-"));
  tarball = join(folder, "a.tgz");
  writeFileSync(tarball, "a tarball");
});
after(() => rmSync(folder, { recursive: true }));

/** The crates of others that cargo puts into a wasm: "name version". @param {string} manifest */
function linkedBy(manifest) {
  const args = [
    "tree",
    "--locked",
    "--offline",
    "--manifest-path",
    manifest,
    ...WASM,
    "--prefix",
    "none",
    "--format",
    "{p}",
  ];
  const lines = execFileSync("cargo", args, { encoding: "utf8", cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
  return lines.split("\n").flatMap((line) => {
    const [, name, version] = /^(\S+) v(\S+)/.exec(line) ?? [];
    return name === undefined || name.startsWith("sne-cotation") ? [] : [`${name} ${version}`];
  });
}

it("has what cargo links into each wasm, each with its hash and licence", async () => {
  const { components } = JSON.parse(await billOfMaterials({ ...RELEASE, tarball }));
  const crates = components.filter((/** @type {{ purl?: string }} */ { purl }) => purl?.startsWith("pkg:cargo/"));
  const named = crates.map((/** @type {Record<string, string>} */ { name, version }) => `${name} ${version}`);
  const linked = CRATES.flatMap(({ crate }) => linkedBy(join(crate, "Cargo.toml")));
  assert.ok(linked.length > 20);
  assert.deepEqual(named.sort(), [...new Set(linked)].sort());
  for (const { name, hashes, licenses } of crates) {
    assert.match(hashes[0].content, /^[0-9a-f]{64}$/, name);
    assert.equal(licenses.length, 1, name);
  }
});

it("is of that tarball, and the same each time", async () => {
  const one = await billOfMaterials({ ...RELEASE, tarball });
  const { component } = JSON.parse(one).metadata;
  assert.equal(component.hashes[0].content, createHash("sha512").update(readFileSync(tarball)).digest("hex"));
  assert.equal(component.purl, "pkg:npm/sne-cotation@1.2.3");
  assert.equal(await billOfMaterials({ ...RELEASE, tarball }), one);
});

it("is what the schema of CycloneDX allows, which tells what is not", async () => {
  const { Validation } = await setupSbom();
  const validator = new Validation.JsonStrictValidator("1.6");
  const text = await billOfMaterials({ ...RELEASE, tarball });
  assert.equal(await validator.validate(text), null);
  assert.notEqual(await validator.validate(text.replace('"SHA-512"', '"SHA-511"')), null);
});
