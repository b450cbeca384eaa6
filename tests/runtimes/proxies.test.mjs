// The tests of a company's proxy in Nodes that can use one by themselves: one that must be told so at its start, and
// one that can be told later. `npm test` has the oldest, which needs undici.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { programs } from "./support/tools.mjs";

const FOLDER = fileURLToPath(new URL("../proxies/", import.meta.url));
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".test.mjs"))
  .map((name) => join(FOLDER, name));

for (const name of ["Node 22", "Node 24"]) {
  test(`behind a proxy: ${name}`, async () => {
    assert.ok(files.length > 0);
    // Within a test, the runner would not run another.
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const run = promisify(execFile)(programs[name], ["--test", "--test-reporter=spec", ...files], { env });
    const { stdout } = await run.catch((failure) => assert.fail(failure.stdout));
    assert.match(stdout, /^ℹ fail 0$/m);
  });
}
