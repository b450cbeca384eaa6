// The rules of a form's values, apart from the page: what a text means, what a schema comes to, what an example holds.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "../support/sources.mjs";

const values = await load("schema-form/values.ts");
const { choices, effective, kindOf } = await load("schema-form/schema.ts");
const { filled } = await load("schema-form/examples.ts");
const { rawFrom, valueFrom } = await load("schema-form/raw.ts");

/** @param {object} schema @param {boolean} [required] */
const parameter = (schema, required = true) => ({ key: "it", name: "it", in: "body", required, schema });
/** @param {object} schema @param {object} [definitions] */
const exampleOf = (schema, definitions = {}) => filled([parameter(schema)], definitions, {}).it;

describe("the values of a form", () => {
  it("reads numbers as people write them", () => {
    const rows = [
      ["", undefined],
      [" 12 ", 12],
      ["-0,5", -0.5],
      ["1.", 1],
      [".5", 0.5],
      ["1e3", 1000],
      ["9007199254740991", 9007199254740991],
      ["-9007199254740993", -9007199254740993n],
      ["1e999", "1e999"],
      ["1,2,3", "1,2,3"],
      ["0x10", "0x10"],
      ["douze", "douze"],
    ];
    for (const [text, number] of rows) assert.equal(values.numberFrom(text), number, String(text));
  });

  it("goes from a moment to local time and back", () => {
    const local = values.localFrom("2026-03-29T01:30:00.250+02:00");
    assert.equal(new Date(local).getTime(), Date.parse("2026-03-28T23:30:00Z"));
    assert.equal(values.momentFrom(local), "2026-03-28T23:30:00Z");
    for (const text of ["2026-03-29", "2026-13-29T01:30:00Z", "2026-03-29T01:30:00", "x"])
      assert.equal(values.localFrom(text), undefined);
    assert.match(values.localFrom("2026-03-29T01:30:00Z"), /^2026-03-2\dT\d\d:\d\d$/);
    assert.equal(values.momentFrom(""), undefined);
  });

  it("changes members without disturbing the others, whatever their names", () => {
    const object = { a: 1, ["__proto__"]: 2, constructor: 3 };
    assert.deepEqual(Object.entries(values.withMember(object, "__proto__", 4)), [
      ["a", 1],
      ["__proto__", 4],
      ["constructor", 3],
    ]);
    assert.deepEqual(Object.entries(values.withMember(object, "a", undefined)), [
      ["__proto__", 2],
      ["constructor", 3],
    ]);
    assert.deepEqual(Object.entries(values.renamed(object, "__proto__", "b")), [
      ["a", 1],
      ["b", 2],
      ["constructor", 3],
    ]);
    assert.deepEqual(values.otherMembers({ constructor: 1, a: 2 }, { a: {} }), ["constructor"]);
  });

  it("goes to JSON and back without loss, files and big integers included", () => {
    const file = new File(["abc"], "a.png");
    const value = { n: 2n ** 60n, image: file, list: [{ x: null }, ""], ["__proto__"]: 1 };
    const { text, files } = rawFrom(value);
    const back = valueFrom(text, files).value;
    assert.equal(back.image, file);
    assert.deepEqual(back, value);
    assert.equal(valueFrom("[1]", []).problem.fault, "members");
  });
});

describe("a schema for a form", () => {
  it("is merged from its allOf, the outer word last, cycles once", () => {
    const definitions = {
      A: {
        allOf: [
          { $ref: "#/definitions/B" },
          { required: ["x"], properties: { x: { type: "string" }, y: { maximum: 3 } } },
        ],
      },
      B: {
        description: "b",
        required: ["y"],
        properties: { y: { type: "integer" } },
        allOf: [{ $ref: "#/definitions/A" }],
      },
    };
    const whole = effective({ $ref: "#/definitions/A", description: "ici" }, definitions);
    assert.deepEqual([whole.names, whole.description, whole.required], [["A", "B"], "ici", ["y", "x"]]);
    assert.deepEqual(effective(whole.properties.y, definitions), { type: "integer", maximum: 3, names: [] });
  });

  it("finds names with signs that pointers escape", () => {
    const definitions = { "Liste«A/b»": { type: "array" } };
    assert.equal(kindOf(effective({ $ref: "#/definitions/Liste%C2%ABA~1b%C2%BB" }, definitions)), "array");
  });

  it("says what kind of value is meant, without a type too", () => {
    const rows = [
      [{ properties: {} }, "object"],
      [{ items: {} }, "array"],
      [{ pattern: "a" }, "string"],
      [{}, "any"],
      [{ type: "null" }, "any"],
      [{ type: "integer", enum: [1] }, "choice"],
      [{ type: "file" }, "file"],
    ];
    for (const [schema, kind] of rows) assert.equal(kindOf(schema), kind);
  });

  it("has the definitions that a discriminator tells apart, in all generations", () => {
    /** @param {string} name */
    const of = (name) => ({ allOf: [{ $ref: `#/definitions/${name}` }, {}] });
    const definitions = {
      Base: { discriminator: "t", properties: { t: { type: "string" } } },
      A: of("Base"),
      B: of("A"),
      C: of("C"),
    };
    assert.deepEqual(choices(effective({ $ref: "#/definitions/Base" }, definitions), definitions), ["Base", "A", "B"]);
    assert.deepEqual(choices(effective({ $ref: "#/definitions/B" }, definitions), definitions), ["B"]);
    assert.deepEqual(values.startOf({ $ref: "#/definitions/B" }, definitions), { t: "B" });
    assert.deepEqual(choices(effective({ $ref: "#/definitions/C" }, definitions), definitions), []);
  });
});

describe("an example", () => {
  it("is the contract's own, in the type that the contract wants", () => {
    const properties = {
      numero: { type: "integer", example: "12" },
      code: { type: "string", example: 75001 },
      oui: { type: "boolean", example: "true" },
      liste: { type: "array", items: { type: "string" }, example: ["a"] },
      faux: { type: "integer", example: "douze" },
      autre: { type: "string" },
    };
    assert.deepEqual(exampleOf({ type: "object", properties }), { numero: 12, code: "75001", oui: true, liste: ["a"] });
  });

  it("keeps to the bounds of what must be given", () => {
    /** @type {[schema: object, expected: unknown][]} */
    const rows = [
      [{ type: "integer", minimum: 5, exclusiveMinimum: true }, 6],
      [{ type: "integer", maximum: -3 }, -3],
      [{ type: "number", minimum: 2.5, multipleOf: 2 }, 4],
      [{ type: "string", maxLength: 3 }, "exe"],
      [{ type: "string", minLength: 9 }, "exemplexx"],
      [{ type: "string", format: "date" }, "2026-01-31"],
      [{ enum: ["x", "y"] }, "x"],
      [{ type: "array", items: { type: "integer" }, minItems: 2 }, [1, 1]],
    ];
    for (const [schema, expected] of rows) assert.deepEqual(exampleOf(schema), expected, JSON.stringify(schema));
  });

  it("fills what is missing, and ends where a definition contains itself", () => {
    const definitions = {
      A: {
        type: "object",
        required: ["n", "next"],
        properties: { n: { type: "integer" }, next: { $ref: "#/definitions/A" } },
      },
    };
    const value = filled([parameter({ $ref: "#/definitions/A" })], definitions, { it: { n: 7 } });
    assert.deepEqual(value, { it: { n: 7 } });
  });
});
