// `npm run hostile -- --answers 100000 --seed 7`: the storm of hostile answers, as long as one likes.

import { parseArgs } from "node:util";
import { storm } from "./storm.mjs";

const { values } = parseArgs({ options: { answers: { type: "string", default: "100000" }, seed: { type: "string" } } });
const answers = Number(values.answers);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!Number.isSafeInteger(answers) || answers < 1 || !Number.isSafeInteger(seed)) {
  console.error("usage: npm run hostile -- [--answers N] [--seed N]");
  process.exit(2);
}

let unhandled = 0;
process.on("unhandledRejection", (reason) => {
  unhandled += 1;
  console.error("unhandled rejection:", reason);
});

console.log(`seed ${seed}, ${answers} answers`);
const begun = performance.now();
const totals = await storm({ answers, seed, onProgress: (given) => console.log(`  … ${given}`) });
console.log(totals);
console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s, unhandled rejections: ${unhandled}`);
process.exitCode = unhandled === 0 ? 0 : 1;
