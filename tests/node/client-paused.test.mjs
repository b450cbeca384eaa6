// A process that stood still, as a laptop that was closed or a container that was put off: what was answered in time is
// no time-out, and no outage.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { healthy, json, platform } from "./support/platform.mjs";
import { until } from "./support/wait.mjs";

const CALLS = 20;
const TIMEOUT = 1_000;
/** It fits into the buffers of a connection, and takes several turns of the event loop to be read. */
const LONG = "x".repeat(150_000);

const SCRIPT = `
  import { SneCotation } from "sne-cotation";
  const values = JSON.parse(process.argv[1]);
  const sne = await SneCotation.create({ ...values.options, clientId: "x", clientSecret: "y", retry: false });
  await sne.healthcheck({ timeout: 30_000 });
  const calls = Array.from({ length: values.calls }, () => sne.request({ path: "/held" }));
  const outcomes = await Promise.allSettled(calls);
  const after = await sne.healthcheck().then(() => "well", ({ kind }) => kind);
  console.log(JSON.stringify([...outcomes.map(({ reason }) => reason?.kind ?? "well"), after]));`;

test("calls that were answered while the process stood still are answered, and open no circuit", async (t) => {
  /** @type {(() => unknown)[]} */
  const held = [];
  const { environment } = await platform(t, {
    api: (request, response) => {
      if (request.url.includes("/held")) held.push(() => json(response, 200, { long: LONG }));
      else healthy(request, response);
    },
  });
  const values = JSON.stringify({ options: { environment, timeout: TIMEOUT }, calls: CALLS });
  const child = spawn(process.execPath, ["--input-type=module", "-e", SCRIPT, values], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  let told = "";
  child.stdout.on("data", (piece) => {
    told += piece;
  });
  await until(() => held.length === CALLS);
  child.kill("SIGSTOP");
  for (const answer of held) answer();
  // Long enough for each of its timers to be late.
  const stopped = Date.now();
  await until(() => Date.now() - stopped > 2 * TIMEOUT);
  child.kill("SIGCONT");
  await once(child, "close");
  assert.deepEqual(
    JSON.parse(told),
    Array.from({ length: CALLS + 1 }, () => "well"),
  );
});
