// The time-out of a call, which covers its token and its body; and that no timer outlives a call.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { runModule } from "./support/child.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { grantAnother, healthy, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { untyped } from "./support/untyped.mjs";
import { deferred, soon } from "./support/wait.mjs";

/** @import { ServerResponse } from "node:http" */
/** @import { Reply } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
/** Long enough for a busy machine to get the request to the server. */
const TIMEOUT = 800;
const SECONDS = { fr: /0[.,]8 s/, en: /0\.8 s/ };

/**
 * Hangs, and tells when the client hangs up.
 * @param {(response: ServerResponse) => void} [begin] what it sends before
 */
function hanging(begin = () => {}) {
  const hungUp = deferred();
  /** @type {Reply} */
  const handler = (_request, response) => {
    response.once("close", () => hungUp.resolve(true));
    begin(response);
  };
  return { handler, hungUp: hungUp.promise };
}

/**
 * A body that never ends, a byte at a time: each one is progress, and the call still ends in time.
 * @param {ServerResponse} response
 */
function drip(response) {
  response.writeHead(200, { "Content-Type": "application/json" });
  const timer = setInterval(() => response.write(" "), 5);
  response.once("close", () => clearInterval(timer));
}

/** @type {Record<string, { where: "token" | "api", begin?: (response: ServerResponse) => void, attempts: number }>} */
const TROUBLES = {
  "the token request hangs": { where: "token", attempts: 0 },
  "the token answer drips": { where: "token", begin: drip, attempts: 0 },
  "the head of the answer never comes": { where: "api", attempts: 1 },
  "the body drips": { where: "api", begin: drip, attempts: 1 },
};

for (const [name, { where, begin, attempts }] of Object.entries(TROUBLES)) {
  for (const language of LANGUAGES) {
    test(`${name} (${language}): a time-out, and the connection is given up`, async (t) => {
      const { handler, hungUp } = hanging(begin);
      const { client } = await platform(t, { [where]: handler });
      const sne = await client({ timeout: TIMEOUT, language });
      const error = await failureOf(soon(sne.healthcheck()));
      assert.deepEqual([error.kind, error.retryable, error.attempts], ["timeout", true, attempts]);
      assert.match(error.message, SECONDS[language]);
      assert.equal(await soon(hungUp), true);
    });
  }
}

test("a call's own time-out counts instead of the client's, shorter or longer", async (t) => {
  const { simulator, client } = await simulated(t);
  const patient = await client("works");
  simulator.inject("gateway", { type: "delay", milliseconds: 150 }, 2);
  assert.equal((await failureOf(patient.healthcheck({ timeout: 40 }))).kind, "timeout");
  assert.deepEqual(await patient.healthcheck({ timeout: 5000 }), OK);
});

test("a call's own longer time-out covers the token that it waits for", async (t) => {
  const { simulator, client } = await simulated(t);
  const sne = await client("works", { timeout: 40 });
  simulator.inject("authorization-server", { type: "delay", milliseconds: 200 });
  assert.deepEqual(await sne.healthcheck({ timeout: 5000 }), OK);
});

test("one caller's time-out does not fail another that waits for the same token", async (t) => {
  const { simulator, client, tokenRequests } = await simulated(t);
  const sne = await client("works");
  simulator.inject("authorization-server", { type: "delay", milliseconds: 150 });
  const hasty = failureOf(sne.healthcheck({ timeout: 30 }));
  const patient = sne.healthcheck();
  assert.equal((await hasty).kind, "timeout");
  assert.deepEqual(await patient, OK);
  assert.equal(tokenRequests().length, 1);
});

test("after a time-out the client is usable", async (t) => {
  const { handler } = hanging();
  const grant = grantAnother();
  let count = 0;
  /** @type {Reply} */
  const token = (...exchange) => {
    count += 1;
    return (count === 1 ? handler : grant)(...exchange);
  };
  const { client } = await platform(t, { token });
  const sne = await client({ timeout: 60 });
  assert.equal((await failureOf(sne.healthcheck())).kind, "timeout");
  assert.deepEqual(await sne.healthcheck({ timeout: 5000 }), OK);
});

test("a fetch that ignores its signal cannot outlast the time-out", async (t) => {
  const { client } = await platform(t);
  const sne = await client({ fetch: () => new Promise(() => {}), timeout: 30 });
  assert.equal((await failureOf(soon(sne.healthcheck(), 1))).kind, "timeout");
});

for (const value of [0, -1, 1.5, Infinity, NaN, 86_400_001, "100"]) {
  /** @type {number} */
  const timeout = untyped(value);
  test(`timeout: ${typeof timeout} ${timeout} is refused by every method`, async (t) => {
    const { client, requests } = await platform(t);
    const sne = await client();
    for (const call of [
      sne.healthcheck({ timeout }),
      sne.accessToken({ timeout }),
      sne.request({ path: "/x", timeout }),
    ]) {
      const error = await failureOf(call);
      assert.equal(error.kind, "config");
      assert.match(error.message, /timeout/);
    }
    assert.deepEqual(requests, []);
  });
}

const ENDS = {
  "a call that succeeded": "await sne.healthcheck();",
  "a call that failed": "await sne.request({ path: '/nothing' }).catch(() => {});",
  "an aborted call": "await sne.healthcheck({ signal: AbortSignal.abort('x') }).catch(() => {});",
  "a call aborted on its way": `
    const controller = new AbortController();
    const call = sne.healthcheck({ signal: controller.signal }).catch(() => {});
    setTimeout(() => controller.abort(), 20);
    await call;`,
  "no call at all": "",
};

for (const [name, script] of Object.entries(ENDS)) {
  test(`after ${name}, without close, nothing keeps the process alive`, async (t) => {
    /** @type {Reply} */
    const api = (request, response) => setTimeout(() => healthy(request, response), 50);
    const { environment } = await platform(t, { api });
    const options = { environment, clientId: "a", clientSecret: "b", timeout: 60_000 };
    const { code, stdout, stderr } = await runModule(
      `import { SneCotation } from "sne-cotation";
      const sne = await SneCotation.create(values);
      ${script}
      console.log("done");`,
      options,
    );
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "done\n", stderr: "" });
  });
}
