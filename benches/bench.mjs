// `npm run bench`: what the package costs above the platform's own fetch, in one process, against a server in another:
// - a healthcheck (healthcheck.mjs);
// - a call of an operation of a contract, request and answer held against it (call.mjs), and of the smallest one
//   (small-call.mjs).
//
// All ways take turns in short blocks, in another order each round, so that whatever slows the machine slows all. A
// figure is the median over the rounds of one way's time by another's. It is for reading: no test depends on a time.
//   npm run bench                       300 rounds
//   npm run bench -- --rounds 1000      more of them

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { build } from "../scripts/build.mjs";
import { setup } from "../scripts/setup.mjs";
import { readArguments, wholeNumber } from "../scripts/support/arguments.mjs";
import { importClient } from "../scripts/support/built.mjs";
import { main } from "../scripts/support/problem.mjs";
import { callBench } from "./call.mjs";
import { healthcheckBench } from "./healthcheck.mjs";
import { smallCallBench } from "./small-call.mjs";
import { CALLS, quantile, takeTurns } from "./turns.mjs";

/** @import { Bench, Way } from "./turns.mjs" */

await main(async () => {
  const rounds = roundsWanted();
  await setup();
  await build();
  const server = fork(fileURLToPath(new URL("./server.mjs", import.meta.url)));
  try {
    const [port] = await once(server, "message");
    await compare(`http://127.0.0.1:${port}`, rounds);
  } finally {
    server.disconnect();
  }
});

function roundsWanted() {
  const { values } = readArguments(import.meta.url, { rounds: { type: "string", default: "300" } });
  return wholeNumber("rounds", values.rounds, 1, 99_999);
}

/**
 * @param {string} origin
 * @param {number} rounds
 */
async function compare(origin, rounds) {
  const { SneCotation } = await importClient();
  const benches = await Promise.all(
    [healthcheckBench, smallCallBench, callBench].map((make) => make(SneCotation, origin)),
  );
  for (const { ways } of benches) await expectSameAnswer(Object.values(ways));
  const times = await takeTurns(
    benches.flatMap(({ ways }) => Object.values(ways)),
    rounds,
  );
  for (const bench of benches) report(bench, times, rounds);
  for (const { end } of benches) await end();
}

/** @param {Way[]} ways */
async function expectSameAnswer(ways) {
  const answers = await Promise.all(ways.map(async (way) => JSON.stringify(await way())));
  if (new Set(answers).size !== 1) throw new Error(`not the same thing: ${answers.join(" and ")}`);
}

/**
 * The median time of each way, and how it stands to those that it is compared with.
 * @param {Bench} bench
 * @param {Map<Way, number[]>} times
 * @param {number} rounds
 */
function report({ title, ways, ratios }, times, rounds) {
  console.log(`\n${title}, ${rounds} rounds of ${CALLS} calls each way, Node ${process.versions.node}`);
  /** @param {string} name */
  const timesOf = (name) => times.get(ways[name]) ?? [];
  for (const name of Object.keys(ways)) {
    console.log(`  ${name.padEnd(44)} ${quantile(timesOf(name), 0.5).toFixed(1)} µs`);
  }
  for (const [one, other] of ratios) {
    const others = timesOf(other);
    const each = timesOf(one).map((time, round) => time / others[round]);
    const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(each, part).toFixed(3));
    console.log(`  ${`${one} / ${other}`.padEnd(44)} ${middle}   (half of the rounds between ${low} and ${high})`);
  }
}
