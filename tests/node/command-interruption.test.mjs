// The command under way: Ctrl-C, broken pipes, what others on the machine can see of it, and what --verbose tells.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMAND_CONTRACT } from "./contracts/command.mjs";
import { ended, folder, run, start, variablesFor, variablesOf } from "./support/command.mjs";
import { found } from "./support/found.mjs";
import { CREDENTIALS, json, platform, TOKEN } from "./support/platform.mjs";
import { assertHides } from "./support/hidden.mjs";
import { simulated } from "./support/simulated.mjs";
import { deferred, soon, until } from "./support/wait.mjs";

/** @import { ServerResponse } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { ServerRequest } from "./support/platform.mjs" */

/**
 * A platform whose API, or authorisation server, leaves its callers waiting; `left` is settled when one gives up.
 * @param {TestContext} t
 * @param {string} where
 */
async function hanging(t, where) {
  const left = deferred();
  const place = await platform(t, {
    [where]: (/** @type {ServerRequest} */ _request, /** @type {ServerResponse} */ response) =>
      void response.once("close", left.resolve),
  });
  const isHanging = () => (where === "api" ? place.calls() : place.tokenRequests()).length > 0;
  return { ...place, left: left.promise, isHanging };
}

for (const [signal, expected] of /** @type {[signal: NodeJS.Signals, expected: number][]} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
])) {
  for (const where of ["api", "token"]) {
    test(`${signal} during a request to ${where} ends it with ${expected}, without a word`, async (t) => {
      const place = await hanging(t, where);
      const child = start(t, ["healthcheck"], { env: variablesFor(place) });
      await until(place.isHanging);
      child.kill(signal);
      const { code, stdout, stderr } = await soon(ended(child));
      assert.deepEqual([code, stdout, stderr], [expected, "", ""]);
      await soon(place.left);
    });
  }
}

test("Ctrl-C ends every command that waits for an answer", async (t) => {
  const cwd = folder(t, { "contract.json": COMMAND_CONTRACT });
  const requests = [
    ["token"],
    ["call", "healthcheck", "--contract", "contract.json"],
    ["request", "GET", "/healthcheck"],
  ];
  for (const args of requests) {
    const place = await hanging(t, args[0] === "token" ? "token" : "api");
    const child = start(t, args, { env: variablesFor(place), cwd });
    await until(place.isHanging);
    child.kill("SIGINT");
    assert.equal((await soon(ended(child))).code, 130, args[0]);
  }
});

test("Ctrl-C while a body is read from standard input ends it with 130", async (t) => {
  const place = await platform(t);
  const child = start(t, ["request", "POST", "/x", "--body", "-", "--verbose"], { env: variablesFor(place) });
  // Without the contract, there is no sign that it reads but that it takes what is written.
  await new Promise((resolve) => child.stdin.write("{".padEnd(1_000_000), resolve));
  child.kill("SIGINT");
  assert.equal((await soon(ended(child))).code, 130);
  assert.equal(place.requests.length, 0);
});

test("Ctrl-C while a call waits before it is tried again ends it with 130", async (t) => {
  const { simulator, server } = await simulated(t);
  for (let time = 0; time < 3; time += 1) simulator.inject("gateway", { type: "outage", retryAfter: 20 });
  const child = start(t, ["healthcheck"], { env: variablesOf({ simulator, server }) });
  await until(() => simulator.exchanges.length === 2);
  child.kill("SIGINT");
  assert.equal((await soon(ended(child))).code, 130);
});

test("a broken pipe is silent", async (t) => {
  const cwd = folder(t, { "contract.json": COMMAND_CONTRACT });
  const child = start(t, ["operations", "--contract", "contract.json"], { cwd });
  const stderr = child.stderr.setEncoding("utf8").toArray();
  // Before there is anything to read: whatever is written finds nobody.
  child.stdout.destroy();
  const [code] = await soon(once(child, "close"));
  assert.deepEqual([code, (await stderr).join("")], [0, ""]);
});

test("nothing secret is in the arguments, nor in what a verbose command prints", async (t) => {
  const gate = deferred();
  const place = await platform(t, {
    api: async (request, response) => {
      await gate.promise;
      json(response, 500, { error: `${CREDENTIALS.clientSecret} ${TOKEN}1 ${request.headers.authorization}` });
    },
  });
  const child = start(t, ["request", "POST", "/x", "--body", "-", "--verbose"], { env: variablesFor(place) });
  child.stdin.end('{"nom":"Dupont"}');
  await until(() => place.calls().length === 1);
  const args = argumentsOf(child.pid);
  assert.match(args, /request.POST/);
  const result = ended(child);
  gate.resolve();
  const { code, stdout, stderr } = await soon(result);
  assert.equal(code, 1);
  assert.match(stderr, /token-request[\s\S]*answer|attempt-failed/);
  assertHides(args + stdout + stderr, [CREDENTIALS.clientSecret, `${TOKEN}1`, "Dupont"]);
});

/** The arguments of a process as every user of the machine sees them. @param {number | undefined} pid */
function argumentsOf(pid) {
  if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "latin1");
  return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "latin1" });
}

