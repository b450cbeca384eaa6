// Contracts that are made to harm, over the package: an error, or bounded time, and a client of the same process that
// still works.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { EVERYTHING } from "./contracts/everything.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { CREDENTIALS } from "./support/platform.mjs";

/** @param {object | string} contract */
const create = (contract) => SneCotation.create({ environment: "sandbox", ...CREDENTIALS, contract });
/** @param {number} count @param {(number: number) => [name: string, value: object]} entry */
const many = (count, entry) => Object.fromEntries(Array.from({ length: count }, (_, number) => entry(number)));

/** Far above what it takes, far below what a hang is. */
const LONG = { timeout: 20_000 };

test("ten thousand operations of ten thousand definitions", LONG, async () => {
  /** @param {number} number */
  const responses = (number) => ({ 200: { description: "", schema: { $ref: `#/definitions/D${9_999 - number}` } } });
  const paths = many(10_000, (number) => [
    `/a${number}`,
    { get: { operationId: `op${number}`, responses: responses(number) } },
  ]);
  const definitions = many(10_000, (number) => [`D${number}`, { type: "object" }]);
  const sne = await create(JSON.stringify({ swagger: "2.0", paths, definitions }));
  assert.equal(sne.operations().length, 10_000);
  assert.equal((await failureOf(sne.call("op10000"))).kind, "contract");
});

test("more values than anybody writes", LONG, async () => {
  const shared = Array.from({ length: 1_000 }, () => 1);
  const bomb = Array.from({ length: 1_000 }, () => Array.from({ length: 1_000 }, () => shared));
  for (const contract of [{ ...EVERYTHING, "x-a": bomb }, `[${"1,".repeat(2_000_000)}1]`]) {
    assert.equal((await failureOf(create(contract))).kind, "contract");
  }
});

