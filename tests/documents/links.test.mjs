// No dead link in what users read: files and headings are there; addresses elsewhere are of hosts that are known here.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { readDocument } from "../support/documents.mjs";
import { anchorsOf, linksOf, PAIRS } from "./support.mjs";

const DOCUMENTS = [
  ...PAIRS.flat(),
  "CONTRIBUTING.md",
  "SECURITY.md",
  "SUPPORT.md",
  "docs/RELEASING.md",
  ".github/pull_request_template.md",
  "CHANGELOG.md",
  "examples/README.md",
  "examples/nightly/README.md",
  "examples/schedules/README.md",
  "pkg-template/README.md",
];

/** Hosts that documents may lead to. */
const HOSTS = ["piste.gouv.fr", "rustup.rs", "undici.nodejs.org", "semver.org", "github.com"];

const ROOT = new URL("../../", import.meta.url);

describe("links", () => {
  for (const name of DOCUMENTS) {
    it(name, () => {
      const dead = linksOf(readDocument(name)).filter((target) => !isAlive(name, target));
      assert.deepEqual(dead, []);
    });
  }
});

/**
 * @param {string} name
 * @param {string} target
 */
function isAlive(name, target) {
  if (target.startsWith("#")) return anchorsOf(readDocument(name)).includes(decodeURIComponent(target.slice(1)));
  // The README of the package lies at the root of that, as the documents do that it leads to.
  const here = new URL(name.replace("pkg-template/", ""), ROOT);
  const url = new URL(target, here);
  if (url.protocol === "mailto:") return true;
  if (url.protocol !== "file:") return url.protocol === "https:" && HOSTS.includes(url.host);
  const anchor = decodeURIComponent(url.hash.slice(1));
  url.hash = "";
  if (!url.href.startsWith(ROOT.href) || !existsSync(url)) return false;
  return anchor === "" || anchorsOf(readDocument(url.href.slice(ROOT.href.length))).includes(anchor);
}
