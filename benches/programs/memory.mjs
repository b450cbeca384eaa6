// The memory of one contestant in a process of its own, which can collect its garbage (--expose-gc): what a client
// takes, over a hundred of them, and a call, over a thousand that are all under way. Heap and what is kept beside it
// (buffers, the memory of a wasm), as JSON, in bytes.

import { CONTESTANTS } from "../peers/index.mjs";

/** @import { Client } from "../peers/index.mjs" */

const CLIENTS = 100;
const CALLS = 1000;
const [, , plain, hanging, name] = process.argv;

const contestant = CONTESTANTS.find((one) => one.name === name);
if (contestant === undefined) throw new Error(`no contestant ${name}`);
const { open } = await contestant.load();
const first = await open(plain);
await first.healthcheck();

const before = held();
/** @type {Client[]} */
const clients = [];
for (let index = 0; index < CLIENTS; index += 1) clients.push(await open(plain));
const client = (held() - before) / clients.length;

const waiting = await open(hanging);
// The first call gets the token, whose request is answered.
const begun = waiting.healthcheck();
await arrived(1);
const quiet = held();
const calls = Array.from({ length: CALLS }, () => waiting.healthcheck());
await arrived(CALLS + 1);
const inFlight = held() - quiet;
await Promise.all([fetch(`${hanging}/release`), begun, ...calls]);
console.log(JSON.stringify({ client, inFlight }));
process.exit(0);

/** What is held once nothing is left to collect. */
function held() {
  for (let time = 0; time < 4; time += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Waits until so many calls are with the server. @param {number} count */
async function arrived(count) {
  const counts = hanging.replace(/\/([^/]+)$/, "/counts/$1");
  for (;;) {
    const { calls } = await (await fetch(counts)).json();
    if (calls >= count) return;
  }
}
