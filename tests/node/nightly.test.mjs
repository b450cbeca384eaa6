// examples/nightly as it stands, against a simulator that this test keeps alive: stopped by a quota, killed,
// interrupted, and done in the end.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "sne-cotation/simulator";
import { ended, environment, folder } from "./support/command.mjs";
import { until } from "./support/wait.mjs";

const EXAMPLE = fileURLToPath(new URL("../../examples/nightly/", import.meta.url));
const ITEMS = 60;

test("a night is stopped by its quota, killed, interrupted, and done", { timeout: 120_000 }, async (t) => {
  const simulator = await createSimulator({ contract: readFileSync(join(EXAMPLE, "contract.json"), "utf8") });
  const { clientId, clientSecret } = simulator.find("works");
  const quotas = [
    { window: 1, limit: 40, sliding: true },
    { window: 86_400, limit: 24_000 },
  ];
  simulator.update(clientId, { quotas });
  const server = await simulator.listen();
  t.after(() => server.close());
  const { tokenUrl, apiUrl } = server.environments.sandbox;
  const cwd = folder(t);
  const env = {
    SNE_TOKEN_URL: tokenUrl,
    SNE_API_URL: apiUrl,
    SNE_CLIENT_ID: clientId,
    SNE_CLIENT_SECRET: clientSecret,
    NIGHT_FOLDER: "night",
    NIGHT_PER_SECOND: "40",
  };
  /** @param {Record<string, string>} [more] */
  const night = (more) => {
    const run = spawn(process.execPath, [join(EXAMPLE, "night.mjs")], { cwd, env: environment({ ...env, ...more }) });
    t.after(() => run.kill("SIGKILL"));
    return run;
  };
  const sent = () => simulator.exchanges.filter(({ method, status }) => method === "PUT" && status === 204).length;

  const first = night({ NIGHT_MAX_WAIT: "0" });
  const over = ended(first);
  await until(() => sent() > 3 || first.exitCode !== null);
  // What the hours to the end of a day are to a night, two seconds are to a test.
  simulator.inject("gateway", { type: "answer", status: 429, headers: { "Retry-After": "2" } });
  const stopped = await over;
  assert.equal(stopped.code, 75, stopped.stderr);
  assert.match(stopped.stdout, /the quota is back at/);
  assert.match(stopped.stdout, /refused after \d+ calls within the/);
  assert.ok(sent() < ITEMS);

  for (const [signal, expected] of /** @type {[NodeJS.Signals, number | null][]} */ ([
    ["SIGKILL", null],
    ["SIGTERM", 143],
  ])) {
    const before = sent();
    const run = night();
    const end = once(run, "exit");
    await until(() => sent() > before + 3 || run.exitCode !== null);
    run.kill(signal);
    assert.equal((await end)[0], expected);
  }

  const done = await ended(night());
  assert.equal(done.code, 0, done.stderr);
  const lines = readFileSync(join(cwd, "night", "cotations.ndjson"), "utf8")
    .trimEnd()
    .split("\n");
  const results = lines.map((line) => JSON.parse(line)).sort((one, other) => one.n - other.n);
  assert.deepEqual(
    results.map(({ n }) => n),
    Array.from({ length: ITEMS }, (_, n) => n),
    "each is acknowledged once",
  );
  const listed = readFileSync(join(cwd, "night", "demandes.ndjson"), "utf8")
    .trimEnd()
    .split("\n");
  assert.deepEqual(
    results.map(({ numero }) => numero),
    listed.map((line) => JSON.parse(line).numero),
  );
  const paths = simulator.exchanges.filter(({ method, status }) => method === "PUT" && status === 204);
  assert.equal(new Set(paths.map(({ path }) => path)).size, ITEMS, "each is sent back");
  assert.match(done.stdout, /^60 applications: 60 done, 0 failed/m);
});

test("one command starts the platform and the night", { timeout: 120_000 }, async (t) => {
  const cwd = folder(t);
  const started = spawn(process.execPath, [join(EXAMPLE, "start.mjs")], {
    cwd,
    env: environment({ NIGHT_FOLDER: "night" }),
  });
  t.after(() => started.kill("SIGTERM"));
  const { code, stdout, stderr } = await ended(started);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^60 applications: 60 done, 0 failed, 180 calls$/m);
});
