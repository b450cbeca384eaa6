// The console's reader and writer of JSON: the platform's own as the judge, and the places of mistakes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "../support/sources.mjs";
import { randomFrom } from "../support/random.mjs";

const { readJson } = await load("json-editor/read-json.ts");
const { writeJson } = await load("json-editor/write-json.ts");

const SAMPLES = [
  '{"a": [1, -2.5e3, true, false, null, "é\\n\\u00e9\\\\\\"", {}, []], "__proto__": {"b": 1}, "": " "}',
  "  [ ]  ",
  '"😀"',
  "-0",
  "1E-7",
];

describe("JSON in the console", () => {
  it("reads what JSON.parse reads, as it does", () => {
    for (const text of SAMPLES) assert.deepEqual(readJson(text).value, JSON.parse(text), text);
    assert.deepEqual(readJson(" \n"), { value: undefined });
  });

  it("agrees with JSON.parse on whether a text is JSON, whatever is done to it", () => {
    const { below: random } = randomFrom(7);
    const signs = [...'{}[]",:\\ \n1e.-+tfn0u\u0000'];
    for (let turn = 0; turn < 20_000; turn += 1) {
      const sample = SAMPLES[turn % SAMPLES.length];
      const at = random(sample.length + 1);
      const text = sample.slice(0, at) + signs[random(signs.length)] + sample.slice(at + random(3));
      const ours = readJson(text);
      // A name given twice is a mistake here, and an empty text is nothing.
      if (ours.problem?.fault === "double" || text.trim() === "") continue;
      assert.equal("value" in ours, isJson(text), JSON.stringify(text));
      if (isJson(text)) assert.deepEqual(ours.value, JSON.parse(text), text);
    }
  });

  it("says where and what is wrong", () => {
    /** @type {[text: string, fault: string, line: number, column: number][]} */
    const rows = [
      ['{\n  "a": }', "token", 2, 8],
      ['{"a" 1}', "colon", 1, 6],
      ['{"a": 1 "b": 2}', "comma", 1, 9],
      ["[1,\n2", "end", 2, 2],
      ["{a: 1}", "name", 1, 2],
      ['["a]', "text", 1, 2],
      ["[01]", "number", 1, 2],
      ['"a\tb"', "control", 1, 3],
      ['"\\x"', "escape", 1, 2],
      ['{"a": 1, "a": 2}', "double", 1, 10],
      ["[1] 2", "token", 1, 5],
      ["[1,]", "token", 1, 4],
      ["[".repeat(600), "deep", 1, 502],
    ];
    for (const [text, fault, line, column] of rows) {
      const { problem } = readJson(text);
      assert.deepEqual([problem?.fault, problem?.line, problem?.column], [fault, line, column], text);
    }
  });

  it("keeps integers of any size exact, in both directions", () => {
    const text = '{\n  "id": 9007199254740993,\n  "n": [\n    1,\n    {}\n  ]\n}';
    const { value } = readJson(text);
    assert.equal(value.id, 9007199254740993n);
    assert.equal(writeJson(value), text);
  });

  it("writes as JSON.stringify does, members that are not given left out", () => {
    const value = { a: [1, undefined, { b: "é\u2028" }], c: undefined, d: {}, e: [], ["__proto__"]: 1 };
    assert.equal(writeJson(value), JSON.stringify(value, null, 2));
  });
});

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
