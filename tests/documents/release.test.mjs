// A release says where the project lives, and fails where it does not know; every link of its documents leads
// somewhere.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { packagedDocuments } from "../../scripts/build/documents.mjs";
import { addressesOf, repositoryOf } from "../../scripts/release.mjs";
import { linksOf } from "./support.mjs";

const ROOT = new URL("../../", import.meta.url);
const REPOSITORY = "https://code.example/sne/cotation";
const BASE = `${REPOSITORY}/blob/v1.0.0`;

it("fails at once without the address of the repository", () => {
  const script = fileURLToPath(new URL("scripts/release.mjs", ROOT));
  for (const SNE_REPOSITORY of ["", "code.example/sne", "http://code.example/sne", "https://code.example"]) {
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined, LC_ALL: "C", SNE_REPOSITORY };
    const { status, stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
    assert.equal(status, 1, SNE_REPOSITORY);
    assert.match(stderr, /SNE_REPOSITORY/);
  }
});

it("fills in the addresses of the project", () => {
  for (const address of [REPOSITORY, `${REPOSITORY}/`, `${REPOSITORY}.git`]) {
    assert.deepEqual(addressesOf(repositoryOf(address)), {
      homepage: `${REPOSITORY}#readme`,
      bugs: { url: `${REPOSITORY}/issues` },
      repository: { type: "git", url: `git+${REPOSITORY}.git` },
    });
  }
});

it("has no link that leads nowhere: from the README, on npm, all go to the repository", () => {
  const documents = packagedDocuments(BASE);
  for (const [path, text] of Object.entries(documents)) {
    for (const link of linksOf(text)) {
      if (link.startsWith("#")) continue;
      const url = new URL(link, `file:///package/${path}`);
      const [, file] = new RegExp(`^${BASE}/([^#]*)`).exec(link) ?? [];
      if (file !== undefined) assert.ok(existsSync(new URL(file, ROOT)), `${path}: ${link}`);
      else if (url.protocol === "file:") {
        assert.notEqual(path, "README.md", link);
        assert.ok(Object.hasOwn(documents, url.pathname.replace("/package/", "")), `${path}: ${link}`);
      }
    }
  }
  assert.ok(linksOf(documents["README.md"]).some((link) => link === `${BASE}/docs/en/start.md`));
});
