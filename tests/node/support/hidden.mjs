// Everything that a program can see of an error or a client: what must never show is looked for in all of it.

import assert from "node:assert/strict";
import { inspect } from "node:util";

/** All that can be printed of a value. @param {unknown} value */
export function visible(value) {
  const all = { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity, maxArrayLength: Infinity };
  const texts = [inspect(value), inspect(value, all), String(value), JSON.stringify(value) ?? ""];
  for (const key of Reflect.ownKeys(Object(value))) texts.push(String(key), inspect(Object(value)[key], all));
  for (let link = value; link instanceof Error; link = link.cause)
    texts.push(link.name, link.message, String(link.stack), inspect(link, all));
  return texts.join("\n");
}

/**
 * Fails when one of the words can be seen in a value, in whatever case or encoding.
 * @param {unknown} value
 * @param {string[]} words
 */
export function assertHides(value, words) {
  const text = visible(value);
  for (const word of words) {
    for (const form of formsOf(word))
      assert.ok(!text.toLowerCase().includes(form.toLowerCase()), `${form} shows in: ${text}`);
  }
}

/** @param {string} word */
function formsOf(word) {
  const urlEncoded = new URLSearchParams({ word }).toString().slice("word=".length);
  const base64 = Buffer.from(word).toString("base64").replace(/=+$/, "");
  return new Set([word, encodeURIComponent(word), urlEncoded, JSON.stringify(word).slice(1, -1), base64]);
}
