// The blocks of TypeScript in the documents, compiled as one project for each page: strict, as Node resolves them, with
// the types of the documents' contract.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compile } from "./support/tsc.mjs";
import { blocksOf, LANGUAGES, pagesOf, readDocument } from "../support/documents.mjs";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const CONTRACT = readDocument("tests/node/contracts/documents.json");
const root = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
/** The module is no entry of the package: only its command uses it. */
const { typesOf } = await import(pathToFileURL(join(root, "dist", "types.js")).href);

const OPTIONS = { module: "nodenext", moduleResolution: "nodenext", types: ["node"], skipLibCheck: true };

const PAGES = LANGUAGES.flatMap((language) => pagesOf(language).map((name) => `docs/${language}/${name}`));

for (const page of PAGES) {
  const blocks = blocksOf(readDocument(page)).filter(({ way }) => way === "types");
  if (blocks.length === 0) continue;

  it(`the TypeScript of ${page} compiles`, async () => {
    const project = await mkdtemp(join(FOLDER, "documents-"));
    try {
      await writeFile(join(project, "api.d.ts"), await typesOf(CONTRACT));
      for (const { name, code } of blocks) await writeFile(join(project, `${name}.ts`), code);
      const files = blocks.map(({ name }) => `${name}.ts`);
      assert.deepEqual(await compile(project, { options: OPTIONS, files, lib: ["ES2022"] }), [], basename(page));
    } finally {
      await rm(project, { recursive: true, force: true });
    }
  });
}
