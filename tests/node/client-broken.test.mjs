// What is thrown through the wasm, or cut off in it, leaves it halfway. All clients of the process share it: each call
// must end all the same, and the next client works.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, Script } from "node:vm";
import { runModule } from "./support/child.mjs";
import { failureOf } from "./support/failure.mjs";
import { healthy, platform } from "./support/platform.mjs";
import { deferred, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Client } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };

/**
 * A platform that answers a call with the path `/slow` when it is told to.
 * @param {TestContext} t
 */
async function slowPlatform(t) {
  const gate = deferred();
  const made = await platform(t, {
    api: async (request, response) => {
      if (request.url.includes("/slow")) await gate.promise;
      if (request.url.includes("/never")) return;
      healthy(request, response);
    },
  });
  return { ...made, gate };
}

/**
 * What a program does that fills the stack, in a process of its own: promises whose handlers do not fit on the stack
 * any more are rejected without anybody to know. From the bottom up, it calls the client on each of the last levels.
 */
const DIVING = `
  import { SneCotation } from "sne-cotation";
  process.on("unhandledRejection", () => {});
  const { environment } = values;
  const make = (more) => SneCotation.create({ environment, clientId: "x", clientSecret: "y", ...more });
  const ignored = () => {};
  function dive(sne, levels) {
    try {
      dive(sne, levels);
    } catch {
      levels.left -= 1;
      if (levels.left > 0) {
        try {
          sne.request({ path: "/deep", timeout: 1000 }).catch(ignored);
        } catch {}
      }
    }
  }
  const other = await make();
  await other.healthcheck();
  const pending = [other.request({ path: "/late" }), other.request({ path: "/never", timeout: 500 })];
  if (values.inHandler) {
    let isFirst = true;
    const sne = await make({
      onEvent: () => {
        if (isFirst) dive(sne, { left: 200 });
        isFirst = false;
      },
    });
    pending.push(sne.healthcheck());
  } else {
    dive(other, { left: 200 });
  }
  pending.push(other.healthcheck(), other.request({ path: "/x" }));
  const outcomes = await Promise.allSettled(pending);
  const next = await make();
  const told = outcomes.map(({ reason }) => (reason ? reason.name + " " + reason.kind : "well"));
  console.log(JSON.stringify([told, await next.healthcheck()]));
  process.exit();`;

for (const inHandler of [true, false]) {
  const who = inHandler ? "a handler" : "a program";
  test(`${who} that fills the stack with calls, and catches that, leaves no call hanging`, async (t) => {
    const { environment } = await platform(t, {
      api: (request, response) => {
        if (!request.url.includes("/never")) setImmediate(healthy, request, response);
      },
    });
    const { code, stdout } = await runModule(DIVING, { environment, inHandler });
    assert.equal(code, 0);
    const [told, answer] = JSON.parse(stdout);
    for (const one of told) assert.ok(["well", "SneError timeout", "SneError config"].includes(one), one);
    assert.deepEqual(answer, OK);
  });
}

/**
 * Whatever has become of the calls of other clients, they end, and the next client works.
 * @param {Awaited<ReturnType<typeof slowPlatform>>} platform
 * @param {Client} other
 * @param {Promise<unknown>[]} pending
 */
async function assertAllEnd({ client, gate }, other, pending) {
  gate.resolve();
  const outcomes = await Promise.allSettled([...pending, other.healthcheck(), other.request({ path: "/x" })]);
  for (const outcome of outcomes) {
    if (outcome.status === "fulfilled") continue;
    assert.equal(outcome.reason.name, "SneError");
    assert.ok(["timeout", "config"].includes(outcome.reason.kind), outcome.reason.kind);
  }
  const next = await client();
  assert.deepEqual(await next.healthcheck(), OK);
  await next.close();
  return outcomes.slice(-2);
}

test("who is cut off by the time limit of vm leaves no call hanging, and is told so", async (t) => {
  const all = await slowPlatform(t);
  const other = await all.client();
  await other.healthcheck();
  const pending = [other.request({ path: "/slow" }), failureOf(other.request({ path: "/never", timeout: 60_000 }))];
  await until(() => all.calls().length === 3);
  let isEndless = false;
  const sne = await all.client({
    onEvent: () => {
      while (isEndless);
    },
  });
  isEndless = true;
  const sandbox = createContext({ call: () => sne.healthcheck() });
  assert.throws(() => new Script("call()").runInContext(sandbox, { timeout: 50 }), {
    code: "ERR_SCRIPT_EXECUTION_TIMEOUT",
  });
  isEndless = false;
  const [first] = await assertAllEnd(all, other, pending);
  assert.equal(first.status, "rejected");
  const error = first.status === "rejected" ? first.reason : undefined;
  assert.deepEqual([error.kind, error.retryable, error.attempts], ["config", false, 0]);
  assert.match(error.advice, /SneCotation\.create/);
  assert.equal(error.cause.message, "cut off");
  assert.throws(() => other.metrics(), { name: "SneError" });
  other.forgetToken();
  assert.equal(await other.close(), undefined);
});

test("a client of a broken wasm fails at once, however often it is called", async (t) => {
  const all = await slowPlatform(t);
  const sne = await all.client();
  const endless = {
    get a() {
      while (Math.random() >= 0);
      return 1;
    },
  };
  const sandbox = createContext({ call: () => sne.request({ path: "/x", query: endless }) });
  assert.throws(() => new Script("call()").runInContext(sandbox, { timeout: 50 }));
  for (let call = 0; call < 3; call += 1) {
    const { kind, attempts } = await failureOf(sne.healthcheck());
    assert.deepEqual([kind, attempts], ["config", 0]);
  }
  assert.deepEqual(await (await all.client()).healthcheck(), OK);
});

test("wrong options leave the wasm as it was", async (t) => {
  const all = await slowPlatform(t);
  const sne = await all.client();
  for (const timeout of [0, -1]) await assert.rejects(all.client({ timeout }), { name: "SneError", kind: "config" });
  assert.deepEqual(await sne.healthcheck(), OK);
});
