// Files and forms of operations, as they arrive over a real socket: several files under one name, files of another make
// than the platform's, and what cannot be a part of a form.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { json, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { Seen } from "./support/platform.mjs" */

const BYTES = Buffer.from([0x89, 0x50, 0, 0xff, 10, 13]);
const MULTIPART = "multipart/form-data";

/** @param {string} name @param {object} more */
const field = (name, more) => ({ name, in: "formData", ...more });
const list = { type: "array", items: { type: "file" } };
const binary = { type: "string", format: "binary" };

/** @param {string} operationId @param {object[]} parameters @param {string[]} [consumes] */
const post = (operationId, parameters, consumes) => ({
  post: { operationId, parameters, ...(consumes && { consumes }), responses: { default: { description: "Fait" } } },
});

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Envois", version: "1" },
  paths: {
    "/pieces": post(
      "pieces",
      [
        field("fichiers", { ...list, collectionFormat: "multi" }),
        field("csv", list),
        field("binaires", { type: "array", items: binary }),
        field("binaire", binary),
        field("fichier", { type: "file" }),
        field("mots", { type: "array", items: { type: "string" }, collectionFormat: "multi" }),
        field("ensemble", { type: "array", items: { type: "string" } }),
        field("texte", { type: "string" }),
      ],
      [MULTIPART],
    ),
    "/sans": post("sans", [field("fichier", { type: "file" }), field("texte", { type: "string" })]),
    "/json": post("json", [field("texte", { type: "string" })], ["application/json"]),
    "/corps": {
      put: {
        operationId: "corps",
        consumes: ["application/pdf"],
        parameters: [{ name: "corps", in: "body", schema: binary }],
        responses: { default: { description: "Fait" } },
      },
    },
  },
};

/**
 * The parts of a form that arrived: names and values, of files their names, types and bytes.
 * @param {Seen} seen
 */
async function partsOf({ headers, body }) {
  const type = String(headers["content-type"]);
  const form = await new Response(Buffer.from(body, "latin1"), { headers: { "Content-Type": type } }).formData();
  /** @param {FormDataEntryValue} value */
  const told = async (value) =>
    typeof value === "string"
      ? value
      : [value.name, value.type, Buffer.from(await value.arrayBuffer()).toString("hex")];
  return Promise.all([...form].map(async ([name, value]) => [name, await told(value)]));
}

const hex = BYTES.toString("hex");
const binaryType = "application/octet-stream";

test("several files are several parts of one name, whatever the contract says of lists", async (t) => {
  const { call } = await contracted(t, CONTRACT);
  const one = new File([BYTES], "été.png", { type: "image/png" });
  const two = new Uint8Array(BYTES);
  const expected = (/** @type {string} */ name) => [
    [name, ["été.png", "image/png", hex]],
    [name, [name, binaryType, hex]],
  ];
  for (const name of ["fichiers", "csv", "binaires"]) {
    assert.deepEqual(await partsOf(await call("pieces", { [name]: [one, two] })), expected(name));
  }
  const one_ = await partsOf(await call("pieces", { fichiers: [one] }));
  assert.deepEqual(one_, expected("fichiers").slice(0, 1));
});

test("texts beside them: each a part where the contract says multi, else one", async (t) => {
  const { call } = await contracted(t, CONTRACT);
  const given = { binaire: "texte", mots: ["a", "b,c"], ensemble: ["a", "b"], texte: "é", fichier: BYTES };
  assert.deepEqual(await partsOf(await call("pieces", given)), [
    ["binaire", "texte"],
    ["fichier", ["fichier", binaryType, hex]],
    ["mots", "a"],
    ["mots", "b,c"],
    ["ensemble", "a,b"],
    ["texte", "é"],
  ]);
});

test("a text in binary takes a file, too", async (t) => {
  const { call } = await contracted(t, CONTRACT);
  const file = new File([BYTES], "a.bin", { type: "a/b" });
  assert.deepEqual(await partsOf(await call("pieces", { binaire: file })), [["binaire", ["a.bin", "a/b", hex]]]);
});

test("a contract that names no type of form has one all the same", async (t) => {
  const { call } = await contracted(t, CONTRACT);
  assert.deepEqual(await partsOf(await call("sans", { texte: "x" })), [["texte", "x"]]);
  assert.deepEqual(await partsOf(await call("sans", { fichier: BYTES })), [["fichier", ["fichier", binaryType, hex]]]);
  const { headers, body } = await call("json", { texte: "a b" });
  assert.match(String(headers["content-type"]), /^application\/x-www-form-urlencoded/);
  assert.equal(body, "texte=a+b");
});

/** A file of a library's. */
class LibraryFile {
  size = BYTES.length;
  type = "image/png";
  name = "é.png";
  async arrayBuffer() {
    return new Uint8Array(BYTES).buffer;
  }
}

/** One that says of itself what files of libraries say. */
class NamedFile extends LibraryFile {
  get [Symbol.toStringTag]() {
    return "File";
  }
}

const realm = createContext({ bytes: [...BYTES] });
const literal = { size: 6, type: "image/png", name: "é.png", arrayBuffer: async () => new Uint8Array(BYTES).buffer };

