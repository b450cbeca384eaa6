// What is really sent: address, query, headers and body of a call, byte for byte; and what is refused before anything
// is.

import assert from "node:assert/strict";
import { createContext, runInContext } from "node:vm";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { CREDENTIALS, TOKEN, json, platform } from "./support/platform.mjs";
import { refused, sent } from "./support/one-call.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { Reply } from "./support/platform.mjs" */

test("the token request is that of the guide, byte for byte", async (t) => {
  const { client, tokenRequests, calls } = await platform(t);
  await (await client()).healthcheck();
  const [{ method, url, headers, body }] = tokenRequests();
  const { clientId, clientSecret } = CREDENTIALS;
  assert.deepEqual([method, url], ["POST", "/token"]);
  assert.equal(body, `client_id=${clientId}&client_secret=${clientSecret}&grant_type=client_credentials`);
  assert.match(headers["content-type"] ?? "", /^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i);
  assert.equal(headers.accept, "application/json");
  const [call] = calls();
  assert.deepEqual([call.method, call.url, call.body], ["GET", "/api/healthcheck", ""]);
  assert.deepEqual([call.headers.accept, call.headers.authorization], ["application/json", `Bearer ${TOKEN}1`]);
  for (const seen of [headers, call.headers]) {
    for (const name of ["cookie", "referer", "origin", "accept-charset"]) assert.equal(seen[name], undefined, name);
  }
  assert.equal(headers.authorization, undefined);
});

for (const secret of [
  "a&b=c",
  "plus+per%cent",
  "é€😀",
  "sp ace",
  'quo"ted"',
  "~-._*!'()",
  "%41",
  "a\\b",
  ";:@,/?#[]",
]) {
  test(`a secret arrives as it is: ${secret}`, async (t) => {
    const { client, tokenRequests } = await platform(t);
    const scope = `openid ${secret}`;
    await (await client({ clientId: secret, clientSecret: secret, scope })).healthcheck();
    const form = new URLSearchParams(tokenRequests()[0].body);
    assert.deepEqual(
      [...form],
      [
        ["client_id", secret],
        ["client_secret", secret],
        ["grant_type", "client_credentials"],
        ["scope", scope],
      ],
    );
  });
}

test("cookies that servers set are not sent back", async (t) => {
  /** @type {Reply} */
  const api = (_request, response) => json(response, 200, {}, { "Set-Cookie": "session=1; Path=/" });
  const { client, calls } = await platform(t, { api });
  const sne = await client();
  for (let call = 0; call < 3; call += 1) await sne.healthcheck();
  assert.ok(calls().every(({ headers }) => headers.cookie === undefined));
});

const QUERIES = [
  [{ a: 1, b: "x y", c: true }, "a=1&b=x%20y&c=true"],
  [{ a: "~!'()*,;|" }, "a=~!%27()*,%3B%7C"],
  [{ a: "\uD800 \u{1F600}" }, "a=%EF%BF%BD%20%F0%9F%98%80"],
  [{ range: "0-99" }, "range=0-99"],
  [{ a: ["1", 2, false] }, "a=1&a=2&a=false"],
  [{ a: undefined, b: null, c: "" }, "c="],
  [{ a: [] }, ""],
  [{ a: ["x", undefined, null, "y"] }, "a=x&a=y"],
  [{ "é&=": "%+#?" }, "%C3%A9%26%3D=%25%2B%23%3F"],
  [{ a: "\r\n" }, "a=%0D%0A"],
  [{}, ""],
  [Object.assign(Object.create(null), { a: 1 }), "a=1"],
  [Object.freeze({ a: 1 }), "a=1"],
  [runInContext("({ a: [1, 'x'] })", createContext()), "a=1&a=x"],
  [{ a: 0.1, b: -0, c: 1e21 }, "a=0.1&b=0&c=1e%2B21"],
];

for (const [query, expected] of QUERIES) {
  test(`query ${JSON.stringify(query)} becomes ${expected}`, async (t) => {
    const { url } = await sent(t, { path: "/x", query });
    assert.equal(url, expected === "" ? "/api/x" : `/api/x?${expected}`);
  });
}

