// `npm run fleet`: processes that share one token and one quota, on Redis, PostgreSQL and SQLite; the exit code says
// whether all bars are kept.

import { parseArgs } from "node:util";
import { printTable } from "./figures.mjs";
import { ENGINES, SCENARIOS } from "./scenarios.mjs";

const { values, positionals } = parseArgs({
  options: { engine: { type: "string" }, seconds: { type: "string" }, seed: { type: "string", default: "1" } },
  allowPositionals: true,
});
const seed = Number(values.seed);
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
const engines = values.engine?.split(",") ?? Object.keys(ENGINES);
const wanted = Object.keys(SCENARIOS).filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
const isWrong = !Number.isInteger(seed) || (seconds !== undefined && !(seconds >= 1)) || wanted.length === 0;
if (isWrong || engines.some((name) => !Object.hasOwn(ENGINES, name))) {
  console.error("usage: npm run fleet -- [--engine redis,postgres,sqlite] [--seconds S] [--seed N] [word …]");
  process.exit(2);
}

let isKept = true;
for (const name of wanted) {
  for (const engine of /** @type {(keyof typeof ENGINES)[]} */ (engines)) {
    /** @type {(() => unknown)[]} */
    const ends = [];
    const ending = { after: (/** @type {() => unknown} */ end) => ends.unshift(end) };
    try {
      const tried = await ENGINES[engine](ending);
      const rows = await SCENARIOS[name]({ tried, ending, seconds, seed });
      if (rows.length > 0) printTable(`${name}, ${tried.name}`, rows);
      isKept &&= rows.every((row) => row.isKept !== false);
    } catch (error) {
      console.error(`\n${name}, ${engine}: ${error instanceof Error ? error.stack : error}`);
      isKept = false;
    } finally {
      for (const end of ends) await end();
    }
  }
}
process.exitCode = isKept ? 0 : 1;
