// sne-cotation/relay/page: the page's half of the relay. It makes the `getToken` that a client takes, and imports neither
// the client nor its wasm.

import { sentence } from "./page/texts.js";

/** Longer than any answer of a relay; what is longer is another server's page. */
const LONGEST = 16 * 1024;

/** @type {import("../../types/relay-page.d.ts").tokenFromRelay} */
export function tokenFromRelay(url, options = {}) {
  const { fetch, credentials = "same-origin", headers, language = "fr" } = checked(url, options);
  return async ({ signal, rejected } = {}) => {
    const init = {
      method: "POST",
      headers: await headersFrom(headers),
      body: JSON.stringify({ rejected }),
      credentials,
      signal,
      // A relay does not move; what redirects is a page that asks to sign in.
      redirect: "error",
    };
    const answer = await sent({ fetch: fetch ?? globalThis.fetch, url: String(url), init, language });
    const content = await contentOf(answer, init);
    if (answer.ok && typeof content?.access_token === "string") return grantOf(content);
    throw failureOf(answer, content, language);
  };
}

const KNOWN = ["fetch", "credentials", "headers", "language"];

function checked(url, options) {
  const wrong = (code, fact) => new TypeError(sentence(code, options.language).replace("{option}", fact));
  if (!(typeof url === "string" && url !== "") && !(url instanceof URL)) throw wrong("url-missing");
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw wrong("option-unknown", `${unknown} (${KNOWN.join(", ")})`);
  return options;
}

/** The caller's may be asked for each time: what they hold can change while the page is open. */
async function headersFrom(given) {
  const headers = new Headers(typeof given === "function" ? await given() : given);
  headers.set("Accept", "application/json");
  headers.set("Content-Type", "application/json");
  return headers;
}

async function sent({ fetch, url, init, language }) {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw failure({ code: "relay-unreachable", retryable: true }, language, { cause });
  }
}

/** The JSON of an answer; nothing, when it is no JSON or no relay's. */
async function contentOf(answer, { signal }) {
  try {
    const text = await answer.text();
    return text.length > LONGEST ? undefined : JSON.parse(text);
  } catch (reason) {
    if (signal?.aborted) throw reason;
    return undefined;
  }
}

function grantOf({ access_token, token_type, expires_in }) {
  return { access_token, token_type, expires_in };
}

/** Of what the server says only its codes and numbers are taken: whatever answers there, its text goes no further. */
function failureOf({ status }, content, language) {
  const { code, kind, retryable, retryAfter } = Object(content?.error);
  const known = sentence(code, language) !== undefined;
  const facts = known
    ? { code, kind, status, retryable: retryable === true, retryAfter: secondsOf(retryAfter) }
    : { code: "relay-unexpected", status, retryable: status >= 500 };
  return failure(facts, language);
}

const secondsOf = (value) => (Number.isFinite(value) && value >= 0 ? value : undefined);

function failure(facts, language, options) {
  const message = sentence(facts.code, language).replace("{status}", facts.status);
  const error = new Error(message, options);
  Object.defineProperty(error, "name", { value: "RelayError", configurable: true, writable: true });
  return Object.assign(error, facts);
}
