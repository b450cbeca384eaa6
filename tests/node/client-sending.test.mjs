// The body of a call, in every form in which it can be given, as it arrives.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { failureOf } from "./support/failure.mjs";
import { json, platform } from "./support/platform.mjs";
import { soon } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { RequestOptions, SneError } from "sne-cotation" */

/** @param {TestContext} t @param {Omit<RequestOptions, "path">} options */
async function post(t, options) {
  const { client, calls } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  await soon((await client()).request({ method: "POST", path: "/x", ...options }));
  const [{ headers, body }] = calls();
  return { type: headers["content-type"], body: Buffer.from(body, "latin1").toString(), headers };
}

const JSON_TYPE = "application/json";
/** @param {string} content */
const text = (content) => ({ body: content, headers: { "Content-Type": "text/plain" } });
const bytes = new Uint8Array([1, 2, 3, 65, 66]);
const form = () => {
  const data = new FormData();
  data.append("nom", "été");
  return data;
};

/** @type {Record<string, [options: Omit<RequestOptions, "path">, type: string | undefined, sent: string]>} */
const BODIES = {
  "an object": [{ body: { a: "é", b: [1, null] } }, JSON_TYPE, '{"a":"é","b":[1,null]}'],
  "an array": [{ body: [1, 2] }, JSON_TYPE, "[1,2]"],
  "a string": [{ body: "été" }, JSON_TYPE, '"été"'],
  "an empty string": [{ body: "" }, JSON_TYPE, '""'],
  zero: [{ body: 0 }, JSON_TYPE, "0"],
  false: [{ body: false }, JSON_TYPE, "false"],
  "an object with toJSON": [{ body: { toJSON: () => ({ made: true }) } }, JSON_TYPE, '{"made":true}'],
  "a date": [{ body: new Date(0) }, JSON_TYPE, '"1970-01-01T00:00:00.000Z"'],
  "an object of another realm": [{ body: runInContext("({ a: [1] })", createContext()) }, JSON_TYPE, '{"a":[1]}'],
  "an object without a prototype": [{ body: Object.assign(Object.create(null), { a: 1 }) }, JSON_TYPE, '{"a":1}'],
  "an object with another JSON type": [
    { body: { a: 1 }, headers: { "content-type": "application/merge-patch+json" } },
    "application/merge-patch+json",
    '{"a":1}',
  ],
  "text with its own type": [text("a\nb é"), "text/plain", "a\nb é"],
  "an empty text with its own type": [text(""), "text/plain", ""],
  "a Uint8Array": [{ body: bytes }, undefined, "\u0001\u0002\u0003AB"],
  "a part of a Uint8Array": [
    { body: bytes.subarray(3), headers: { "Content-Type": "application/x" } },
    "application/x",
    "AB",
  ],
  "an ArrayBuffer": [{ body: bytes.slice(3).buffer }, undefined, "AB"],
  "a DataView": [{ body: new DataView(bytes.buffer, 3) }, undefined, "AB"],
  "a Buffer": [{ body: Buffer.from("AB") }, undefined, "AB"],
  "bytes of another realm": [{ body: runInContext("new Uint8Array([65, 66])", createContext()) }, undefined, "AB"],
  "a Blob": [{ body: new Blob(["été"], { type: "text/plain" }) }, "text/plain", "été"],
  "a URLSearchParams": [
    { body: new URLSearchParams({ a: "é b" }) },
    "application/x-www-form-urlencoded;charset=UTF-8",
    "a=%C3%A9+b",
  ],
};

for (const [name, [options, type, body]] of Object.entries(BODIES)) {
  test(`${name} is sent as it should be`, async (t) => {
    const sent = await post(t, options);
    assert.deepEqual([sent.type, sent.body], [type, body]);
    assert.equal(sent.headers["content-length"], String(Buffer.byteLength(body)));
  });
}

test("a FormData is sent as multipart with its boundary", async (t) => {
  const { type, body } = await post(t, { body: form() });
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(String(type))?.[1];
  assert.ok(boundary && body.startsWith(`--${boundary}`) && body.includes('name="nom"') && body.includes("été"));
});

test("a ReadableStream is sent, or refused for what it is: never taken for a network error", async (t) => {
  const { client, calls } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  const sne = await client();
  const outcome = await soon(
    sne.request({ method: "POST", path: "/x", body: new Blob(["stream"]).stream() }).catch((error) => error),
  );
  if (outcome instanceof Error) assert.equal(/** @type {SneError} */ (outcome).kind, "config");
  else assert.equal(calls()[0].body, "stream");
});

for (const body of [undefined, null]) {
  test(`body: ${body} is no body`, async (t) => {
    const sent = await post(t, { body });
    assert.deepEqual([sent.type, sent.body], [undefined, ""]);
  });
}

for (const method of ["GET", "HEAD", "get", undefined]) {
  test(`a body with ${method} is refused`, async (t) => {
    const { client, requests } = await platform(t);
    const error = await failureOf((await client()).request({ method, path: "/x", body: { a: 1 } }));
    assert.deepEqual([error.kind, requests.length], ["config", 0]);
  });
}

const circle = {};
circle.self = circle;
const UNWRITABLE = {
  "a circle": circle,
  "a BigInt": { a: 1n },
  "a function": () => {},
  "a symbol": Symbol("x"),
  "a throwing toJSON": {
    toJSON() {
      throw new Error("no");
    },
  },
  "a throwing getter": {
    get a() {
      throw new Error("no");
    },
  },
};

for (const [name, body] of Object.entries(UNWRITABLE)) {
  test(`a body with ${name} is refused, and nothing is sent`, async (t) => {
    const { client, requests } = await platform(t);
    const error = await failureOf(soon((await client()).request({ method: "POST", path: "/x", body })));
    assert.deepEqual([error.kind, requests.length], ["config", 0]);
  });
}

test("ten megabytes arrive whole", async (t) => {
  const body = new Uint8Array(10_000_000).fill(65);
  const sent = await post(t, { body });
  assert.equal(sent.body.length, body.length);
});

test("frozen options are taken, and left as they were", async (t) => {
  const { client, calls } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  const sne = await client();
  const options = Object.freeze({
    method: "POST",
    path: "/x",
    headers: Object.freeze({ "X-A": "1" }),
    body: Object.freeze({ a: 1 }),
  });
  await sne.request(options);
  assert.deepEqual(options, { method: "POST", path: "/x", headers: { "X-A": "1" }, body: { a: 1 } });
  assert.equal(calls()[0].body, '{"a":1}');
});

test("what is changed after the call is made does not change what is sent", async (t) => {
  const { client, calls } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  const sne = await client();
  const options = { method: "POST", path: "/before", body: { a: 1 } };
  const call = sne.request(options);
  options.path = "/after";
  options.body.a = 2;
  await call;
  assert.deepEqual([calls()[0].url, calls()[0].body], ["/api/before", '{"a":1}']);
});
