// The soak, with as many calls as the CI can afford. More of them: `npm run soak`.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const RUN = fileURLToPath(new URL("../soak/run.mjs", import.meta.url));
/** @param {string[]} args */
const run = (...args) => promisify(execFile)(process.execPath, ["--expose-gc", RUN, ...args], { timeout: 100_000 });

test("50,000 calls under faults, every bar kept", async () => {
  const { stdout } = await run("--calls", "50000").catch((error) => assert.fail(`${error.stdout}\n${error.stderr}`));
  assert.match(stdout, /^✔ every call ended once: 50\d{3} outcomes, 0 pending$/m);
  assert.doesNotMatch(stdout, /✘/);
});

test("what it does not understand, it refuses", async () => {
  for (const args of [["--calls", "many"], ["--minutes", "0"], ["--fast"]]) {
    const error = await run(...args).then(
      () => assert.fail("not refused"),
      (/** @type {{ code: number }} */ error) => error,
    );
    assert.notEqual(error.code, 0);
  }
});
