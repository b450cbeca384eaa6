// `npm run differential` finds what differs: each reason puts one thing right in the request of the other client, and
// nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compared } from "../differential/compare.mjs";
import { REASONS } from "../differential/reasons.mjs";
import { toRequest } from "../differential/request.mjs";

/** @import { Call } from "../differential/reasons.mjs" */
/** @import { Sent } from "../differential/request.mjs" */

const CALL = { given: {}, path: "/a", method: "POST", consumes: [], produces: [], parameters: [], declared: [] };
const parameter = (/** @type {string} */ name, place = "query", schema = {}) =>
  /** @type {Call["parameters"][number]} */ ({ key: name, name, in: place, required: false, schema });
const form = (/** @type {string} */ body, /** @type {string} */ type) => ({ body, headers: { "content-type": type } });
const JSON_TYPE = "application/json";

/**
 * The parts of a request that are the same for both.
 * @param {Partial<Sent>} more
 * @returns {Sent}
 */
const request = (more) => ({ method: "POST", path: "/a", query: "", body: undefined, headers: {}, ...more });

/** Of each reason: ours, theirs, and the call. @type {Record<string, [Partial<Sent>, Partial<Sent>, Partial<Call>]>} */
const ROWS = {
  "path-slash": [{ path: "/differential/a" }, { path: "/differentiala" }, { path: "a" }],
  "path-template": [{ query: "b=1" }, { path: "/a%7B", query: "b%7D=&b=1" }, { path: "/a{?b}" }],
  "path-left": [
    { path: "/x%20y" },
    { path: "/%7Bc%7D" },
    { path: "/{c}", given: { c: "x y" }, parameters: [parameter("c", "path")] },
  ],
  default: [
    { query: "a=1" },
    { query: "a=1&b=2" },
    { given: { a: 1 }, parameters: [parameter("b", "query", { default: 2 })] },
  ],
  "list-in-list": [
    { query: "l=1%7C2,3" },
    { query: "l=1,2,3" },
    {
      given: { l: [["1", "2"], ["3"]] },
      parameters: [parameter("l", "query", { type: "array", items: { type: "array", collectionFormat: "pipes" } })],
    },
  ],
  "type-of-nothing": [{}, { headers: { "content-type": "text/xml" } }, {}],
  "empty-value": [{ query: "a=&b=1" }, { query: "b=1" }, { given: { a: "" }, parameters: [parameter("a")] }],
  "object-in-query": [
    { query: "b=1" },
    { query: "o=" },
    { given: { o: { b: 1 } }, parameters: [parameter("o", "query", { type: "object" })] },
  ],
  "form-type": [
    form("a=1", "application/x-www-form-urlencoded;charset=UTF-8"),
    form("a=1", JSON_TYPE),
    { parameters: [parameter("a", "formData")] },
  ],
  "query-encoding": [{ query: "a=b,c" }, { query: "a=b%2Cc" }, {}],
  "form-encoding": [
    form("a=b+c", "application/x-www-form-urlencoded;charset=UTF-8"),
    form("a=b%20c", "application/x-www-form-urlencoded"),
    {},
  ],
  "json-text": [
    form('"x"', JSON_TYPE),
    form("x", JSON_TYPE),
    { given: { b: "x" }, parameters: [parameter("b", "body")] },
  ],
  "json-of-several": [form("{}", JSON_TYPE), form("{}", "text/xml"), { consumes: ["text/xml", JSON_TYPE] }],
  "type-unsaid": [
    form("{}", JSON_TYPE),
    form("{}", "text/plain"),
    { given: { b: {} }, parameters: [parameter("b", "body")] },
  ],
  "body-beside-form": [
    form("{}", JSON_TYPE),
    form("{}", "application/x-www-form-urlencoded"),
    { given: { b: {} }, consumes: ["text/xml"], parameters: [parameter("b", "body"), parameter("f", "formData")] },
  ],
  "own-headers": [
    { headers: { accept: "a/b" } },
    { headers: { accept: "a/b, c/d" } },
    { declared: [{ name: "Accept", in: "header" }], produces: ["a/b"] },
  ],
  accept: [
    { headers: { accept: JSON_TYPE } },
    { headers: { accept: `text/csv, ${JSON_TYPE}` } },
    { produces: ["text/csv", JSON_TYPE] },
  ],
};

test("every reason has a row here", () => {
  assert.deepEqual(Object.keys(ROWS).sort(), Object.keys(REASONS).sort());
});

for (const [name, [ours, theirs, call]] of Object.entries(ROWS)) {
  // What is accepted is no matter here, but for the reason that it is about.
  const more = name === "accept" ? {} : { produces: ["a/b"] };
  const all = { ...CALL, ...more, ...call };

  test(`${name} puts one thing right`, () => {
    const { reasons, differences } = compared(request(ours), request(theirs), all);
    assert.deepEqual([reasons, differences], [[name], []]);
  });

  test(`${name} hides nothing else`, () => {
    for (const other of /** @type {Partial<Sent>[]} */ ([
      { path: "/autre" },
      { method: "PUT" },
      { query: "z=1" },
      { headers: { ...ours.headers, "x-other": "1" } },
      { body: "other" },
    ])) {
      const { differences } = compared(request({ ...ours, ...other }), request(theirs), all);
      assert.notDeepEqual(differences, [], JSON.stringify(other));
    }
  });
}

test("a form is compared by its parts, whatever its boundary is", async () => {
  const data = () => {
    const form = new FormData();
    form.append("a", "1");
    form.append("f", new Blob(["x"]), "f");
    return form;
  };
  const [one, other] = [data(), data()].map((body) => toRequest("https://a.example/b?c=d", { method: "POST", body }));
  assert.deepEqual(await one, await other);
  const expected = [
    { name: "a", value: "1", isFile: false },
    { name: "f", value: "x", isFile: true },
  ];
  assert.deepEqual([(await one).path, (await one).query, (await one).body], ["/b", "c=d", expected]);
});
