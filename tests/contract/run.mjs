// `npm run contract -- FILE [--seeds N]`: calls every operation of a contract with generated data against the
// simulator, through the packed package, with both validations. Prints a table; ends in 1 when something is against the
// contract.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { callAll, withContract } from "./calls.mjs";

const { values, positionals } = parseArgs({
  options: { seeds: { type: "string", default: "10" } },
  allowPositionals: true,
});
const seeds = Number(values.seeds);
if (positionals.length !== 1 || !Number.isInteger(seeds) || seeds < 1) {
  console.error("npm run contract -- FILE [--seeds N]");
  process.exit(2);
}

const place = await withContract(JSON.parse(readFileSync(positionals[0], "utf8").replace(/^\uFEFF/, "")));
try {
  const begun = performance.now();
  const rows = await callAll(place, await place.client(), seeds);
  show(rows);
  const failed = rows.flatMap(({ id, problems }) => problems.map((problem) => ({ id, ...problem })));
  for (const { id, seed, problem } of failed) console.log(`\n✘ ${id}, seed ${seed}\n  ${problem.join("\n  ")}`);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `\n${rows.length} operations, ${rows.length * seeds} calls, ${failed.length} against the contract, ${seconds} s`,
  );
  process.exitCode = failed.length === 0 && rows.length > 0 ? 0 : 1;
} finally {
  await place.server.close();
}

/** @param {import("./calls.mjs").Row[]} rows */
function show(rows) {
  const width = Math.max(...rows.map(({ id }) => id.length));
  for (const { id, method, path, statuses, problems } of rows) {
    const counts = [...statuses].map(([status, count]) => `${status} × ${count}`).join(", ");
    console.log(`${problems.length === 0 ? "✔" : "✘"} ${id.padEnd(width)}  ${counts.padEnd(10)}  ${method} ${path}`);
  }
}