test("a text deeper than any parser likes", LONG, async () => {
  for (const depth of [1_000, 100_000, 5_000_000]) {
    assert.equal((await failureOf(create(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`))).kind, "contract");
  }
});

test("a text larger than any contract", LONG, async () => {
  const text = `{ "swagger": "2.0", "paths": {}, "x-a": "${"x".repeat(100 * 2 ** 20)}" }`;
  assert.equal((await failureOf(create(text))).kind, "contract");
  assert.equal((await failureOf(create({ swagger: "2.0", paths: {}, "x-a": text }))).kind, "contract");
});

test("names made to collide", LONG, async () => {
  const names = colliding(12);
  const fields = names.map((name) => `"${name}":{"type":"string"}`).join();
  const { definitions } = JSON.parse(`{"definitions":{"A":{"properties":{${fields}}}}}`);
  const paths = `{"/a":{"get":{"operationId":"a"}}}`;
  const text = `{"swagger":"2.0","paths":${paths},"definitions":{"A":{"properties":{${fields}}}}}`;
  for (const contract of [text, { swagger: "2.0", paths: { "/a": { get: { operationId: "a" } } }, definitions }]) {
    const sne = await create(contract);
    assert.equal(sne.operations().length, 1);
    assert.equal(Object.keys(sne.definitions().A.properties ?? {}).length, names.length);
  }
});

test("parameters, bodies and answers deeper than any parser likes", LONG, async (t) => {
  const { sne, call } = await contracted(t, EVERYTHING, {
    api: (_request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
    },
    validate: { response: "event" },
    onEvent: () => {},
  });
  const deep = JSON.parse(`${'{"suite":'.repeat(100_000)}{}${"}".repeat(100_000)}`);
  for (const parameters of [{ csv: deep }, deep, { csv: [deep] }]) {
    assert.equal((await failureOf(sne.call("chercherLivres", parameters))).kind, "contract");
  }
  assert.equal((await failureOf(sne.call("remplacerLivre", { "n°": 1, Id: "a", livre: deep }))).kind, "contract");
  assert.equal((await call("chercherLivres")).url, "/api/livres");
});

/**
 * Names of one hash, as crates/contract/src/index.rs takes it: pieces between two states of the hash, of which there
 * are two each time, in every combination.
 * @param {number} pieces
 */
function colliding(pieces) {
  /** @param {number} hash @param {string} text */
  const hashed = (hash, text) => {
    let sum = hash;
    for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return sum;
  };
  let names = [""];
  let state = 0x811c9dc5 | 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    /** @type {Map<number, string>} */
    const seen = new Map();
    for (let number = 0; ; number += 1) {
      // Long enough for the hash to lose its way.
      const text = Math.imul(number, 0x9e3779b1).toString(36) + number.toString(36);
      const hash = hashed(state, text);
      const other = seen.get(hash);
      if (other !== undefined) {
        names = names.flatMap((name) => [name + other, name + text]);
        state = hash;
        break;
      }
      seen.set(hash, text);
    }
  }
  assert.equal(new Set(names.map((name) => hashed(0x811c9dc5 | 0, name))).size, 1);
  return names;
}

test("names that are a trap for objects are names like others", async (t) => {
  const definitions = JSON.parse(
    '{ "__proto__": { "type": "object" }, "constructor": { "type": "string" }, "toString": {} }',
  );
  const parameters = ["__proto__", "constructor", "hasOwnProperty"].map((name) => ({
    name,
    in: "query",
    type: "string",
  }));
  const form = [{ name: "__proto__", in: "formData", type: "string" }];
  const paths = {
    "/a": { get: { operationId: "__proto__", parameters }, post: { operationId: "constructor", parameters: form } },
  };
  const { sne, call } = await contracted(t, { swagger: "2.0", paths, definitions });
  assert.deepEqual(Object.keys(sne.definitions()), ["__proto__", "constructor", "toString"]);
  const given = JSON.parse('{ "__proto__": "a", "constructor": "b" }');
  assert.equal((await call("__proto__", given)).url, "/api/a?__proto__=a&constructor=b");
  assert.equal((await call("constructor", JSON.parse('{ "__proto__": "a" }'))).body, "__proto__=a");
  assert.equal((await call("__proto__", {})).url, "/api/a");
});

test("values that throw when they are looked at leave the client usable", async (t) => {
  const { sne, call } = await contracted(t, EVERYTHING);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throws = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );
  for (const value of [
    revoked.proxy,
    throws,
    {
      toJSON() {
        throw new Error("no");
      },
    },
  ]) {
    assert.equal((await failureOf(sne.call("chercherLivres", value))).kind, "contract");
    assert.equal((await failureOf(sne.call("chercherLivres", { csv: value }))).kind, "contract");
    assert.equal((await failureOf(create(value))).kind, "contract");
    assert.equal((await call("chercherLivres")).url, "/api/livres");
  }
  const getter = {
    get timeout() {
      throw new Error("no");
    },
  };
  for (const options of [revoked.proxy, throws, getter, { validate: revoked.proxy }]) {
    assert.equal((await failureOf(sne.call("chercherLivres", {}, options))).kind, "config");
  }
  for (const options of [
    revoked.proxy,
    throws,
    getter,
    { strategy: revoked.proxy },
    { strategy: throws },
    { strategy: [] },
  ]) {
    assert.equal((await failureOf(sne.pages("chercherLivres", {}, options).next())).kind, "config");
  }
  assert.equal((await call("chercherLivres")).url, "/api/livres");
});

test("values that ask the contract while they are looked at", async (t) => {
  const { sne, call } = await contracted(t, EVERYTHING);
  const ask = () => {
    sne.call("chercherLivres", { csv: Array.from({ length: 100 }, (_, number) => number) }).catch(() => {});
  };
  /** @param {string} value */
  const asks = (value) => ({
    toJSON() {
      ask();
      return value;
    },
  });
  const plain = await call("chercherLivres", { csv: ["a", "b"], ssv: ["c"] });
  const asked = await call("chercherLivres", {
    csv: ["a", asks("b")],
    get ssv() {
      ask();
      return ["c"];
    },
  });
  assert.equal(asked.url, plain.url);
});
