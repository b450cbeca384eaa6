// `npm run bench`: what the package costs above the platform's own fetch. A healthcheck through the built package,
// against two fetches of the same address with the same headers and the reading of its JSON; in one process, against a
// server in another:
// - "bare": with no settings at all, so that it can neither be cancelled nor kept from a cache;
// - "same": the same request on the wire (`cache: "no-store"` and the others that the package must have), with a time limit.
//
// They take turns in short blocks, in another order each round, so that whatever slows the machine slows all. The figure
// is the median over the rounds of "package / fetch". It is for reading: no test depends on a time.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "../scripts/build.mjs";
import { pkg } from "../scripts/build/package.mjs";
import { setup } from "../scripts/setup.mjs";
import { main } from "../scripts/support/problem.mjs";

const ROUNDS = 60;
const WARM_UP = 10;
const CALLS = 250;

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
  const same = async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 30_000);
    const settings = { redirect: "manual", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
    const headers = { authorization, accept: "application/json" };
    const response = await fetch(`${apiUrl}/healthcheck`, { headers, signal: controller.signal, ...settings });
    const answer = await response.json();
    clearTimeout(timer);
    return answer;
  };
  const through = () => client.healthcheck();
  await expectSameAnswer(bare, same, through);
  const rounds = await takeTurns({ bare, same, through });
  await client.close();
  return rounds;
}

async function expectSameAnswer(...calls) {
  const answers = await Promise.all(calls.map(async (call) => JSON.stringify(await call())));
  if (new Set(answers).size !== 1) throw new Error(`not the same thing: ${answers.join(" and ")}`);
}

async function takeTurns(calls) {
  const rounds = [];
  const turns = Object.entries(calls);
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const result = {};
    turns.push(turns.shift());
    for (const [name, call] of round % 2 === 0 ? turns : turns.toReversed()) result[name] = await block(call);
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
  console.log(`\nhealthcheck, ${ROUNDS} rounds of ${CALLS} calls each way, Node ${process.versions.node}`);
  const median = (name) => quantile(rounds.map((round) => round[name]), 0.5).toFixed(1);
  console.log(`  bare fetch                    ${median("bare")} µs`);
  console.log(`  fetch, same request           ${median("same")} µs`);
  console.log(`  sne-cotation                  ${median("through")} µs`);
  reportRatio("ratio to bare fetch          ", rounds.map(({ bare, through }) => through / bare));
  reportRatio("ratio to the same request    ", rounds.map(({ same, through }) => through / same));
}

function reportRatio(name, ratios) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part).toFixed(3));
  console.log(`  ${name} ${middle}   (half of the rounds between ${low} and ${high})`);
}

function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))];
}
