// The official test suite of JSON Schema, draft 4, over the package's wasm: every case whose keywords Swagger 2.0 has. What is left
// out is in contracts/draft4-excluded.json with its reason, and is looked at too, so that nothing is left out for nothing.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const PACKAGE = dirname(require.resolve("sne-cotation/package.json"));
const SUITE = join(dirname(require.resolve("json-schema-test-suite/package.json")), "tests", "draft4");
const { readContract } = await import(join(PACKAGE, "lib", "contract", "contract.js"));
const { SneError } = await import(join(PACKAGE, "lib", "error.js"));
const { loadTexts } = await import(join(PACKAGE, "lib", "messages.js"));
await loadTexts("contract", "en");

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const EXCLUDED = readJson(new URL("./contracts/draft4-excluded.json", import.meta.url));

const FILES = readdirSync(SUITE, { recursive: true })
  .map((path) => join(SUITE, path))
  .filter((path) => path.endsWith(".json"))
  .sort();
const CASES = FILES.flatMap((path) => {
  const file = relative(SUITE, path).replaceAll("\\", "/");
  return readJson(path).flatMap(({ description: group, schema, tests }) =>
    tests.map((it) => ({ file, group, test: it.description, schema, ...it })),
  );
});

/** The schema as a definition of a contract: what is the whole in the suite is in a place of its own there. */
function moved(schema) {
  return JSON.parse(JSON.stringify(schema), (name, value) =>
    name === "$ref" && typeof value === "string" && value.startsWith("#")
      ? `#/definitions/Cas${value.slice(1)}`
      : value,
  );
}

/** Integers as who wants them exact gives them. */
function exact(data) {
  if (Array.isArray(data)) return data.map(exact);
  if (typeof data === "object" && data !== null)
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, exact(value)]));
  return Number.isInteger(data) && !Number.isSafeInteger(data) ? BigInt(data) : data;
}

/** The value is a property of a body, so that it may be `null`. */
function contractOf(schema) {
  const body = { name: "corps", in: "body", schema: { properties: { valeur: { $ref: "#/definitions/Cas" } } } };
  const paths = { "/cas": { post: { operationId: "verifier", parameters: [body] } } };
  const bring = async () => readFileSync(join(PACKAGE, "sne_cotation_contract.wasm"));
  return readContract(
    { swagger: "2.0", paths, definitions: { Cas: moved(schema) } },
    bring,
    (view) => new SneError(view, "en"),
  );
}

/** What is said of a case: "valid", or the rules that its value breaks; or that its schema is refused. */
async function verdictOf({ schema, data }) {
  let contract;
  try {
    contract = await contractOf(schema);
  } catch (error) {
    return `refused: ${error.message}`;
  }
  try {
    contract.bind("verifier", { corps: { valeur: exact(data) } }, {}, contract.validation(true).ofRequest);
    return "valid";
  } catch (error) {
    for (const { pointer } of error.errors) assert.match(pointer, /^\/corps\/valeur/);
    return error.errors.map(({ rule }) => rule).join(", ");
  }
}

/** Whether a schema has one of these keywords somewhere. Names of properties are none. */
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

const isNamed = (one, other) =>
  ["file", "group", "test"].every((part) => one[part] === undefined || one[part] === other[part]);
const keywords = Object.keys(EXCLUDED.keywords);
const byKeyword = (one) => keywordIn(one.schema, keywords);
const byName = (one) => EXCLUDED.cases.find((excluded) => isNamed(excluded, one));
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
