// Who is compared, each by a module of its own that does the same job as that library has it done: a token, a
// healthcheck, a search with a body, each with a time limit of 30 s. A module is loaded when its turn comes, so that
// one that a runtime cannot load leaves the others alone.

/// <reference path="./modules.d.ts" />

/** @import { Kind } from "../report/figures.mjs" */
/** @import { Page } from "../search.mjs" */

/**
 * What is compared of each. The answers are what the API sent, read as JSON.
 * @typedef {object} Client
 * @property {() => Promise<{ etat: string }>} healthcheck
 * @property {(range: string) => Promise<Page>} [search]
 * @property {() => unknown} [end]
 */

/** @typedef {(origin: string) => Client | Promise<Client>} Open */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {Kind} kind
 * @property {string} file beside this one
 * @property {() => Promise<{ open: Open }>} load
 */

/** @type {Contestant[]} */
export const CONTESTANTS = [
  { name: "fetch", kind: "floor", file: "fetch", load: () => import("./fetch.mjs") },
  { name: "fetch, limited", kind: "floor", file: "fetch-limited", load: () => import("./fetch-limited.mjs") },
  { name: "sne healthcheck", kind: "own", file: "own-healthcheck", load: () => import("./own-healthcheck.mjs") },
  { name: "sne request", kind: "own", file: "own-request", load: () => import("./own-request.mjs") },
  { name: "sne call", kind: "own", file: "own-call", load: () => import("./own-call.mjs") },
  { name: "sne call, validated", kind: "own", file: "own-validated", load: () => import("./own-validated.mjs") },
  { name: "oauth2-client", kind: "tokens", file: "oauth2-client", load: () => import("./oauth2-client.mjs") },
  { name: "ofetch", kind: "plain", file: "ofetch", load: () => import("./ofetch.mjs") },
  { name: "openapi-fetch", kind: "plain", file: "openapi-fetch", load: () => import("./openapi-fetch.mjs") },
  { name: "ky", kind: "plain", file: "ky", load: () => import("./ky.mjs") },
  { name: "axios", kind: "plain", file: "axios", load: () => import("./axios.mjs") },
  { name: "swagger-client", kind: "plain", file: "swagger-client", load: () => import("./swagger-client.mjs") },
  {
    name: "openapi-client-axios",
    kind: "plain",
    file: "openapi-client-axios",
    load: () => import("./openapi-client-axios.mjs"),
  },
];
