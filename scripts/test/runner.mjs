// Suites in processes of their own, side by side: the output of each is kept, and shown whole when it ends. Where one
// runs after the other, output is shown as it comes.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { duration, say } from "../support/language.mjs";
import { Board } from "./board.mjs";
import { endTrees } from "./processes.mjs";
import { runSideBySide } from "./schedule.mjs";

/** @import { ChildProcess } from "node:child_process" */
/** @import { Screen } from "./board.mjs" */
/** @import { Task } from "./schedule.mjs" */

/** @typedef {Task & { title: string }} Titled */

/**
 * How a suite ended; in milliseconds how long it took, and what it has used of the processors, where the system tells.
 * @typedef {{ verdict: "passed" | "failed" | "skipped", time: number, processor?: number }} Result
 */

/**
 * @typedef {object} Settings
 * @property {string[]} words those of the command line
 * @property {number} cores how many there are to be kept busy; without any, one suite runs after the other
 * @property {string} [program] what runs a suite in a process
 * @property {number} [patience] milliseconds that what is interrupted has to end by itself
 * @property {Screen} [screen]
 */

const SUITE = fileURLToPath(new URL("suite.mjs", import.meta.url));

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs all, whatever fails, so that every failure is seen; only what a failed suite was to provide is left out.
 * @template {Titled} T
 * @param {T[]} suites
 * @param {Settings} settings
 * @returns {Promise<(T & Result)[]>} in the order in which they were given
 */
export async function runSuites(suites, settings) {
  const { words, cores, program = SUITE, screen = process.stdout, patience } = settings;
  const board = cores > 0 ? new Board(suites.length, screen) : undefined;
  /** @type {Set<ChildProcess>} */
  const children = new Set();
  const interruption = onInterruption(children, () => board?.close(), patience);
  /** @type {Map<T, Result>} */
  const results = new Map();

  /** @param {T} suite */
  async function run(suite) {
    const head = `\n━━ ${suite.name} ━━ ${suite.title}\n`;
    if (board) board.begin(suite.name);
    else screen.write(head);
    const begun = performance.now();
    const { verdict, output, processor } = await runInProcess([program, suite.name, ...words], !board, children);
    // Nothing begins any more, and what ended did so because it was made to.
    if (interruption.hasCome) return new Promise(() => {});
    const time = performance.now() - begun;
    board?.end(
      suite.name,
      `${head}${endedLine(output)}${verdict === "passed" ? "✔" : "✘"} ${suite.name} (${duration(time)})\n`,
    );
    results.set(suite, { verdict, time, processor });
    return verdict === "passed";
  }

  /** @param {T} suite */
  const leaveOut = (suite) => void results.set(suite, { verdict: "skipped", time: 0 });
  await runSideBySide(suites, { cores, run, leaveOut });
  board?.close();
  interruption.ignore();
  return suites.map((suite) => ({ ...suite, .../** @type {Result} */ (results.get(suite)) }));
}

/** @param {string} output */
const endedLine = (output) => (output === "" || output.endsWith("\n") ? output : `${output}\n`);

/**
 * @param {string[]} args
 * @param {boolean} isShown whether output is shown as it comes, and not kept
 * @param {Set<ChildProcess>} children has it as long as it runs
 * @returns {Promise<{ verdict: "passed" | "failed", output: string, processor?: number }>}
 */
function runInProcess(args, isShown, children) {
  const stream = isShown ? "inherit" : "pipe";
  const child = spawn(process.execPath, args, { stdio: ["ignore", stream, stream, "ipc"], windowsHide: true });
  children.add(child);
  /** @type {Buffer[]} */
  const parts = [];
  for (const readable of [child.stdout, child.stderr]) readable?.on("data", (part) => parts.push(part));
  /** @type {number | undefined} */
  let processor;
  child.on("message", (/** @type {{ processor?: number }} */ told) => {
    processor = told.processor;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      children.delete(child);
      if (signal !== null) parts.push(Buffer.from(`✘ ${signal}\n`));
      const verdict = code === 0 ? "passed" : "failed";
      resolve({ verdict, output: Buffer.concat(parts).toString("utf8"), processor });
    });
  });
}

/**
 * Ctrl-C, and whatever else asks this process to end: all ends that was started, and then this process.
 * @param {Set<ChildProcess>} children
 * @param {() => void} close
 * @param {number} [patience]
 */
function onInterruption(children, close, patience) {
  const interruption = { hasCome: false, ignore: () => SIGNALS.forEach((signal) => void process.off(signal, end)) };
  /** @param {NodeJS.Signals} signal */
  async function end(signal) {
    if (interruption.hasCome) return;
    interruption.hasCome = true;
    close();
    console.error(say("\n✘ Interrupted: what runs is being ended …", "\n✘ Interrompu : on arrête ce qui tourne…"));
    await endTrees(
      [...children].flatMap(({ pid }) => pid ?? []),
      patience,
    );
    process.exit(128 + constants.signals[signal]);
  }
  for (const signal of SIGNALS) process.on(signal, end);
  return interruption;
}
