// The official test suite of JSON Schema, draft 4, over the package's wasm: every case whose keywords Swagger 2.0 has.
// What is left out is in contracts/draft4-excluded.json with its reason, and is looked at too, so that nothing is left
// out for nothing.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { checkShape } from "./support/failure.mjs";
import { innerContract } from "./support/inner-contract.mjs";

const require = createRequire(import.meta.url);
const SUITE = join(dirname(require.resolve("json-schema-test-suite/package.json")), "tests", "draft4");

/** A schema, true, false, or whatever else the suite tries. @typedef {unknown} Schema */
/** @typedef {{ description: string, data: unknown, valid: boolean }} SuiteTest */
/** @typedef {{ description: string, schema: Schema, tests: SuiteTest[] }} SuiteGroup */
/** @typedef {{ file: string, group: string, test: string, schema: Schema, data: unknown, valid: boolean }} Case */
/** @typedef {Partial<Pick<Case, "file" | "group" | "test" | "valid">>} Named */
/** What is left out, by its names, and why. @typedef {Named & { reason: string }} Excluded */

/** @param {string | URL} path */
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
/** @type {{ keywords: Record<string, string>, cases: Excluded[] }} */
const EXCLUDED = readJson(new URL("./contracts/draft4-excluded.json", import.meta.url));

const FILES = readdirSync(SUITE, { recursive: true, encoding: "utf8" })
  .map((path) => join(SUITE, path))
  .filter((path) => path.endsWith(".json"))
  .sort();
/** @type {Case[]} */
const CASES = FILES.flatMap((path) => {
  const file = relative(SUITE, path).replaceAll("\\", "/");
  /** @type {SuiteGroup[]} */
  const groups = readJson(path);
  return groups.flatMap(({ description: group, schema, tests }) =>
    tests.map(({ description: test, data, valid }) => ({ file, group, test, schema, data, valid })),
  );
});

/**
 * The schema as a definition of a contract: what is the whole in the suite is in a place of its own there.
 * @param {Schema} schema
 */
function moved(schema) {
  return JSON.parse(JSON.stringify(schema), (name, value) =>
    name === "$ref" && typeof value === "string" && value.startsWith("#")
      ? `#/definitions/Cas${value.slice(1)}`
      : value,
  );
}

/** Integers as who wants them exact gives them. @param {unknown} data @returns {unknown} */
function exact(data) {
  if (Array.isArray(data)) return data.map(exact);
  if (typeof data === "object" && data !== null)
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, exact(value)]));
  return typeof data === "number" && Number.isInteger(data) && !Number.isSafeInteger(data) ? BigInt(data) : data;
}

/** The value is a property of a body, so that it may be `null`. @param {Schema} schema */
function contractOf(schema) {
  const body = { name: "corps", in: "body", schema: { properties: { valeur: { $ref: "#/definitions/Cas" } } } };
  const paths = { "/cas": { post: { operationId: "verifier", parameters: [body] } } };
  return innerContract({ swagger: "2.0", paths, definitions: { Cas: moved(schema) } }, "en");
}

/**
 * What is said of a case: "valid", or the rules that its value breaks; or that its schema is refused.
 * @param {Case} one
 */
async function verdictOf({ schema, data }) {
  let contract;
  try {
    contract = await contractOf(schema);
  } catch (error) {
    checkShape(error);
    return `refused: ${error.message}`;
  }
  try {
    contract.requests.bind("verifier", { corps: { valeur: exact(data) } }, {}, contract.validation(true).ofRequest);
    return "valid";
  } catch (error) {
    checkShape(error);
    assert.ok(error.errors);
    for (const { pointer } of error.errors) assert.match(pointer, /^\/corps\/valeur/);
    return error.errors.map(({ rule }) => rule).join(", ");
  }
}

/**
 * Whether a schema has one of these keywords somewhere. Names of properties are none.
 * @param {Schema} schema
 * @param {string[]} keywords
 * @returns {string | undefined}
 */
function keywordIn(schema, keywords) {
  if (typeof schema !== "object" || schema === null) return undefined;
  for (const [name, value] of Object.entries(schema)) {
    const found = keywords.find((keyword) => !Array.isArray(schema) && keyword === name);
    const inside =
      name === "properties" || name === "definitions"
        ? Object.values(value)
            .map((one) => keywordIn(one, keywords))
            .find(Boolean)
        : keywordIn(value, keywords);
    if (found ?? inside) return found ?? inside;
  }
  return undefined;
}

/** @param {Excluded} one @param {Case} other */
const isNamed = (one, other) =>
  /** @type {const} */ (["file", "group", "test", "valid"]).every(
    (part) => one[part] === undefined || one[part] === other[part],
  );
const keywords = Object.keys(EXCLUDED.keywords);
/** @param {Case} one */
const byKeyword = (one) => keywordIn(one.schema, keywords);
/** @param {Case} one */
const byName = (one) => EXCLUDED.cases.find((excluded) => isNamed(excluded, one));
/** @param {Case} one @param {string} verdict */
const isRight = (one, verdict) =>
  one.valid ? verdict === "valid" : verdict !== "valid" && !verdict.startsWith("refused");

for (const file of new Set(CASES.map((one) => one.file))) {
  test(`the official suite: ${file}`, async () => {
    for (const one of CASES.filter((it) => it.file === file && !byKeyword(it) && !byName(it))) {
      const verdict = await verdictOf(one);
      assert.ok(
        isRight(one, verdict),
        `${one.group}: ${one.test}: ${verdict}\n${JSON.stringify(one.schema)} ${JSON.stringify(one.data)}`,
      );
    }
  });
}

test("the suite is there, and most of it is run", () => {
  const run = CASES.filter((one) => !byKeyword(one) && !byName(one));
  assert.ok(CASES.length >= 295, `${CASES.length}`);
  assert.ok(run.length >= 200, `${run.length} of ${CASES.length}`);
});

test("what is left out of the suite is there, and has to be left out", async () => {
  for (const keyword of keywords)
    assert.ok(
      CASES.some((one) => keywordIn(one.schema, [keyword])),
      `${keyword}: in no schema`,
    );
  for (const excluded of EXCLUDED.cases) {
    const cases = CASES.filter((one) => isNamed(excluded, one) && !byKeyword(one));
    assert.ok(cases.length > 0 && excluded.reason.length > 10, JSON.stringify(excluded));
    const verdicts = await Promise.all(cases.map(verdictOf));
    assert.ok(
      cases.every((one, number) => !isRight(one, verdicts[number])),
      `passes: ${JSON.stringify(excluded)}`,
    );
  }
});
