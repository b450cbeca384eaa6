// Texts come by language and by part: what is loaded, and what is said where they could not be.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contractReasons, reasons } from "./support/catalogues.mjs";
import { inPackage } from "./support/command.mjs";

/** @import { Language } from "./support/languages.mjs" */

/** @typedef {{ message: string, advice: string }} Text */

/**
 * @type {{
 *   loadTexts: (part: "client" | "options" | "contract" | "rules" | "pages", language: Language) => Promise<void>,
 *   text: (reason: number, facts: object, language: Language) => Text,
 * }}
 */
const { loadTexts, text } = await inPackage("lib/messages.js");
/** @param {string} id */
const numberOf = (id) => reasons.findIndex(([known]) => known === id);
/** @param {Language} language */
const messagesIn = (language) => reasons.map((_, reason) => text(reason, {}, language).message);

// In the order of this file: what is loaded stays.
test("without its texts, an error has the id of its reason", () => {
  assert.deepEqual(
    messagesIn("fr"),
    reasons.map(([id]) => id),
  );
  assert.deepEqual(text(0, {}, "en"), { message: "option-unknown", advice: "" });
});

test("a part in a language is loaded alone; the client knows what to say when there is no contract", async () => {
  /** @param {Language} language */
  const hasWords = (language) => messagesIn(language).map((message, reason) => message !== reasons[reason][0]);
  await loadTexts("client", "fr");
  /** @param {string} id */
  const isOfOptions = (id) => numberOf(id) < numberOf("client-closed");
  assert.deepEqual(
    hasWords("fr"),
    reasons.map(([id], reason) => (reason < contractReasons || id === "contract-absent") && !isOfOptions(id)),
  );
  assert.ok(!hasWords("en").includes(true));
  await loadTexts("contract", "en");
  const isOfRules = /^(rule-|answer-invalid)/;
  assert.deepEqual(
    hasWords("en"),
    reasons.map(([id], reason) => reason >= contractReasons && !isOfRules.test(id) && !id.startsWith("pages-")),
  );
  for (const part of /** @type {const} */ (["client", "options", "rules", "pages"])) await loadTexts(part, "en");
  assert.ok(!hasWords("en").includes(false));
  assert.match(text(numberOf("validate-option"), { option: "x", known: "y" }, "en").message, /x/);
});

test("the table of reasons has their kinds, and whether they pass", () => {
  const known = Object.fromEntries(reasons.map(([id, kind, retryable]) => [id, [kind, retryable]]));
  assert.deepEqual(known["token-throttled"], ["authorization-server", true]);
  assert.deepEqual(known["token-refused"], ["authorization-server", false]);
  assert.deepEqual(known["contract-absent"], ["contract", false]);
  assert.equal(new Set(reasons.map(([id]) => id)).size, reasons.length);
});
