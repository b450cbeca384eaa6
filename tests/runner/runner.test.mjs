// Suites in processes of their own: what they print, how they end, and that nothing of them is left.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { processes } from "../../scripts/test/processes.mjs";

const PROGRAM = fileURLToPath(new URL("program.mjs", import.meta.url));
const OF_PROCESSOR = process.platform === "linux" ? "number" : "undefined";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sne-runner-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs some of the suites of program.mjs.
 * @param {number} cores
 * @param {string[]} names
 */
function run(cores, ...names) {
  const options = { cwd: folder, env: { ...process.env, LC_ALL: "en_GB.UTF-8" } };
  const child = spawn(process.execPath, [PROGRAM, String(cores), ...names], options);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (printed += part));
  const ended = once(child, "close").then(([code]) => ({ code, printed }));
  return { child, ended };
}

/** @param {number} pid */
const isThere = (pid) => processes().some((one) => one.pid === pid);

it("two run side by side, and what each has printed stands together", async () => {
  const { code, printed } = await run(2, "left", "right").ended;
  assert.equal(code, 0);
  for (const [own, other] of [
    ["left", "right"],
    ["right", "left"],
  ]) {
    const whole = `\n━━ ${own} ━━ The suite ${own}\nwords: abort\n${own} has come\n${own} has met ${other}\n✔ ${own} (`;
    assert.ok(printed.includes(whole), printed);
  }
  const results = JSON.stringify([
    ["left", "passed", OF_PROCESSOR],
    ["right", "passed", OF_PROCESSOR],
  ]);
  assert.ok(printed.trimEnd().endsWith(results), printed);
});

it("one that a signal has ended has failed, and says by which", async () => {
  const { printed } = await run(2, "killed").ended;
  assert.match(printed, /━━ killed ━━ The suite killed\nwords: abort\n✘ SIGKILL\n✘ killed \(/);
  assert.match(printed, /\["killed","failed","undefined"\]/);
});

for (const cores of [0, 2]) {
  it(`a failure is shown, what needs it is left out, the rest runs (${cores} cores)`, async () => {
    const { printed } = await run(cores, "fails", "needs-it", "fails").ended;
    assert.equal(printed.split("this is what is wrong").length, 3);
    assert.ok(!printed.includes("never"));
    /** @type {[name: string, verdict: string][]} */
    const verdicts = JSON.parse(printed.trimEnd().split("\n").at(-1) ?? "");
    assert.deepEqual(
      verdicts.map(([name, verdict]) => [name, verdict]),
      [
        ["fails", "failed"],
        ["needs-it", "skipped"],
        ["fails", "failed"],
      ],
    );
  });
}

for (const [signal, expected] of /** @type {const} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
]))
  it(`${signal} ends all, what hears nothing too, and begins nothing more`, { timeout: 30_000 }, async (t) => {
    const { child, ended } = run(1, "stays", "fails");
    const file = join(folder, "stays.json");
    while (!existsSync(file) || readFileSync(file, "utf8") === "") {
      assert.equal(child.exitCode, null);
      await wait(20);
    }
    /** @type {number[]} */
    const pids = JSON.parse(readFileSync(file, "utf8"));
    t.after(() => {
      for (const pid of pids.filter(isThere)) process.kill(pid, "SIGKILL");
    });
    assert.deepEqual(pids.map(isThere), [true, true]);
    child.kill(signal);
    const { code, printed } = await ended;
    assert.equal(code, expected);
    assert.deepEqual(pids.map(isThere), [false, false]);
    assert.match(printed, /Interrupted/);
    assert.doesNotMatch(printed, /this is what is wrong|━━/);
  });
