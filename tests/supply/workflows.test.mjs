// The workflows, as far as neither actionlint nor zizmor knows: what they run is there, versions are those that the
// repository names, nothing is theirs to do that they do not need.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { SUITES } from "../../scripts/test/suites.mjs";

const ROOT = new URL("../../", import.meta.url);
const WORKFLOWS = new URL(".github/workflows/", ROOT);
/** @type {Record<string, string>} */
const SCRIPTS = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")).scripts;

/** What may be written, and by which job. */
const WRITES = {
  "release.yml": ["publish: id-token", "announce: contents", "site: pages", "site: id-token"],
  "site.yml": ["publish: pages", "publish: id-token"],
};

/** @param {string} name */
const read = (name) => readFileSync(new URL(name, WORKFLOWS), "utf8");

for (const name of readdirSync(WORKFLOWS)) {
  describe(name, () => {
    const text = read(name);

    it("has every action of others by a hash, with its version", () => {
      for (const [, action] of text.matchAll(/uses: (.+)$/gm)) {
        if (!action.startsWith("./")) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      }
    });

    it("begins with no permission, and writes only where it must", () => {
      assert.match(text, /^permissions: \{\}$/m);
      const jobs = text.split(/^jobs:$/m)[1].split(/^(?= {2}[\w-]+:$)/m);
      const writes = jobs.flatMap((job) => {
        const [, id] = /^ {2}([\w-]+):$/m.exec(job) ?? [];
        return [...job.matchAll(/^ +([\w-]+): write\b/gm)].map(([, what]) => `${id}: ${what}`);
      });
      assert.deepEqual(writes, /** @type {Record<string, string[]>} */ (WRITES)[name] ?? []);
    });

    it("leaves no credentials behind, and stops by itself", () => {
      const checkouts = text.split("actions/checkout@").length - 1;
      assert.equal(text.split("persist-credentials: false").length - 1, checkouts);
      const machines = text.split(/^ +runs-on:/m).length - 1;
      assert.equal(text.split(/^ +timeout-minutes:/m).length - 1, machines);
    });

    it("runs scripts that there are, with options that they have, and suites that there are", () => {
      for (const [, script, rest] of text.matchAll(/\bnpm (?:run )?(test|(?<=run )[\w-]+)([^\n]*)/g)) {
        assert.ok(Object.hasOwn(SCRIPTS, script), script);
        const source = readFileSync(new URL(SCRIPTS[script].replace("node ", ""), ROOT), "utf8");
        for (const [option] of rest.matchAll(/(?<= )--[a-z][\w-]*/g)) {
          const known = source.includes(option) || source.includes(`runInConsumer("${script}"`);
          assert.ok(known, `${script} ${option}`);
        }
        const [, only] = / --only (\S+)/.exec(rest) ?? [];
        for (const suite of only?.split(",") ?? []) {
          assert.ok(
            SUITES.some((one) => one.name === suite),
            suite,
          );
        }
      }
    });
  });
}

it("the lowest Rust is the one of Cargo.toml", () => {
  const [, lowest] = /^rust-version = "(.+)"$/m.exec(readFileSync(new URL("Cargo.toml", ROOT), "utf8")) ?? [];
  const named = [...read("pull-request.yml").matchAll(/RUSTUP_TOOLCHAIN: "(.+)"|toolchain install (\S+)/g)];
  assert.deepEqual(
    named.map(([, one, other]) => one ?? other),
    [lowest, lowest],
  );
});

it("three systems and three lines of Node are tested, before a release as well", () => {
  for (const name of ["pull-request.yml", "release.yml"]) {
    assert.match(read(name), /system: \[ubuntu-[\d.]+, macos-\d+, windows-\d+\]\n +node: \[22, 24, 26\]/);
  }
});

it("what is published is the file that was compared and tested", () => {
  const release = read("release.yml");
  const needs = [...release.matchAll(/^ {2}([\w-]+):\n(?: {4}.*\n|\n)*? {4}needs: (\S+)$/gm)].map(([, job, need]) => [
    job,
    need,
  ]);
  assert.deepEqual(Object.fromEntries(needs), {
    compare: "build",
    test: "compare",
    publish: "test",
    announce: "publish",
    site: "publish",
  });
  const publish = release.slice(release.indexOf("  publish:"), release.indexOf("  announce:"));
  assert.match(publish, /npm publish \.\/released\/\*\.tgz --provenance/);
  assert.doesNotMatch(publish, /checkout|npm (ci|install|run)|secrets\./);
});

it("issues can be filed in both languages, with the same fields", () => {
  const forms = new URL(".github/ISSUE_TEMPLATE/", ROOT);
  for (const [french, english] of [
    ["1-probleme", "2-problem"],
    ["3-souhait", "4-wish"],
  ]) {
    const [one, other] = [french, english].map((name) => {
      const lines = readFileSync(new URL(`${name}.yml`, forms), "utf8").split("\n");
      return lines.filter((line) => /^ +- type:|^ +id:|required:|labels:|render:/.test(line));
    });
    assert.ok(one.length > 4);
    assert.deepEqual(other, one);
  }
});
