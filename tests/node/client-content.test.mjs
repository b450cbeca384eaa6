// Bodies of all kinds that are fine: JSON in any encoding, text, bytes, nothing; and the headers beside them.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { failureOf } from "./support/failure.mjs";
import { always, platform, serve } from "./support/platform.mjs";
import { soon } from "./support/wait.mjs";

/** @import { Reply } from "./support/platform.mjs" */

const VALUE = { etat: "été – œuf €" };
const TEXT = JSON.stringify(VALUE);
const LATIN = { etat: "été" };
/** @param {string} text */
const utf16be = (text) => Buffer.from(text, "utf16le").swap16();

const JSON_BODIES = {
  "UTF-8": ["application/json", TEXT, VALUE],
  "UTF-8 said aloud, quoted": ['application/json; charset="UTF-8"', TEXT, VALUE],
  "UTF-8 by its other name": ["application/json;CHARSET=utf8", TEXT, VALUE],
  "UTF-8 with a byte order mark": ["application/json", `\uFEFF${TEXT}`, VALUE],
  "UTF-8 with a byte order mark, the charset said in another way": [
    "application/json; charset=utf8",
    `\uFEFF${TEXT}`,
    VALUE,
  ],
  "ISO-8859-1": ["application/json; charset=ISO-8859-1", Buffer.from(JSON.stringify(LATIN), "latin1"), LATIN],
  "UTF-16": ["application/json; charset=utf-16", Buffer.from(`\uFEFF${TEXT}`, "utf16le"), VALUE],
  "UTF-16LE": ["application/json; charset=utf-16le", Buffer.from(TEXT, "utf16le"), VALUE],
  "UTF-16BE": ["application/json; charset=utf-16be", utf16be(TEXT), VALUE],
  "a problem type": ["application/problem+json", TEXT, VALUE],
  "text/json": ["text/json", TEXT, VALUE],
  "capitals and blanks in the type": ["  Application/JSON ; x=y", TEXT, VALUE],
  "a lone number": ["application/json", "7", 7],
  null: ["application/json", "null", null],
  false: ["application/json", "false", false],
  "an array": ["application/json", "[1,2]", [1, 2]],
  "an empty string": ["application/json", '""', ""],
  "a code and a message that are data": [
    "application/json",
    '{"code":"75056","message":"Paris"}',
    { code: "75056", message: "Paris" },
  ],
  "a field __proto__": ["application/json", '{"__proto__":{"x":1}}', JSON.parse('{"__proto__":{"x":1}}')],
};

const OTHER_BODIES = {
  text: ["text/plain; charset=utf-8", "Bonjour, été", "Bonjour, été"],
  "text in ISO-8859-1": ["text/csv; charset=iso-8859-1", Buffer.from("été;1", "latin1"), "été;1"],
  "JSON as text/plain": ["text/plain", TEXT, TEXT],
  "a number as text": ["text/plain", "01234", "01234"],
  "an identifier of twenty digits": ["text/plain", "12345678901234567890", "12345678901234567890"],
  "a lone number in a table": ["text/csv", "75001", "75001"],
  "an empty text": ["text/plain", "", ""],
  bytes: ["application/pdf", Buffer.from([0, 255, 1]), new Uint8Array([0, 255, 1])],
  "an unknown type": ["application/x-unknown", Buffer.from("abc"), new Uint8Array([97, 98, 99])],
  "a type that is none": ["nonsense", Buffer.from("abc"), new Uint8Array([97, 98, 99])],
  "no bytes": ["application/octet-stream", "", new Uint8Array()],
};

for (const [name, [type, body, expected]] of Object.entries({ ...JSON_BODIES, ...OTHER_BODIES })) {
  test(`content: ${name}`, async (t) => {
    const { client } = await platform(t, { api: always(200, { "Content-Type": type }, body) });
    const answer = await (await client()).request({ path: "/x" });
    assert.deepEqual(answer.data, expected);
    assert.equal(answer.status, 200);
  });
}

test("JSON without a content type", async (t) => {
  const { client } = await platform(t, { api: always(200, {}, TEXT) });
  assert.deepEqual((await (await client()).request({ path: "/x" })).data, VALUE);
});

test("a character cut in two by the pieces of the body", async (t) => {
  const bytes = Buffer.from(TEXT);
  /** @type {Reply} */
  const api = (_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    const pieces = [...bytes].map((byte) => Buffer.from([byte]));
    const next = () => (pieces.length > 0 ? response.write(pieces.shift(), () => setImmediate(next)) : response.end());
    next();
  };
  const { client } = await platform(t, { api });
  assert.deepEqual((await (await client()).request({ path: "/x" })).data, VALUE);
});

const ENCODINGS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

for (const [name, compress] of Object.entries(ENCODINGS)) {
  test(`a body compressed by ${name}`, async (t) => {
    const headers = { "Content-Type": "application/json", "Content-Encoding": name };
    const { client } = await platform(t, { api: always(200, headers, compress(TEXT)) });
    assert.deepEqual((await (await client()).request({ path: "/x" })).data, VALUE);
  });
}

test("a body that is not compressed although it says so is an error that can be read", async (t) => {
  const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
  const { client } = await platform(t, { api: always(200, headers, TEXT) });
  const error = await failureOf(soon((await client()).healthcheck()));
  assert.ok(["network", "protocol"].includes(error.kind), error.kind);
  assert.equal(error.status, 200);
});

for (const [method, status] of /** @type {[method: string, status: number][]} */ ([
  ["DELETE", 204],
  ["POST", 205],
  ["HEAD", 200],
  ["POST", 201],
  ["POST", 202],
])) {
  test(`${method} with ${status} and no body gives undefined`, async (t) => {
    const { client } = await platform(t, { api: always(status, { "Content-Type": "application/json", ETag: '"1"' }) });
    const sne = await client();
    for (let round = 0; round < 3; round += 1) {
      const answer = await soon(sne.request({ method, path: "/x" }));
      assert.deepEqual([answer.status, answer.data, answer.headers.get("etag")], [status, undefined, '"1"']);
    }
  });
}

test("HEAD with the length and type of the body it does not have", async (t) => {
  const headers = { "Content-Type": "text/html", "Content-Length": "99999999" };
  const { client } = await platform(t, { api: always(200, headers) });
  const answer = await (await client()).request({ method: "HEAD", path: "/x" });
  assert.deepEqual([answer.data, answer.headers.get("content-length")], [undefined, "99999999"]);
});

test("many headers, and one that comes twice", async (t) => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`X-${index}`, String(index)]));
  const headers = { ...many, "Content-Type": "application/json", "X-Twice": ["a", "b"] };
  const { client } = await platform(t, { api: always(200, headers, "{}") });
  const { headers: seen } = await (await client()).request({ path: "/x" });
  assert.deepEqual(
    [seen.get("x-399"), seen.get("X-TWICE"), seen.has("x-0"), seen.get("none")],
    ["399", "a, b", true, null],
  );
});

test("more headers than the platform takes, and answers that are not HTTP, are network errors", async (t) => {
  const flood = `HTTP/1.1 200 OK\r\n${"X-Flood: y\r\n".repeat(20_000)}Content-Length: 2\r\n\r\n{}`;
  for (const answer of [flood, "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "\0\0\0"]) {
    const url = await serve(
      t,
      createServer((socket) => socket.on("error", () => {}).once("data", () => socket.end(answer))),
    );
    const { client, environment } = await platform(t);
    const sne = await client({ environment: { ...environment, apiUrl: `${url}/api` } });
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, error.retryable], ["network", true]);
    assert.match(error.message, new RegExp(url));
  }
});
