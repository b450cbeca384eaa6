// The lock files of npm: every package by its hash, from whatever registry the machine is set up for, in the version
// that package.json names exactly.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";

const ROOT = new URL("../../", import.meta.url);
const SETUP = new URL("scripts/setup/", ROOT);

/** Those whose tools are installed in whatever version there is: that is what they are for. */
const FREE = ["bundlers", "frameworks", "imitations", "runtimes"];

const APART = readdirSync(SETUP, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/package.json`, SETUP)))
  .map(({ name }) => name)
  .filter((name) => !FREE.includes(name));

/** @typedef {{ integrity?: string, resolved?: string, link?: boolean, version?: string }} Locked */

/** @param {URL} url */
const read = (url) => JSON.parse(readFileSync(url, "utf8"));

for (const [name, folder] of [["the workshop", ROOT], ...APART.map((one) => [one, new URL(`${one}/`, SETUP)])]) {
  it(`${name}: every package by its hash, each wish an exact version`, () => {
    const { dependencies = {}, devDependencies = {} } = read(new URL("package.json", folder));
    const { lockfileVersion, packages } = read(new URL("package-lock.json", folder));
    assert.equal(lockfileVersion, 3);
    const { "": own, ...others } = /** @type {Record<string, Locked>} */ (packages);
    assert.ok(own);
    for (const [path, { integrity, resolved, link }] of Object.entries(others)) {
      assert.equal(link, undefined, path);
      assert.match(integrity ?? "", /^sha512-[\w+/]{86}==$/, path);
      assert.equal(resolved, undefined, path);
    }
    for (const [wanted, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, wanted);
      assert.equal(others[`node_modules/${wanted}`].version, version, wanted);
    }
  });
}
