// `npm run quota`: three loops at once, each against a gateway of its own that enforces 20 calls in any second and 600
// in any minute; the exit code says whether the package kept to its bars.

import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { byBottleneck, byLimit, byThePackage } from "./loops.mjs";
import { gateway, mostWithin } from "./server.mjs";

/** @import { IsOver } from "./loops.mjs" */
/** @import { Gateway } from "./server.mjs" */

const WINDOWS = /** @type {const} */ ([
  [1, 20],
  [60, 600],
]);
const [TIGHTEST] = [...WINDOWS].sort(([first, calls], [second, others]) => calls / first - others / second);
const LIMITS = { perSecond: 20, perMinute: 600 };
/** The share of the quota that is to be used. */
const LEAST_USED = 0.88;

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "75" }, seed: { type: "string", default: "1" } },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
if (!(seconds >= 1) || !Number.isInteger(seed)) {
  console.error("usage: npm run quota -- [--seconds S] [--seed N]");
  process.exit(2);
}
const require = createRequire(/** @type {string} */ (process.env.SNE_PACE));
const { default: pLimit } = await import(require.resolve("p-limit"));
const { default: Bottleneck } = await import(require.resolve("bottleneck"));

/** @type {(() => unknown)[]} */
const ends = [];
const ending = { after: (/** @type {() => unknown} */ end) => ends.push(end) };
const end = performance.now() + seconds * 1000;
const isOver = () => performance.now() >= end;

/** @type {[name: string, loop: (gateway: Gateway, isOver: IsOver) => Promise<unknown>][]} */
const LOOPS = [
  ["sne-cotation", (gateway, isOver) => byThePackage(gateway, LIMITS, isOver)],
  ["p-limit", (gateway, isOver) => byLimit(gateway, pLimit, isOver)],
  ["bottleneck", (gateway, isOver) => byBottleneck(gateway, Bottleneck, LIMITS, isOver)],
];
const rows = await Promise.all(
  LOOPS.map(async ([name, loop]) => {
    const its = await gateway(ending, { windows: WINDOWS, seed });
    await Promise.race([loop(its, isOver), new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 2000))]);
    const most = WINDOWS.map(([length]) => mostWithin(its.passed, length));
    // Of the window that holds the others back; of a run that is shorter than it, as much as it is long.
    const [[length, calls], fullest] = [TIGHTEST, most[WINDOWS.indexOf(TIGHTEST)]];
    const used = fullest / (calls * Math.min(1, seconds / length));
    return { name, passed: its.passed.length, refused: its.account.refused, used, most };
  }),
);
console.log(`${seconds} s, ${WINDOWS.map(([length, calls]) => `${calls} in any ${length} s`).join(", ")}`);
for (const { name, passed, refused, used, most } of rows) {
  const counts = `${passed} let through, ${refused} refused, at most ${most.join(" and ")}`;
  console.log(`${name.padEnd(13)} ${counts}, ${(used * 100).toFixed(1)} % of the quota`);
}
for (const end of ends) await end();
const [ours] = rows;
const isKept = ours.refused === 0 && ours.used >= LEAST_USED;
console.log(`${isKept ? "✔" : "✘"} none refused, and ${LEAST_USED * 100} % of the quota used`);
process.exit(isKept ? 0 : 1);
