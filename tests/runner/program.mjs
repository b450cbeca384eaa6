// Suites for the tests of the runner. Run with a number of cores, it is what `npm test` is: it runs them all in the
// folder where it is. Run with a name, as the runner does, it is one of them.

import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { processorTime } from "../../scripts/test/processes.mjs";
import { runSuites } from "../../scripts/test/runner.mjs";

const PROGRAM = fileURLToPath(import.meta.url);
const SOON = 20;

/**
 * Two that meet end only when they run side by side; each prints before and after.
 * @param {string} own
 * @param {string} other
 */
async function meet(own, other) {
  console.log(`${own} has come`);
  writeFileSync(own, "");
  while (!existsSync(other)) await wait(SOON);
  console.error(`${own} has met ${other}`);
}

/** Waits for ever, with one behind it that hears no request to end, in a process group of its own. */
function stay() {
  const deaf = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6); console.log(process.pid);';
  const child = spawn(process.execPath, ["--eval", deaf], { detached: true, stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.once("data", (pid) => writeFileSync("stays.json", JSON.stringify([process.pid, Number(pid)])));
}

/** @type {Record<string, () => unknown>} */
const SUITES = {
  left: () => meet("left", "right"),
  right: () => meet("right", "left"),
  fails: () => {
    console.error("this is what is wrong");
    process.exitCode = 3;
  },
  killed: () => process.kill(process.pid, "SIGKILL"),
  "needs-it": () => console.log("never"),
  stays: stay,
};

/** @param {string} word */
const needsOf = (word) => (word === "needs-it" ? ["fails"] : []);

const [name, ...words] = process.argv.slice(2);
if (Object.hasOwn(SUITES, name)) {
  if (words.length > 0) console.log(`words: ${words}`);
  await SUITES[name]();
  process.send?.({ processor: processorTime() });
} else {
  const suites = words.map((word) => ({ name: word, title: `The suite ${word}`, needs: needsOf(word) }));
  const results = await runSuites(suites, { words: ["abort"], cores: Number(name), program: PROGRAM, patience: 300 });
  console.log(JSON.stringify(results.map(({ name, verdict, processor }) => [name, verdict, typeof processor])));
}
