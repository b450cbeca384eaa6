// ofetch: a fetch with JSON, time limits and repetitions; the token by its hook.

import { ofetch } from "ofetch";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const authorization = tokenOf(origin);
  const api = ofetch.create({
    baseURL: `${origin}/v1`,
    timeout: LIMIT,
    async onRequest({ options }) {
      options.headers.set("authorization", await authorization());
    },
  });
  return {
    healthcheck: () => api("/healthcheck"),
    search: (range) => api(`/demandes/${GUICHET_OF_SEARCH}`, { method: "POST", query: { range }, body: RECHERCHE }),
  };
}
