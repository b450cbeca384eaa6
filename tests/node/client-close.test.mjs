// The end of a client: calls under way end, others are refused, and nothing stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runModule } from "./support/child.mjs";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { healthy, platform } from "./support/platform.mjs";
import { deferred, soon, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Reply } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };

/** A platform whose API answers once the test opens the gate. @param {TestContext} t */
async function gated(t) {
  const gate = deferred();
  /** @type {Reply} */
  const api = async (...exchange) => {
    await gate.promise;
    healthy(...exchange);
  };
  return { ...(await platform(t, { api })), open: gate.resolve };
}

test("close waits for the calls under way, and refuses others meanwhile", async (t) => {
  const { client, calls, requests, open } = await gated(t);
  const sne = await client();
  const underWay = [sne.healthcheck(), sne.request({ path: "/x" })];
  await until(() => calls().length === 2);
  let isClosed = false;
  const closing = sne.close().then((value) => {
    isClosed = true;
    return value;
  });
  const before = requests.length;
  for (const call of [sne.healthcheck(), sne.request({ path: "/x" }), sne.accessToken()]) {
    const error = await failureOf(call);
    assert.equal(error.kind, "config");
    assert.match(error.message, /fermé/);
  }
  assert.deepEqual([isClosed, requests.length], [false, before]);
  open();
  assert.equal(await soon(closing), undefined);
  assert.deepEqual((await Promise.all(underWay)).at(0), OK);
});

test("a call made just before close is under way, in the same turn too", async (t) => {
  const { client } = await platform(t);
  const sne = await client();
  const call = sne.healthcheck();
  const closing = sne.close();
  assert.deepEqual(await call, OK);
  await soon(closing);
});

test("a call that fails or is aborted does not hold up close", async (t) => {
  const { client, calls } = await platform(t, { api: () => {} });
  const sne = await client();
  await sne.accessToken();
  const controller = new AbortController();
  const aborted = reasonOf(sne.healthcheck({ signal: controller.signal }));
  const late = failureOf(sne.healthcheck({ timeout: 1000 }));
  await until(() => calls().length === 2);
  const closing = sne.close();
  controller.abort("stop");
  assert.equal(await aborted, "stop");
  assert.equal((await late).kind, "timeout");
  await soon(closing);
});

test("close can be called again, and again gives the same", async (t) => {
  const { client } = await platform(t);
  const sne = await client();
  const first = sne.close();
  assert.equal(sne.close(), first);
  await first;
  await sne.close();
});

test("close refuses in the client's language, and forgetToken is no error then", async (t) => {
  const { client } = await platform(t);
  const sne = await client({ language: "en" });
  await sne.close();
  assert.match((await failureOf(sne.healthcheck())).message, /closed/);
  sne.forgetToken();
});

test("Symbol.asyncDispose closes", async (t) => {
  const { client, requests } = await platform(t);
  const sne = await client();
  const dispose = Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");
  // The public types say nothing of it: they compile with libraries that do not know the symbol.
  await /** @type {typeof sne & Record<symbol, () => Promise<void>>} */ (sne)[dispose]();
  assert.equal((await failureOf(sne.healthcheck())).kind, "config");
  assert.deepEqual(requests, []);
});

test("one client's end is not another's", async (t) => {
  const { client } = await platform(t);
  const [first, second] = await Promise.all([client(), client()]);
  await first.close();
  assert.deepEqual(await second.healthcheck(), OK);
});

test("a forgotten client with calls under way does no harm", async (t) => {
  const { client, calls, open } = await gated(t);
  const call = (await client()).healthcheck();
  await until(() => calls().length === 1);
  open();
  assert.deepEqual(await call, OK);
});

test("after close the process ends", async (t) => {
  const { environment } = await platform(t);
  const script = `
    import { SneCotation } from "sne-cotation";
    const sne = await SneCotation.create(values);
    console.log((await sne.healthcheck()).etat);
    await sne.close();`;
  const { code, stdout, stderr } = await runModule(script, { environment, clientId: "a", clientSecret: "b" });
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "OK\n", stderr: "" });
});
