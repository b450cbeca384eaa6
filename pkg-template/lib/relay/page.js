// sne-cotation/relay/page: the page's half of the relay. It makes the `getToken` that a client takes, and imports
// neither the client nor its wasm.

import { sentence } from "./page/texts.js";
import { globalOf } from "../platform/globals.js";

/**
 * @import { RelayError, TokenFromRelayOptions } from "../../types/relay-page.d.ts"
 * @import { AbortSignalLike, FetchLike, ResponseLike, TokenAnswer, TokenRequest } from "../../types/index.d.ts"
 * @import { Language } from "../failure.ts"
 */

/** Longer than any answer of a relay; what is longer is another server's page. */
const LONGEST = 16 * 1024;

/** @type {typeof import("../../types/relay-page.d.ts").tokenFromRelay} */
export function tokenFromRelay(url, options = {}) {
  const { fetch, credentials = "same-origin", headers, language = "fr" } = checked(url, options);
  return async ({ signal, rejected } = /** @type {TokenRequest} */ ({})) => {
    const init = {
      method: "POST",
      headers: await headersFrom(headers),
      body: JSON.stringify({ rejected }),
      credentials,
      signal,
      // A relay does not move; what redirects is a page that asks to sign in.
      redirect: "error",
    };
    const answer = await sent({ fetch: fetch ?? globalOf("fetch"), url: String(url), init, language });
    const content = await contentOf(answer, init);
    const isGood = answer.status >= 200 && answer.status <= 299;
    if (isGood && typeof content?.access_token === "string") return grantOf(content);
    throw failureOf(answer, content, language);
  };
}

/**
 * @typedef {{ signal?: AbortSignalLike }} Init settings of a request, among others
 * @typedef {Partial<TokenAnswer> & { error?: unknown }} Content what an answer may hold
 * @typedef {Pick<RelayError, "code" | "kind" | "status" | "retryable" | "retryAfter">} Facts
 */

const KNOWN = /** @type {const} */ (["fetch", "credentials", "headers", "language"]);

/** @typedef {(typeof KNOWN)[number]} TokenFromRelayOption */

/**
 * @param {unknown} url
 * @param {TokenFromRelayOptions} options
 */
function checked(url, options) {
  /**
   * @param {string} code
   * @param {string} [fact]
   */
  const wrong = (code, fact = "") =>
    new TypeError(/** @type {string} */ (sentence(code, options.language)).replace("{option}", fact));
  if (!(typeof url === "string" && url !== "") && !(url instanceof URL)) throw wrong("url-missing");
  const unknown = Object.keys(options).find((name) => !KNOWN.some((known) => known === name));
  if (unknown !== undefined) throw wrong("option-unknown", `${unknown} (${KNOWN.join(", ")})`);
  return options;
}

/**
 * The caller's may be asked for each time: what they hold can change while the page is open.
 * @param {TokenFromRelayOptions["headers"]} given
 */
async function headersFrom(given) {
  const headers = new (globalOf("Headers"))(typeof given === "function" ? await given() : given);
  headers.set("Accept", "application/json");
  headers.set("Content-Type", "application/json");
  return headers;
}

/** @param {{ fetch: FetchLike, url: string, init: Init, language: Language }} request */
async function sent({ fetch, url, init, language }) {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw failure({ code: "relay-unreachable", retryable: true }, language, { cause });
  }
}

/**
 * The JSON of an answer; nothing, when it is no JSON or no relay's.
 * @param {ResponseLike} answer
 * @param {Init} init
 * @returns {Promise<Content | undefined>}
 */
async function contentOf(answer, { signal }) {
  try {
    const text = await answer.text();
    return text.length > LONGEST ? undefined : JSON.parse(text);
  } catch (reason) {
    if (signal?.aborted) throw reason;
    return undefined;
  }
}

/** @param {Content} content */
function grantOf({ access_token, token_type, expires_in }) {
  return /** @type {TokenAnswer} */ ({ access_token, token_type, expires_in });
}

/**
 * Of what the server says only its codes and numbers are taken: whatever answers there, its text goes no further.
 * @param {ResponseLike} answer
 * @param {Content | undefined} content
 * @param {Language} language
 */
function failureOf({ status }, content, language) {
  const { code, kind, retryable, retryAfter } = Object(content?.error);
  const known = sentence(code, language) !== undefined;
  const facts = known
    ? { code, kind, status, retryable: retryable === true, retryAfter: secondsOf(retryAfter) }
    : { code: "relay-unexpected", status, retryable: status >= 500 };
  return failure(facts, language);
}

/** @param {unknown} value */
const secondsOf = (value) => (typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined);

/**
 * @param {Facts} facts
 * @param {Language} language
 * @param {ErrorOptions} [options]
 * @returns {RelayError}
 */
function failure(facts, language, options) {
  const message = /** @type {string} */ (sentence(facts.code, language)).replace("{status}", String(facts.status));
  const error = new Error(message, options);
  Object.defineProperty(error, "name", { value: "RelayError", configurable: true, writable: true });
  return /** @type {RelayError} */ (Object.assign(error, facts));
}
