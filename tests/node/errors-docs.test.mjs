// The page on errors: its table has each kind, and says of each whether it may pass by itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { reasons } from "./support/catalogues.mjs";
import { found } from "./support/found.mjs";
import { LANGUAGES, readDocument } from "../support/documents.mjs";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));

for (const language of LANGUAGES) {
  test(`docs/${language}/errors.md has each kind that the types have, and no other`, () => {
    const [, union] = found(/type SneErrorKind =([^;]+);/, readFileSync(join(PACKAGE, "types", "index.d.ts"), "utf8"));
    const kinds = [...union.matchAll(/[\w-]+/g)].map(([kind]) => kind).sort();
    const document = readDocument(`docs/${language}/errors.md`);
    const rows = [...document.matchAll(/^\| `([\w-]+)` \|.*\| (yes|no|oui|non) \|$/gm)];
    assert.deepEqual([...new Set(rows.map(([, kind]) => kind))].sort(), kinds);
    for (const kind of kinds) {
      const told = rows.filter(([, one]) => one === kind).map(([, , word]) => ["yes", "oui"].includes(word));
      const known = reasons.filter(([id, one]) => one === kind && id !== "aborted").map(([, , later]) => later);
      assert.deepEqual(new Set(told), new Set(known), kind);
    }
  });
}
