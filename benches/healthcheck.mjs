// `npm run bench`: what the package costs above the platform's own fetch. A healthcheck through the built package,
// against a bare `fetch` of the same address with the same headers and the reading of its JSON; in one process, against
// a server in another.
//
// The two take turns in short blocks, each going first every other round, so that whatever slows the machine slows
// both. The figure is the median over the rounds of "package / fetch". It is for reading: no test depends on a time.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "../scripts/build.mjs";
import { pkg } from "../scripts/build/package.mjs";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/support/problem.mjs";

const ROUNDS = 300;
const WARM_UP = 40;
const CALLS = 40;

await main(async () => {
  await setup();
  await build();
  const server = fork(fileURLToPath(new URL("./server.mjs", import.meta.url)));
  try {
    const [port] = await once(server, "message");
    report(await compare(`http://127.0.0.1:${port}`));
  } finally {
    server.disconnect();
  }
});

async function compare(origin) {
  const apiUrl = `${origin}/mtes/sne-cotation/v1.0`;
  const { SneCotation } = await import(pathToFileURL(pkg("lib", "index.js")));
  const environment = { tokenUrl: `${origin}/api/oauth/token`, apiUrl };
  const client = await SneCotation.create({ environment, clientId: "bench", clientSecret: "bench" });
  const authorization = `Bearer ${await client.accessToken()}`;
  const bare = async () => {
    const response = await fetch(`${apiUrl}/healthcheck`, { headers: { authorization, accept: "application/json" } });
    return response.json();
  };
  await expectSameAnswer(bare, () => client.healthcheck());
  const rounds = await takeTurns(bare, () => client.healthcheck());
  await client.close();
  return rounds;
}

async function expectSameAnswer(...calls) {
  const [left, right] = (await Promise.all(calls.map((call) => call()))).map((answer) => JSON.stringify(answer));
  if (left !== right) throw new Error(`not the same thing: ${left} and ${right}`);
}

async function takeTurns(bare, through) {
  const rounds = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const result = {};
    const turns = [["bare", bare], ["through", through]];
    for (const [name, call] of round % 2 === 0 ? turns : turns.reverse()) result[name] = await block(call);
    if (round >= WARM_UP) rounds.push(result);
  }
  return rounds;
}

/** Microseconds a call, over one block of calls. */
async function block(call) {
  const begun = performance.now();
  for (let index = 0; index < CALLS; index += 1) await call();
  return ((performance.now() - begun) * 1000) / CALLS;
}

function report(rounds) {
  const ratios = rounds.map(({ bare, through }) => through / bare);
  console.log(`\nhealthcheck, ${ROUNDS} rounds of ${CALLS} calls each way, Node ${process.versions.node}`);
  console.log(`  bare fetch     ${quantile(rounds.map(({ bare }) => bare), 0.5).toFixed(1)} µs`);
  console.log(`  sne-cotation   ${quantile(rounds.map(({ through }) => through), 0.5).toFixed(1)} µs`);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part).toFixed(3));
  console.log(`  ratio          ${middle}   (half of the rounds between ${low} and ${high}; wanted: at most 1.05)`);
}

function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))];
}