/** @type {Record<string, [given: () => unknown, name?: string, type?: string]>} */
const MAKES = {
  "a file of a library": [() => new LibraryFile(), "é.png", "image/png"],
  "one that is called File": [() => new NamedFile(), "é.png", "image/png"],
  "an object that can be read as a file": [() => literal, "é.png", "image/png"],
  "one without a name": [() => ({ ...literal, name: undefined }), "blob", "image/png"],
  "a file of the platform's": [() => new File([BYTES], "é.png", { type: "image/png" }), "é.png", "image/png"],
  "a part of a Blob": [() => new Blob([BYTES, "more"]).slice(0, BYTES.length), "blob", binaryType],
  "a Buffer": [() => BYTES],
  "a part of typed array": [() => new Uint8Array([1, 2, ...BYTES]).subarray(2)],
  "numbers of two bytes": [() => new Uint16Array(new Uint8Array(BYTES).buffer)],
  "a DataView": [() => new DataView(new Uint8Array([1, ...BYTES]).buffer, 1)],
  "an ArrayBuffer": [() => new Uint8Array(BYTES).buffer],
  "bytes of another realm": [() => runInContext("new Uint8Array(bytes)", realm)],
};

for (const [make, [given, name, type = binaryType]] of Object.entries(MAKES)) {
  test(`as a file: ${make}`, async (t) => {
    const { call, sne, lastCall } = await contracted(t, CONTRACT);
    const parts = await partsOf(await call("pieces", { fichier: given() }));
    assert.deepEqual(parts, [["fichier", [name ?? "fichier", type, hex]]]);
    const [[, [first]], [, [second]]] = await partsOf(await call("pieces", { csv: [given(), given()] }));
    assert.deepEqual([first, second], [name ?? "csv", name ?? "csv"]);
    const put = await call("corps", { corps: given() });
    assert.equal(Buffer.from(put.body, "latin1").toString("hex"), hex);
    await sne.request({ method: "POST", path: "/x", body: given() });
    assert.equal(Buffer.from(lastCall().body, "latin1").toString("hex"), hex);
  });
}

test("a form of a library's is sent as one of the platform's", async (t) => {
  const { client, lastCall } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  /** @type {[string, unknown][]} */
  const fields = [
    ["a", "1"],
    ["a", new LibraryFile()],
  ];
  const form = { append() {}, getAll() {}, entries: () => fields };
  const sne = await client();
  await sne.request({ method: "POST", path: "/x", body: form });
  assert.deepEqual(await partsOf(lastCall()), [
    ["a", "1"],
    ["a", ["é.png", "image/png", hex]],
  ]);
});

test("a stream of Node's, and what gives its content piece by piece, is a body", async (t) => {
  const { call } = await contracted(t, CONTRACT);
  const pieces = async function* () {
    yield BYTES.subarray(0, 2);
    yield BYTES.subarray(2);
  };
  for (const corps of [Readable.from([BYTES]), pieces(), new Blob([BYTES]).stream()]) {
    const { body, headers } = await call("corps", { corps });
    assert.deepEqual([body, headers["content-type"]], [BYTES.toString("latin1"), "application/pdf"]);
  }
});

test("what cannot be a file of a form is told, and nothing is sent", async (t) => {
  const cases = [
    [Readable.from([BYTES]), "stream"],
    [new Blob([BYTES]).stream(), "stream"],
    [new FormData(), "stream"],
    ["text", "string"],
    [{ size: 1 }, "object"],
    [Object.assign(Object.create({ [Symbol.toStringTag]: "Blob" }), { size: 6, type: "" }), "\\?"],
  ];
  for (const language of LANGUAGES) {
    const { sne, requests } = await contracted(t, CONTRACT, { language });
    for (const [fichier, given] of cases) {
      for (const [parameters, pointer] of /** @type {[object, string][]} */ ([
        [{ fichier }, "/fichier"],
        [{ csv: [BYTES, fichier] }, "/csv/1"],
      ])) {
        const { kind, errors = [] } = await failureOf(sne.call("pieces", untyped(parameters)));
        assert.deepEqual(
          [kind, errors.map(({ pointer, rule }) => [pointer, rule])],
          ["contract", [[pointer, "type"]]],
          String(given),
        );
        assert.match(errors[0].message, new RegExp(`file.*${given}`));
      }
    }
    assert.deepEqual(requests, []);
  }
});

test("a file that fails to be read is told, without what it says", async (t) => {
  const { sne, requests } = await contracted(t, CONTRACT);
  const broken = { ...literal, arrayBuffer: () => Promise.reject(new Error("s3cret")) };
  for (const [call, kind] of /** @type {[() => Promise<unknown>, string][]} */ ([
    [() => sne.call("pieces", { fichier: broken }), "contract"],
    [() => sne.call("corps", { corps: broken }), "config"],
    [() => sne.request({ method: "POST", path: "/x", body: broken }), "config"],
  ])) {
    const error = await failureOf(call());
    assert.equal(error.kind, kind);
    assert.ok(!`${error.stack} ${JSON.stringify(error)}`.includes("s3cret"));
  }
  assert.deepEqual(requests, []);
});
