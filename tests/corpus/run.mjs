// `npm run corpus -- FOLDER`: the packed package on every contract of a folder (docs/en/corpus.md). Prints a table, and
// what is missing by classes; ends in 1 when a share is below its bar.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { complaintsOf } from "./compiled.mjs";
import { lookAtAll } from "./pool.mjs";
import { printed } from "./report.mjs";
import { summary } from "./summary.mjs";

/** @import { Known } from "./summary.mjs" */

const { values, positionals } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    json: { type: "string" },
    seeds: { type: "string", default: "2" },
    seconds: { type: "string", default: "120" },
    jobs: { type: "string", default: String(Math.max(1, cpus().length >> 1)) },
    untimed: { type: "boolean", default: false },
    whole: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const isContract = (/** @type {string} */ name) =>
  name.endsWith(".json") && name !== "index.json" && name.includes(values.only);
const names = readdirSync(folder).filter(isContract).sort();
if (names.length === 0) throw new Error(`no contract in ${folder}`);

// Below this project, where types find the package.
const types = mkdtempSync(join(fileURLToPath(new URL(".", import.meta.url)), "types-"));
try {
  const documents = await withTypes(await lookedAt());
  const result = summary(documents, { isWhole: values.whole });
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ ...result, documents }, null, 1));
  console.log(printed(documents, result));
  process.exitCode = result.bars.every(({ isHeld }) => isHeld) ? 0 : 1;
} finally {
  rmSync(types, { recursive: true, force: true });
}

async function lookedAt() {
  const seeds = Number(values.seeds);
  const tasks = names.map((name, index) => ({
    ...{ file: join(folder, name), types: join(types, typesOf(index)), seeds, isTimed: !values.untimed },
  }));
  const module = new URL("document.mjs", import.meta.url).href;
  const options = { jobs: Number(values.jobs), seconds: Number(values.seconds) };
  const found = /** @type {Known[]} */ (await lookAtAll(module, tasks, options));
  return names.map((name, index) => ({ ...{ name: basename(name), types: undefined }, ...found[index] }));
}

/**
 * Adds what the compiler has against the types that were written.
 * @param {Awaited<ReturnType<typeof lookedAt>>} documents
 */
async function withTypes(documents) {
  const written = documents.flatMap(({ hasTypes }, index) => (hasTypes ? [typesOf(index)] : []));
  const complaints = await complaintsOf(types, written);
  return documents.map((document, index) => {
    const { hasTypes, typesRefused } = document;
    return { ...document, typesProblem: hasTypes ? complaints.get(typesOf(index)) : (typesRefused ?? "not written") };
  });
}

/** @param {number} index */
function typesOf(index) {
  return `contract-${index}.d.ts`;
}
