// The client's core, and what a diagnosis makes more of them from.

/** A core: what src/js/client.rs exports. */
export type Core = import("./instance.js").Core;

/** Its class. */
export type CoreClass = typeof import("./instance.js").Core;

/** What a client for a diagnosis is made of: the options of the diagnosed one. */
export interface DiagnosedOptions {
  environment?: unknown;
  tokenUrl?: string;
  apiUrl?: string;
  clientId?: string;
  clientSecret?: string;
  scope?: string;
  allowSecretInBrowser?: boolean;
  getToken?: unknown;
  headers?: import("../types/index.d.ts").CommonOptions["headers"];
  fetch?: import("../types/index.d.ts").FetchLike;
  timeout?: number;
  deadline?: number;
  maxResponseBytes?: number;
  store?: import("../types/store.d.ts").Store;
}
