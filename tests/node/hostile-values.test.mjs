// Values that throw when they are looked at: getters, proxies that refuse or were revoked (as Immer's drafts are),
// given by callers, by their `getToken` or by their `fetch`. Whatever comes of that call, the others go on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { untyped } from "./support/untyped.mjs";
import { soon } from "./support/wait.mjs";

/** @import { Options, ResponseLike, TokenAnswer } from "sne-cotation" */
/** @import { Client, ClientOptions } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
const fail = () => {
  throw new Error("not to be looked at");
};
const HANDLER = { get: fail, has: fail, getPrototypeOf: fail, ownKeys: fail, getOwnPropertyDescriptor: fail };
// What they give is what its place wants, as far as TypeScript can see.
/** @template T @returns {T} */
const refusing = (target = {}) => untyped(new Proxy(target, HANDLER));
/** @template T @returns {T} */
const revoked = (target = {}) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return untyped(proxy);
};
/** @template T @param {string | symbol} name @param {object} [object] @returns {T} */
const throwing = (name, object = {}) => untyped(Object.defineProperty(object, name, { get: fail, enumerable: true }));
/** @template T @param {string} name @param {unknown} value @param {object} object @returns {T} */
const throwingLater = (name, value, object) => {
  let looks = 0;
  const get = () => {
    looks += 1;
    return looks > 1 ? fail() : value;
  };
  return untyped(Object.defineProperty(object, name, { get, enumerable: true }));
};

/** @param {string} url */
const answering = async (url) => Response.json(url.endsWith("/token") ? { access_token: "a" } : OK);
/** @param {ClientOptions} [options] */
const clientOf = (options) => {
  const credentials = { clientId: "a", clientSecret: "b" };
  const all = { environment: "sandbox", ...credentials, fetch: answering, timeout: 300, ...options };
  return SneCotation.create(/** @type {Options} */ (all));
};
/** @param {ResponseLike} response */
const withFetch = (response) =>
  clientOf({ fetch: async (url) => (url.endsWith("/token") ? answering(url) : response) });
/** @param {TokenAnswer} token */
const withToken = (token) => clientOf({ clientId: undefined, clientSecret: undefined, getToken: () => token });

const signal = () => ({ addEventListener() {}, removeEventListener() {}, aborted: false });
const POST = { method: "POST", path: "/x" };
const ODD = { status: 200, text: async () => JSON.stringify(OK), arrayBuffer: async () => new ArrayBuffer(0) };

/** Each makes the call that goes wrong. @type {Record<string, (sne: Client) => unknown>} */
const CALLS = {
  "options that refuse": (sne) => sne.request(refusing()),
  "options that were revoked": (sne) => sne.healthcheck(revoked()),
  "a path that throws": (sne) => sne.request(throwing("path")),
  "a signal that refuses": (sne) => sne.healthcheck({ signal: refusing() }),
  "a signal that was revoked": (sne) => sne.healthcheck({ signal: revoked(signal()) }),
  "a signal whose state throws": (sne) => sne.healthcheck({ signal: throwing("aborted", signal()) }),
  "a signal whose state throws later": (sne) => sne.healthcheck({ signal: throwingLater("aborted", false, signal()) }),
  "a signal that cannot be listened to": (sne) => sne.healthcheck({ signal: { ...signal(), addEventListener: fail } }),
  "a signal that cannot be left": (sne) => sne.healthcheck({ signal: { ...signal(), removeEventListener: fail } }),
  "a reason that throws": (sne) => sne.healthcheck({ signal: throwing("reason", { ...signal(), aborted: true }) }),
  "a query that refuses": (sne) => sne.request({ path: "/x", query: refusing() }),
  "a query whose value throws": (sne) => sne.request({ path: "/x", query: throwing("a") }),
  "a query that is a list that refuses": (sne) => sne.request({ path: "/x", query: { a: refusing([]) } }),
  "a query that is a list whose item throws": (sne) =>
    sne.request({ path: "/x", query: { a: throwing("0", ["1", "2"]) } }),
  "headers that were revoked": (sne) => sne.request({ path: "/x", headers: revoked([]) }),
  "a body that refuses": (sne) => sne.request({ ...POST, body: refusing() }),
  "a body that was revoked": (sne) => sne.request({ ...POST, body: revoked() }),
  "a body that is a list that was revoked": (sne) => sne.request({ ...POST, body: revoked([]) }),
  "a body whose kind throws": (sne) => sne.request({ ...POST, body: throwing(Symbol.toStringTag) }),
  "a body whose field throws": (sne) => sne.request({ ...POST, body: throwing("nir") }),
  "a body whose toJSON throws": (sne) => sne.request({ ...POST, body: { toJSON: fail } }),
  "a token that refuses": async () => (await withToken(refusing())).healthcheck(),
  "a token that was revoked": async () => (await withToken(revoked())).healthcheck(),
  "a token whose text throws": async () => (await withToken(throwing("access_token"))).healthcheck(),
  "a token whose life throws": async () =>
    (await withToken(throwing("expires_in", { access_token: "a" }))).healthcheck(),
  "a response that refuses": async () => (await withFetch({ ...ODD, headers: refusing(), body: {} })).healthcheck(),
  "a status that throws later": async () => (await withFetch(throwingLater("status", 200, { ...ODD }))).healthcheck(),
  "headers that are none": async () =>
    (await withFetch({ ...ODD, headers: Object.create(Headers.prototype), body: {} })).healthcheck(),
  "headers that throw when read": async () =>
    (await withFetch({ ...ODD, headers: Object.assign(new Headers(), { get: fail }), body: {} })).healthcheck(),
  "options of create that refuse": () => clientOf(refusing()),
  "options of create whose field throws": () => SneCotation.create(throwing("environment", { clientId: "a" })),
  "an environment that was revoked": () => clientOf({ environment: revoked() }),
};

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name}: the call settles, and every client goes on`, async () => {
    const [sne, other] = [await clientOf(), await clientOf()];
    await soon(Promise.allSettled([(async () => call(sne))()]));
    for (const client of [sne, other]) assert.deepEqual(await soon(client.healthcheck()), OK);
    assert.deepEqual(await soon((await clientOf()).healthcheck()), OK);
  });
}
