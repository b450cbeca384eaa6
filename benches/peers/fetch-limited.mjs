// A fetch that does on the wire what the package does (`cache: "no-store"` and the others that it must have), with a
// time limit.

import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @type {RequestInit} */
const SETTINGS = { redirect: "manual", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const authorization = tokenOf(origin);
  return {
    async healthcheck() {
      const headers = { authorization: await authorization(), accept: "application/json" };
      return limited(`${origin}/v1/healthcheck`, { method: "GET", headers });
    },
    async search(range) {
      return limited(`${origin}/v1/demandes/${GUICHET_OF_SEARCH}?range=${range}`, {
        method: "POST",
        headers: {
          authorization: await authorization(),
          accept: "application/json",
          "content-type": "application/json",
        },
        body: JSON.stringify(RECHERCHE),
      });
    },
  };
}

/**
 * @param {string} url
 * @param {RequestInit} init
 */
async function limited(url, init) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), LIMIT);
  try {
    const response = await fetch(url, { ...init, signal: controller.signal, ...SETTINGS });
    return await response.json();
  } finally {
    clearTimeout(timer);
  }
}
