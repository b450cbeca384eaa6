// Pages: a platform that serves lists of them, and what comes of an iteration.

import { PAGED } from "../contracts/paged.mjs";
import { contracted } from "./contract.mjs";
import { json } from "./platform.mjs";

/** @import { ClientOptions, Seen } from "./platform.mjs" */
/** @import { ServerResponse } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { Page } from "sne-cotation" */

export const ITEMS = Array.from({ length: 250 }, (_, id) => ({ id }));

/** What the platform gives for a page: a list, or an object with one. @typedef {Item[] & { resultats: Item[] }} Data */
/** @typedef {{ id: number }} Item */

/** All the pages of an iteration. @param {AsyncIterable<Page>} pages */
export async function all(pages) {
  /** @type {Page<Data>[]} */
  const list = [];
  for await (const page of pages) list.push(/** @type {Page<Data>} */ (page));
  return list;
}

/** What is asked of the API. @typedef {ReturnType<typeof asked>} Asked */
/** @typedef {(asked: Asked & { response: ServerResponse }) => unknown} Api */

/**
 * A platform, a client with the contract of pages, and what was asked of the API.
 * @param {TestContext} t
 * @param {Api} api
 * @param {ClientOptions} [options]
 */
export async function paged(t, api, options) {
  const place = await contracted(t, PAGED, {
    api: (_request, response, seen) => api({ response, ...asked(seen) }),
    ...options,
  });
  return { ...place, asked: () => place.calls().map((call) => call.url.replace("/api", "")) };
}

/** @param {Seen} request */
function asked({ url, headers, body: text }) {
  const { searchParams: query } = new URL(url, "http://x");
  /** @type {{ pageNumber?: number, pages: Record<string, number>[] }} */
  const body = text === "" ? undefined : JSON.parse(text);
  return { query, headers, body };
}

/**
 * How ranges are served.
 * @typedef {object} RangeServing
 * @property {(all: number) => number | string} [total] what is told of the length of all
 * @property {number} [status]
 * @property {number} [largest] the most that a server gives at once
 * @property {Item[]} [of]
 * @property {string} [unit]
 */

/**
 * Answers with a part of the items, as RFC 9110 has it.
 * @param {ServerResponse} response
 * @param {string | null | undefined} range
 * @param {RangeServing} [options]
 */
export function serveRange(
  response,
  range,
  { total = (all) => all, status = 206, largest = 1_000, of = ITEMS, unit = "items " } = {},
) {
  const [start, end] = String(range).replace(/^.*=/, "").split("-").map(Number);
  if (start >= of.length) return json(response, 416, {}, { "Content-Range": `items */${of.length}` });
  const items = of.slice(start, Math.min(end + 1, start + largest));
  return json(response, status, items, {
    "Content-Range": `${unit}${start}-${start + items.length - 1}/${total(of.length)}`,
  });
}

/** @param {Page<Data>[]} list */
export const idsOf = (list) => list.flatMap(({ data }) => (data.resultats ?? data).map(({ id }) => id));
export const EVERY_ID = ITEMS.map(({ id }) => id);

/**
 * Answers with the page of that number, the first being 1.
 * @param {ServerResponse} response
 * @param {number} number
 * @param {{ size?: number, of?: Item[], extra?: object }} [options]
 */
export function servePage(
  response,
  number,
  { size = 100, of = ITEMS, extra = { nombrePages: Math.ceil(of.length / size) } } = {},
) {
  return json(response, 200, { resultats: of.slice((number - 1) * size, number * size), ...extra });
}
