// The texts with which the console's forms are filled where the contract has a pattern and no example.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../support/sources.mjs";

const { textFor } = await load("schema-form/patterned.ts");

test("a text fits the patterns of references and codes", () => {
  for (const pattern of [
    ...["^[A-Z]{3}-[0-9]{4}$", "^\\d{5}$", "^(2A|2B)?$", "[a-z]+", "^75\\d{3}(?:-x)?$", "^97[89][0-9]{10}$"],
    ...["^A.B\\.C?\\w{2,4}-*$", "^[À-ÿ]$", "x{3,}", "^[^a]$", "^a|b$", "^(", "", "^\\p{L}+$"],
  ]) {
    const text = textFor(pattern);
    if (text !== undefined) assert.match(text, new RegExp(pattern), pattern);
  }
  assert.deepEqual(["^[A-Z]{3}-[0-9]{4}$", "^\\d{5}$", "^97[89][0-9]{10}$", "^A.B\\.C?\\w{2,4}-*$"].map(textFor), [
    "AAA-0000",
    "11111",
    "9780000000000",
    "AaB.aa",
  ]);
  for (const none of ["^(2A|2B)$", "^[^a]$", "^a|b$", "^(", "^\\p{L}+$"]) assert.equal(textFor(none), undefined, none);
});
