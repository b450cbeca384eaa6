// The heap of the package's client after many calls, in a process of its own that can collect its garbage
// (--expose-gc): what is held after the first hundredth of them, and after all, as JSON, in bytes.

import { open } from "../peers/own-validated.mjs";

const WORKERS = 16;
const [, , origin, calls] = process.argv;

const client = await open(origin);
await make(Number(calls) / 100);
const early = held();
await make((Number(calls) / 100) * 99);
console.log(JSON.stringify({ early, late: held() }));
await client.end?.();
process.exit(0);

/** @param {number} count */
async function make(count) {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await client.healthcheck();
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}

function held() {
  for (let time = 0; time < 4; time += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
