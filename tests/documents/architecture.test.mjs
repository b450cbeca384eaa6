// The diagrams of docs/en/architecture.md and its French counterpart, held against the code.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { codeOf, LANGUAGES, readDocument } from "../support/documents.mjs";

const ROOT = new URL("../../", import.meta.url);

/** The crates that a crate is built of, as its Cargo.toml has them: not those of its tests. @param {string} folder */
function knownBy(folder) {
  const manifest = readFileSync(new URL(`${folder}/Cargo.toml`, ROOT), "utf8").replace(
    /\[dev-dependencies\].*?(?=\n\[|$)/s,
    "",
  );
  return [...manifest.matchAll(/^sne-cotation-([\w-]+) = /gm)].map(([, name]) => name).sort();
}

for (const language of LANGUAGES) {
  const document = readDocument(`docs/${language}/architecture.md`);

  describe(`docs/${language}/architecture.md`, () => {
    const parts = codeOf(document, "diagram", "parts");
    const nodes = new Map([...parts.matchAll(/(\w+)\[([\w/-]+)\]/g)].map(([, id, path]) => [id, path]));
    const arrows = [...parts.matchAll(/^ *(\w+).*? --> (\w+)/gm)].map(([, from, to]) => [from, to]);

    it("has folders that there are, and every crate", () => {
      assert.deepEqual(
        [...nodes.values()].filter((path) => !existsSync(new URL(path, ROOT))),
        [],
      );
      const crates = readdirSync(new URL("crates", ROOT)).map((name) => `crates/${name}`);
      assert.deepEqual([...nodes.values()].filter((path) => path.startsWith("crates/")).sort(), crates.sort());
    });

    it("has what each crate is built of", () => {
      for (const [id, path] of nodes) {
        if (!path.startsWith("crates/")) continue;
        const told = arrows.filter(([from]) => from === id).map(([, to]) => to);
        assert.deepEqual(told.sort(), knownBy(path), path);
      }
      const told = arrows.filter(([from]) => from === "core").map(([, to]) => to);
      assert.deepEqual(told, knownBy("."));
    });

    it("has every folder at the top, and no other", () => {
      const told = codeOf(document, "diagram", "folders").split("\n").filter(Boolean);
      const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
        cwd: fileURLToPath(ROOT),
        encoding: "utf8",
      });
      const folders = new Set([...files.matchAll(/^([\w-][\w.-]*)\//gm)].map(([, name]) => `${name}/`));
      assert.deepEqual(
        told.map((line) => line.split(" ")[0]),
        [...folders].sort(),
      );
    });
  });
}
