// Runs that are killed at random instants, and go on: counted at a server that keeps its own account. SNE_BULK_ITEMS
// and SNE_BULK_KILLS make it longer.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { randomFrom } from "../support/random.mjs";
import { accounted, CANARY, folder } from "./support/bulk.mjs";
import { CREDENTIALS } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */

const ITEMS = Number(process.env.SNE_BULK_ITEMS ?? 300);
const KILLS = Number(process.env.SNE_BULK_KILLS ?? 5);
const SEED = Number(process.env.SNE_BULK_SEED ?? Date.now() % 1_000_000);
const CONCURRENCY = 8;
const CHILD = fileURLToPath(new URL("support/bulk-child.mjs", import.meta.url));

/** How a run ends. @typedef {"SIGKILL" | "SIGINT" | "SIGTERM" | "torn" | "end"} Ending */

/** What is torn off behind the last whole line, as a process leaves it that dies while it writes. */
const TORN = ['{"s":1', '{"e":12,"o":99', "{", '{"at":64,"h":"01234567'];

/**
 * Runs a job to its end, through so many deaths; gives what became of it.
 * @param {TestContext} t
 * @param {"hold" | "retry"} inDoubt
 */
async function killed(t, inDoubt) {
  const draw = randomFrom(SEED);
  t.diagnostic(`seed ${SEED}`);
  const platform = await accounted(t, () => pause(draw.below(4)));
  const { file, input } = folder(t);
  const files = { input: input(ITEMS), journal: file("run"), output: file("out"), errors: file("err") };
  const options = { environment: platform.environment, ...CREDENTIALS };
  let deaths = 0;
  for (let run = 0; ; run += 1) {
    /** @type {Ending} */
    const ending =
      run >= KILLS ? "end" : /** @type {const} */ (["SIGKILL", "SIGKILL", "torn", "SIGINT", "SIGTERM"])[run % 5];
    const child = spawn(process.execPath, [CHILD, JSON.stringify({ options, files, inDoubt })], { stdio: "inherit" });
    const ended = once(child, "exit");
    if (ending !== "end") await atSomeInstant(platform.done, child, draw);
    if (ending !== "end") child.kill(ending === "torn" ? "SIGKILL" : ending);
    const [code, signal] = await ended;
    if (signal === "SIGKILL") deaths += 1;
    if (ending === "torn") {
      appendFileSync(files.journal, TORN[draw.below(TORN.length)]);
      appendFileSync(files.output, '{"n":');
    }
    if (ending !== "end") continue;
    assert.equal(code, 0);
    return { platform, files, deaths };
  }
}

/**
 * Waits until the job has come some way on, or has ended.
 * @param {Map<number, number>} done
 * @param {import("node:child_process").ChildProcess} child
 * @param {ReturnType<typeof randomFrom>} draw
 */
async function atSomeInstant(done, child, draw) {
  const enough = done.size + 1 + draw.below(Math.ceil((2 * ITEMS) / (KILLS + 1)));
  while (done.size < enough && child.exitCode === null) await pause(1);
}

/** The lines of a file. @param {string} path @returns {{ n: number, doubt?: string, kind?: string }[]} */
const linesIn = (path) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** @param {{ n: number }[]} lines */
const ordinals = (lines) => lines.map(({ n }) => n).sort((one, other) => one - other);

const EVERY = Array.from({ length: ITEMS }, (_, n) => n);

test("killed again and again, a run loses nothing and does nothing twice", { timeout: 600_000 }, async (t) => {
  const { platform, files, deaths } = await killed(t, "hold");
  const [done, failed] = [linesIn(files.output), linesIn(files.errors)];
  assert.deepEqual(ordinals([...done, ...failed]), EVERY, "each item is acknowledged once");
  const twice = [...platform.done].filter(([, times]) => times > 1);
  assert.deepEqual(twice, [], "no effect comes twice");
  assert.ok(failed.every(({ doubt, kind }) => doubt === "held" && kind === "network"));
  assert.ok(failed.length <= deaths * CONCURRENCY, `${failed.length} in doubt after ${deaths} kills`);
  t.diagnostic(`${ITEMS} items, ${deaths} × kill -9 of ${KILLS} ends: ${failed.length} in doubt`);
  for (const { n } of done) assert.equal(platform.done.get(n), 1);
});

test("with retry, nothing is lost and nothing is in doubt", { timeout: 600_000 }, async (t) => {
  const { platform, files, deaths } = await killed(t, "retry");
  assert.deepEqual(ordinals(linesIn(files.output)), EVERY);
  assert.deepEqual(linesIn(files.errors), []);
  assert.equal(platform.done.size, ITEMS);
  const twice = [...platform.done.values()].reduce((sum, times) => sum + times - 1, 0);
  assert.ok(twice <= deaths * CONCURRENCY);
  t.diagnostic(`${twice} effects twice after ${deaths} kills`);
});

test("the journal knows ordinals only, and is for its owner alone", { timeout: 600_000 }, async (t) => {
  const { files } = await killed(t, "hold");
  const journal = readFileSync(files.journal, "utf8");
  assert.ok(!journal.includes(CANARY) && !journal.includes("127.0.0.1"));
  assert.ok(!readFileSync(files.output, "utf8").includes(CANARY));
  for (const path of [files.journal, `${files.journal}.key`, files.output, files.errors])
    assert.equal((statSync(path).mode & 0o777).toString(8), process.platform === "win32" ? "666" : "600", path);
});
