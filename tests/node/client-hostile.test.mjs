// Nothing that comes from outside breaks the client for those who come later: all clients of a process share one
// instance of the wasm, and what throws through it would leave it unusable.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { checkShape } from "./support/failure.mjs";
import { hostileAnswers } from "./support/hostile.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon } from "./support/wait.mjs";

/** @import { AbortSignalLike, FetchLike, Options, ResponseLike, SneError } from "sne-cotation" */

const SECRET = "s3cr3t-of-this-test";
const TOKEN = "t0ken-of-this-test";
const JSON_HEADERS = { "content-type": "application/json" };
/** @satisfies {Options} */
const OPTIONS = { environment: "sandbox", clientId: "id", clientSecret: SECRET, timeout: 1000, retry: false };
const token = () => Response.json({ access_token: TOKEN, expires_in: 3600 });

/** A client to which the API answers that. @param {() => ResponseLike | Promise<ResponseLike>} answer */
function clientOf(answer) {
  return SneCotation.create({ ...OPTIONS, fetch: async (url) => (url.endsWith("/token") ? token() : answer()) });
}

async function assertAlive() {
  const sne = await soon(clientOf(() => Response.json({ etat: "OK" })));
  assert.deepEqual(await soon(sne.healthcheck()), { etat: "OK" });
}

class Throwing extends Headers {
  /** @override @param {string} name */
  get(name) {
    if (name !== "content-length") throw new Error(`no ${name} here`);
    return super.get(name);
  }
}

const passingFor = new Proxy(new Headers(JSON_HEADERS), {
  get: (headers, name) => {
    const value = Reflect.get(headers, name, headers);
    return name === Symbol.iterator ? value.bind(headers) : value;
  },
});

const HEADERS = { "a class of its own, whose get throws": new Throwing(JSON_HEADERS), "a proxy": passingFor };

for (const [what, headers] of Object.entries(HEADERS)) {
  for (const status of [200, 400]) {
    test(`headers that are ${what}, under ${status}`, async () => {
      const arrayBuffer = async () => new TextEncoder().encode('{"etat":"OK"}').buffer;
      const sne = await clientOf(() => untyped({ status, headers, body: undefined, arrayBuffer }));
      const outcome = await soon(sne.healthcheck().catch((error) => error));
      if (outcome instanceof Error) checkShape(outcome);
      await assertAlive();
    });
  }
}

/**
 * A signal that is not the platform's: listeners can be called, and looking at a field may throw.
 * @param {PropertyDescriptorMap} fields
 */
function signalOf(fields) {
  /** @type {Set<(event: unknown) => void>} */
  const listeners = new Set();
  /** @type {AbortSignalLike} */
  const signal = {
    aborted: false,
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
  };
  const abort = () => {
    for (const listener of listeners) listener(undefined);
  };
  return { signal: Object.defineProperties(signal, fields), abort };
}

test("a signal whose reason throws rejects with what it throws", async () => {
  const thrown = new Error("no reason");
  const { signal, abort } = signalOf({
    reason: {
      get: () => {
        throw thrown;
      },
    },
  });
  const sne = await clientOf(() => {
    setImmediate(abort);
    return new Promise(() => {});
  });
  await assert.rejects(soon(sne.healthcheck({ signal })), thrown);
  await assertAlive();
});

test("a signal that cannot be looked at twice is never aborted", async () => {
  let looks = 0;
  const get = () => {
    looks += 1;
    if (looks > 1) throw new Error("once is enough");
    return false;
  };
  const sne = await clientOf(() => Response.json({ etat: "OK" }));
  assert.deepEqual(await soon(sne.healthcheck({ signal: signalOf({ aborted: { get } }).signal })), { etat: "OK" });
  await assertAlive();
});

/** 100,000 answers to token requests and calls, the same each time. */
test("100,000 hostile answers leave one instance alive, and nothing private in an error", async (t) => {
  const { stackTraceLimit } = Error;
  t.after(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
  // Half of the time would go into stacks.
  Error.stackTraceLimit = 0;
  const answers = hostileAnswers();
  let count = 0;
  /** @type {FetchLike} */
  const fetch = async (url, { headers }) => {
    count += 1;
    const sent = { secret: SECRET, name: "Dupontel", token: headers.authorization?.slice("Bearer ".length) ?? "" };
    // Otherwise there would be few calls.
    return url.endsWith("/token") && count % 4 !== 0 ? token() : answers.next(sent);
  };
  const sne = await SneCotation.create({ ...OPTIONS, fetch });
  const call = { method: "POST", path: "cotation", body: { nom: "Dupontel" } };
  const kinds = new Map();
  while (count < 100_000) {
    const calls = Array.from({ length: 50 }, () => sne.request(call).catch((error) => error));
    for (const outcome of await soon(Promise.all(calls), 30)) {
      const kind = outcome instanceof Error ? /** @type {SneError} */ (outcome).kind : "success";
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kind !== "success") assertPrivate(outcome);
    }
    sne.forgetToken();
  }
  const all = [
    "success",
    "authorization-server",
    "profile",
    "subscription",
    "business",
    "quota",
    "blocked",
    "request",
    "gateway",
    "protocol",
  ];
  assert.deepEqual(
    all.filter((kind) => !kinds.has(kind)),
    [],
    `every kind came up: ${[...kinds]}`,
  );
  await assertAlive();
});

/** @param {unknown} error */
function assertPrivate(error) {
  checkShape(error);
  const seen = `${error.stack} ${JSON.stringify(error)}`;
  for (const text of [SECRET, TOKEN, "Dupontel"]) assert.ok(!seen.includes(text), `${text} is in ${seen}`);
}