test("no command prints a secret or a token, whatever fails", async (t) => {
  const { simulator, server } = await simulated(t);
  /** @type {ReadyMade[]} */
  const labels = ["works", "no-profile", "no-subscription", "disabled", "blocked", "missing-scope"];
  for (const label of labels) {
    const env = variablesOf({ simulator, server }, label);
    for (const args of [
      ["healthcheck", "--verbose"],
      ["token", "--verbose"],
      ["healthcheck", "--verbose", "--json"],
    ]) {
      const { stdout, stderr } = await run(t, args, { env });
      assertHides(stdout + stderr, [env.SNE_CLIENT_SECRET]);
    }
  }
  const place = await platform(t);
  for (const args of [["token"], ["token", "--json"], ["token", "--verbose"], ["healthcheck"]]) {
    const { stdout, stderr } = await run(t, args, { env: variablesFor(place) });
    assertHides(stdout + stderr, [TOKEN, CREDENTIALS.clientSecret]);
  }
  const wrong = { ...variablesOf({ simulator, server }), SNE_CLIENT_SECRET: "not-this-s3cret" };
  const { code, stderr } = await run(t, ["token", "--verbose"], { env: wrong });
  assert.equal(code, 1);
  assert.match(stderr, /kind: credentials, code: invalid_client/);
  assertHides(stderr, ["not-this-s3cret"]);
});

test("--verbose tells each step on standard error; with --json, as JSON", async (t) => {
  const { simulator, server } = await simulated(t);
  simulator.inject("gateway", "gateway-timeout");
  const env = variablesOf({ simulator, server });
  const { code, stdout, stderr } = await run(t, ["healthcheck", "--verbose"], { env });
  assert.equal(code, 0);
  assert.match(stdout, /^version/);
  const types = stderr
    .trimEnd()
    .split("\n")
    .map((line) => found(/^\+\d+\.\d{3} s {2}([\w-]+)/, line)[1]);
  const [first, second] = [
    ["attempt", "answer", "attempt-failed", "wait"],
    ["attempt", "answer"],
  ];
  assert.deepEqual(types, ["call", "token-request", "token", ...first, ...second, "call-end"]);
  assert.match(stderr, /attempt-failed {2}attempt=1 {2}status=504 {2}reason=gateway-timeout {2}kind=gateway/);
  const { stdout: line, stderr: lines } = await run(t, ["healthcheck", "--verbose", "--json"], { env });
  assert.equal(JSON.parse(line).etat, "OK");
  const events = lines
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.deepEqual(
    events.map(({ type }) => type),
    ["call", "token-request", "token", "attempt", "answer", "call-end"],
  );
});
