// Types of sne-cotation/relay/page, written by hand; they compile with and without the DOM library.

import type { FetchLike, TokenAnswer, TokenRequest } from "./index.js";

/** The options of `tokenFromRelay`. */
export interface TokenFromRelayOptions {
  /** Does what `fetch` does. Default: the page's. */
  fetch?: FetchLike;
  /**
   * Whether cookies go along: "include" for a relay on another origin (which then needs `allowCredentials`). Default:
   * "same-origin".
   */
  credentials?: "omit" | "same-origin" | "include";
  /**
   * Headers to add, or a function that is asked for them each time: `() => ({ Authorization: … })`. A relay on another
   * origin lets only `Authorization` through.
   */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
  /** The language of messages. Default: "fr". */
  language?: "fr" | "en";
}

/** What the function that `tokenFromRelay` makes rejects with; an `SneError` has it as its `cause`. Safe to log. */
export interface RelayError extends Error {
  readonly name: "RelayError";
  /** The relay's code (`not-authorised`, `token-unavailable`, …), or `relay-unreachable`, `relay-unexpected`. */
  readonly code: string;
  /** The kind that the relay gives. */
  readonly kind?: string;
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  readonly retryable: boolean;
  /** Seconds to wait before, if known. */
  readonly retryAfter?: number;
}

/**
 * The `getToken` of a page whose tokens come from a relay (`sne-cotation/relay`) at that address.
 *
 * @example
 * const sne = await SneCotation.create({ environment: "production", getToken: tokenFromRelay("/token") });
 */
export declare function tokenFromRelay(
  url: string | { readonly href: string },
  options?: TokenFromRelayOptions,
): (request: TokenRequest) => Promise<TokenAnswer>;
