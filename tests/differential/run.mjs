// `npm run differential -- FOLDER`: the requests of the packed package and those of swagger-client, for the same calls
// of every contract of a folder (docs/en/differential.md). Ends in 1 when one is another without a reason.

import { readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { classesOf, linesOf } from "../corpus/classes.mjs";
import { lookAtAll } from "../corpus/pool.mjs";

/** @import { Compared } from "./document.mjs" */

/** @typedef {{ calls: Compared[], refused?: string, stopped?: string }} Known */

const { values, positionals } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    json: { type: "string" },
    seeds: { type: "string", default: "2" },
    seconds: { type: "string", default: "120" },
    jobs: { type: "string", default: String(Math.max(1, cpus().length >> 1)) },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const isContract = (/** @type {string} */ name) =>
  name.endsWith(".json") && name !== "index.json" && name.includes(values.only);
const names = readdirSync(folder).filter(isContract).sort();
if (names.length === 0) throw new Error(`no contract in ${folder}`);

const tasks = names.map((name) => ({ file: join(folder, name), seeds: Number(values.seeds) }));
const options = { jobs: Number(values.jobs), seconds: Number(values.seconds) };
const module = new URL("document.mjs", import.meta.url).href;
const found = /** @type {Known[]} */ (await lookAtAll(module, tasks, options));
const all = found.flatMap(({ calls, refused, stopped }, index) => [
  ...calls.map((call) => ({ name: names[index], ...call })),
  ...[refused, stopped].flatMap((problem) => (problem === undefined ? [] : [none(names[index], problem)])),
]);

/**
 * A document that one of them does not read.
 * @param {string} name
 * @param {string} problem
 * @returns {Compared & { name: string }}
 */
function none(name, problem) {
  return { name, id: "", verdict: "not compared", problem };
}

const missing = all.flatMap(({ name, id, verdict, problem }) =>
  problem === undefined ? [] : [{ step: verdict, problem, name, example: `${name}, ${id}: ${problem}` }],
);
const reasons = all.flatMap(({ reasons = [] }) => reasons);
console.log(linesOf(classesOf(missing)).join("\n"));
console.log("\nReasons for another request:");
for (const reason of new Set(reasons)) console.log(`  ${reason}: ${reasons.filter((one) => one === reason).length}`);
console.log("");
for (const verdict of ["same", "reason", "different", "theirs only", "ours only", "none"])
  console.log(`${verdict}: ${all.filter((one) => one.verdict === verdict).length} calls`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(all, null, 1));
const hasCompared = all.some(({ verdict }) => verdict === "same" || verdict === "reason");
process.exitCode = hasCompared && !all.some(({ verdict }) => verdict === "different") ? 0 : 1;
