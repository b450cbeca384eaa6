// `npm run soak`: how the soak went, and whether it kept within its bars; the exit code says it too.

import { parseArgs } from "node:util";
import { soak } from "./soak.mjs";

const MB = 1024 * 1024;
/** What may be left of any number of calls. */
const MOST_GROWTH = 2 * MB;

const { values } = parseArgs({
  options: { calls: { type: "string" }, minutes: { type: "string" }, seed: { type: "string", default: "1" } },
});
const minutes = numberOf(values.minutes);
const calls = numberOf(values.calls) ?? (minutes === undefined ? 50_000 : Infinity);
const seed = numberOf(values.seed);

/** @param {string | undefined} text */
function numberOf(text) {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (number > 0) return number;
  console.error("usage: npm run soak -- [--calls N] [--minutes M] [--seed N]");
  process.exit(2);
}

let unhandled = 0;
process.on("unhandledRejection", (reason) => {
  unhandled += 1;
  console.error("unhandled rejection:", reason);
});

const begun = performance.now();
const seconds = () => (performance.now() - begun) / 1000;
const warmUp = Math.min(10_000, Math.ceil(calls / 3));
/** @param {number} begunCalls */
const isOver = (begunCalls) => begunCalls >= calls || (minutes !== undefined && seconds() >= minutes * 60);
/** @param {number} ended */
const onProgress = (ended) => console.log(`  … ${ended} calls, ${seconds().toFixed(0)} s`);
const result = await soak({ isOver, warmUp, seed, onProgress });

const { outcomes } = result;
const [, clientGrowth] = result.wasmGrowth;
const [simulatorBytes, clientBytes] = result.wasm;
const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
/** @param {number} bytes */
const inMegabytes = (bytes) => `${(bytes / MB).toFixed(2)} MB`;
console.log(`${result.calls} calls in ${seconds().toFixed(1)} s, seed ${seed}, Node ${process.versions.node}`);
console.log(outcomes);
const wasm = `wasm: client ${inMegabytes(clientBytes)}, simulator ${inMegabytes(simulatorBytes)}`;
console.log(`held: ${inMegabytes(result.held)}; ${wasm}`);

const BARS = [
  [
    `every call ended once: ${total} outcomes, ${result.pending} pending`,
    total === result.calls && result.pending === 0,
  ],
  ["every outcome is a known one", !Object.keys(outcomes).some((outcome) => outcome.startsWith("unknown"))],
  ["most calls succeeded", outcomes.ok > result.calls / 2],
  [`heap after the first ${warmUp} calls: ${inMegabytes(result.heapGrowth)} more`, result.heapGrowth < MOST_GROWTH],
  [`the client's wasm memory since then: ${inMegabytes(clientGrowth)} more`, clientGrowth < MOST_GROWTH],
  [`listeners left on the shared signal: ${result.listeners}`, result.listeners === 0],
  [`unhandled rejections: ${unhandled}`, unhandled === 0],
];
for (const [text, isKept] of BARS) console.log(`${isKept ? "✔" : "✘"} ${text}`);
process.exitCode = BARS.every(([, isKept]) => isKept) ? 0 : 1;
