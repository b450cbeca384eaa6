// A release says where the project lives, and fails where it does not know; every link of its documents leads
// somewhere.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { packagedDocuments } from "../../scripts/build/documents.mjs";
import { addressesOf, contactOf, notesOf, repositoryOf } from "../../scripts/release.mjs";
import { linksOf } from "./support.mjs";

const ROOT = new URL("../../", import.meta.url);
const REPOSITORY = "https://code.example/sne/cotation";
const BASE = `${REPOSITORY}/blob/v1.0.0`;
const CONTACT = "security@code.example";

/** @param {Record<string, string>} variables */
function release(variables) {
  const script = fileURLToPath(new URL("scripts/release.mjs", ROOT));
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, LC_ALL: "C", ...variables };
  return spawnSync(process.execPath, [script], { env, encoding: "utf8" });
}

it("fails at once without the address of the repository", () => {
  for (const SNE_REPOSITORY of ["", "code.example/sne", "http://code.example/sne", "https://code.example"]) {
    const { status, stderr } = release({ SNE_REPOSITORY, SNE_CONTACT: CONTACT });
    assert.equal(status, 1, SNE_REPOSITORY);
    assert.match(stderr, /SNE_REPOSITORY/);
  }
});

it("fails at once without an address for those who report a weakness", () => {
  for (const SNE_CONTACT of ["", "security", "a@b", "http://code.example/report", "a@b.example <script>"]) {
    const { status, stderr } = release({ SNE_REPOSITORY: REPOSITORY, SNE_CONTACT });
    assert.equal(status, 1, SNE_CONTACT);
    assert.match(stderr, /SNE_CONTACT/);
  }
});

it("fills in the addresses of the project", () => {
  for (const address of [REPOSITORY, `${REPOSITORY}/`, `${REPOSITORY}.git`]) {
    assert.deepEqual(addressesOf({ repository: repositoryOf(address), contact: contactOf(CONTACT) }), {
      homepage: `${REPOSITORY}#readme`,
      bugs: { url: `${REPOSITORY}/issues`, email: CONTACT },
      repository: { type: "git", url: `git+${REPOSITORY}.git` },
    });
  }
  const page = contactOf("https://code.example/report");
  assert.deepEqual(addressesOf({ repository: REPOSITORY, contact: page }).bugs, { url: `${REPOSITORY}/issues` });
});

it("says to whom to write in every language of the policies, which name nobody in the repository", () => {
  for (const contact of [CONTACT, "https://code.example/report"]) {
    const documents = packagedDocuments({ base: BASE, contact });
    for (const name of ["SECURITY.md", "SUPPORT.md"]) {
      assert.equal(documents[name].split(`[${contact}](`).length - 1, 2, name);
      assert.doesNotMatch(documents[name], /<!--|of the maintainer|du mainteneur/);
      assert.doesNotMatch(packagedDocuments()[name], /code\.example/);
    }
  }
});

it("wants a tag of the version, whose day the changelog has", () => {
  const changelog = "# Changelog\n\n## 1.1.0 (unreleased)\n\nMore.\n\n## 1.0.0 (2026-11-30)\n\nThe first.\n";
  assert.equal(notesOf(changelog, "1.0.0", "v1.0.0"), "The first.\n");
  assert.equal(notesOf(changelog, "1.1.0"), "More.\n");
  assert.throws(() => notesOf(changelog, "1.0.0", "v1.0.1"), /v1\.0\.1/);
  assert.throws(() => notesOf(changelog, "1.1.0", "v1.1.0"), /YYYY-MM-DD|AAAA-MM-JJ/);
  assert.throws(() => notesOf(changelog, "0.9.0"), /CHANGELOG/);
});

it("names all of its documents among the files of the tarball; npm adds the README by itself", () => {
  const { files } = JSON.parse(readFileSync(new URL("pkg-template/package.json", ROOT), "utf8"));
  for (const path of Object.keys(packagedDocuments()).filter((one) => one !== "README.md")) {
    assert.ok(
      files.some((/** @type {string} */ one) => path === one || path.startsWith(`${one}/`)),
      path,
    );
  }
});

it("has no link that leads nowhere: from the README, on npm, all go to the repository", () => {
  const documents = packagedDocuments({ base: BASE, contact: CONTACT });
  for (const [path, text] of Object.entries(documents)) {
    for (const link of linksOf(text)) {
      if (link.startsWith("#") || link === `mailto:${CONTACT}`) continue;
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