for (const query of [
  "a=1",
  5,
  [["a", 1]],
  { a: { b: 1 } },
  { a: [[1]] },
  { a: Symbol("x") },
  { a: () => 1 },
  { a: 1n },
  { a: new Date() },
  new URLSearchParams("a=1"),
]) {
  const kind = Object.prototype.toString.call(Object(query).a ?? query);
  test(`a query that is none is refused: ${typeof query} ${kind}`, (t) => refused(t, { path: "/x", query }, /query/));
}

/** @param {string} name @param {object} object */
const throwing = (name, object) =>
  Object.defineProperty(object, name, {
    enumerable: true,
    get: () => {
      throw new Error("no");
    },
  });

for (const [what, query] of [
  ["field", throwing("a", { b: 1 })],
  ["item", { a: throwing("0", ["1", "2"]) }],
]) {
  test(`a query is not sent without the ${what} that throws when it is looked at`, (t) =>
    refused(t, { path: "/x", query }, /query/));
}

test("a request is not sent without the header that throws when it is looked at", (t) =>
  refused(t, { path: "/x", headers: throwing("x-a", { "x-b": "1" }) }, /headers/));

for (const option of [
  "method",
  "path",
  "query",
  "headers",
  "body",
  "signal",
  "timeout",
  "retry",
  "idempotent",
  "allowEmpty",
]) {
  test(`a request is not sent without the option ${option} that throws when it is looked at`, (t) =>
    refused(
      t,
      throwing(option, option === "body" ? { method: "POST", path: "/x" } : { path: "/x" }),
      new RegExp(`${option}|corps`),
    ));
}

const FORBIDDEN = [
  "Authorization",
  "authorization",
  "Cookie",
  "Host",
  "Content-Length",
  "Transfer-Encoding",
  "Connection",
  "Origin",
  "Referer",
  "Accept-Encoding",
  "Expect",
  "TE",
  "Upgrade",
  "Proxy-Authorization",
  "Sec-Fetch-Site",
];

for (const name of FORBIDDEN) {
  test(`header ${name} is refused`, (t) => refused(t, { path: "/x", headers: { [name]: "x" } }, new RegExp(name)));
}

const SMUGGLED = [
  { "X-A": "a\r\nB: c" },
  { "X-A": "a\nb" },
  { "X-A": "\0" },
  { "X-A": "€" },
  { "X\r\nB": "c" },
  { "": "x" },
  { "X A": "x" },
  { "X:": "y" },
  { É: "x" },
];

for (const headers of [
  ...SMUGGLED,
  { "X-A": {} },
  { "X-A": ["a"] },
  { "X-A": Symbol("x") },
  "X-A: b",
  [["a", "b"]],
  new Headers({ a: "b" }),
]) {
  test(`headers are refused: ${headers instanceof Headers ? "Headers" : JSON.stringify(headers)}`, (t) =>
    refused(t, { path: "/x", headers }));
}

test("headers of the caller's are sent, their own Accept too, empty and absent ones apart", async (t) => {
  const { headers } = await sent(t, {
    path: "/x",
    headers: { "X-Trace": "é", accept: "text/csv", "X-Number": 5, "X-None": undefined, "X-Null": null },
  });
  assert.deepEqual([headers["x-trace"], headers.accept, headers["x-number"]], ["é", "text/csv", "5"]);
  assert.ok(!("x-none" in headers) && !("x-null" in headers));
});

for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "get", "Patch"]) {
  test(`method ${method} is sent in capitals`, async (t) =>
    assert.equal((await sent(t, { method, path: "/x" })).method, method.toUpperCase()));
}

for (const method of ["CONNECT", "TRACE", "", "GET /", "BREW", 5, false, ["GET"]]) {
  test(`method: ${typeof method} ${method} is refused`, (t) => refused(t, { path: "/x", method }));
}

for (const options of [
  undefined,
  null,
  "/x",
  5,
  [],
  () => {},
  { path: "/x", unknown: 1 },
  { path: "/x", url: "/y" },
  { path: "/x", retries: 3 },
]) {
  test(`request(${JSON.stringify(options)}) is refused`, (t) => refused(t, options));
}

test("healthcheck and accessToken refuse unknown options, and any that are not an object", async (t) => {
  const { client, requests } = await platform(t);
  const sne = await client();
  for (const options of [{ path: "/x" }, { Signal: 1 }, "x", 5, []]) {
    for (const call of [sne.healthcheck(untyped(options)), sne.accessToken(untyped(options))])
      assert.equal((await failureOf(call)).kind, "config");
  }
  assert.deepEqual(requests, []);
});
