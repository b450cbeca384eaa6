// The probes of a diagnosis: a few of them over fetch as they are, without any secret; the others by clients made for
// it, which repeat nothing and remember nothing of what the diagnosed client has been through.

import { reasons } from "../messages/catalogues.js";
import { decode, parseJson } from "../platform/bodies.js";
import { answered, outcomeOf } from "../platform/exchange.js";
import { field, reasonOf } from "../platform/values.js";
import { Recorder } from "./record.js";

/**
 * @import { AbortSignalLike, FetchLike } from "../../types/index.d.ts"
 * @import { Core, CoreClass, DiagnosedOptions } from "../core.ts"
 * @import { MakeError } from "../error.js"
 * @import { View } from "../failure.ts"
 * @import { ExchangeOutcome } from "../platform/exchange.js"
 * @import { ProbeId } from "./catalogue.ts"
 * @import { Outcome, SeenExchange } from "./outcome.ts"
 */

/** What can be wanted of the core, as src/js/client.rs has it. */
const wants = { healthcheck: 0, token: 2 };

/**
 * @typedef {object} Diagnosis
 * @property {DiagnosedOptions} given
 * @property {CoreClass} Core
 * @property {MakeError} makeError
 * @property {{ tokenUrl: string, apiUrl: string }} addresses
 * @property {unknown} [other] the other environment
 * @property {boolean} isPage
 * @property {AbortSignalLike} [signal]
 * @property {number} [timeout]
 *
 * @typedef {Pick<Diagnosis, "signal" | "timeout">} Patience
 *
 * @typedef {object} Request
 * @property {Recorder} recorder
 * @property {string} method
 * @property {string} url
 * @property {string[]} headers names and values in turn
 * @property {string} [body]
 * @property {boolean} isPage
 * @property {AbortSignalLike} [signal]
 * @property {number} timeout
 */

const mostBytes = 65_536;
const usualTimeout = 30_000;

/**
 * What to try for each probe, by its id: functions that resolve to what came of it, `{ reason, facts, exchanges, … }`.
 * Each rejects with the signal's reason when that aborts. `end` forgets the tokens. Throws when an address is wrong.
 * @param {Diagnosis} diagnosis
 * @returns {Record<ProbeId, () => Promise<Outcome>> & { end: () => void }}
 */
export function probesOf({ given, Core, makeError, addresses, other, isPage, signal, timeout }) {
  const recorder = new Recorder(given.fetch);
  /** @param {DiagnosedOptions} changes */
  const clientOf = (changes) => {
    try {
      return new Core(defined({ ...given, ...changes, fetch: recorder.fetch, retry: false }), asView, () => {});
    } catch (thrown) {
      throw isOurs(thrown) ? makeError(thrown.view) : thrown;
    }
  };
  const patience = defined({ signal, timeout });
  /**
   * @param {string} method
   * @param {string} url
   * @param {string[]} headers
   * @param {string} [body]
   */
  const ask = (method, url, headers, body) => {
    const time = timeout ?? given.timeout ?? usualTimeout;
    return asked({ recorder, method, url, headers, body, isPage, signal, timeout: time });
  };
  const client = clientOf({});
  const elsewhere =
    other === undefined ? undefined : clientOf({ environment: other, tokenUrl: undefined, apiUrl: undefined });
  /**
   * @param {Core} core
   * @param {number} want
   */
  const called = (core, want) => outcomeOfCall(recorder, core, want, patience);
  const form = ["content-type", "application/x-www-form-urlencoded", "accept", "application/json"];
  return {
    "ask-server": () => ask("POST", addresses.tokenUrl, form, "grant_type=client_credentials"),
    "ask-gateway": () => ask("GET", `${addresses.apiUrl}/healthcheck`, ["accept", "application/json"]),
    token: () => called(client, wants.token),
    healthcheck: () => called(client, wants.healthcheck),
    "healthcheck-again": () => called(client, wants.healthcheck),
    "other-token": () => called(/** @type {Core} */ (elsewhere), wants.token),
    end: () => {
      for (const one of [client, elsewhere]) one?.forgetToken();
    },
  };
}

/**
 * A core's failure as it is, before it becomes an error in somebody's language.
 * @param {View} view
 */
const asView = (view) => ({ view });

/**
 * @param {Recorder} recorder
 * @param {Core} core
 * @param {number} want
 * @param {Patience} patience
 * @returns {Promise<Outcome>}
 */
async function outcomeOfCall(recorder, core, want, patience) {
  const { view, value } = await fulfilled(core, want, patience);
  const exchanges = recorder.take();
  if (view === undefined) {
    const expiresIn = /** @type {number | undefined} */ (field(value, "expires_in"));
    return { exchanges, state: stateOf(value), expiresIn };
  }
  const [reason, , entries] = view;
  const [id] = reasons[reason];
  return { reason: id, facts: Object.fromEntries(entries), exchanges };
}

/**
 * What a core gives, or the view of its failure; rejects when the signal aborts.
 * @param {Core} core
 * @param {number} want
 * @param {Patience} patience
 * @returns {Promise<{ view?: View, value?: unknown }>}
 */
function fulfilled(core, want, patience) {
  return new Promise((resolve, reject) => {
    /** @param {unknown} thrown */
    const fail = (thrown) => (isOurs(thrown) ? resolve(thrown) : reject(thrown));
    core.execute(want, patience, (value) => resolve({ value }), fail);
  });
}

/**
 * @param {unknown} thrown
 * @returns {thrown is { view: View }}
 */
const isOurs = (thrown) => Array.isArray(field(thrown, "view"));

/** @param {unknown} value */
function stateOf(value) {
  const state = field(field(value, "data"), "etat");
  return typeof state === "string" ? state : "";
}

/**
 * A request without anything secret in it.
 * @param {Request} request
 * @returns {Promise<Outcome>}
 */
async function asked({ recorder, method, url, headers, body, isPage, signal, timeout }) {
  const controller = new AbortController();
  let isLate = false;
  const onAbort = () => controller.abort();
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, timeout);
  signal?.addEventListener("abort", onAbort);
  try {
    if (signal?.aborted) throw reasonOf(signal);
    const fetch = isPage ? unseen(recorder.fetch) : recorder.fetch;
    const outcome = await Promise.race([
      outcomeOf(fetch, method, url, headers, body, controller, mostBytes, mostBytes),
      aborted(controller.signal),
    ]);
    if (signal?.aborted) throw reasonOf(signal);
    return answerOf(outcome, recorder.take(), isLate);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

/**
 * A fetch may not listen to its signal.
 * @param {AbortSignal} signal
 * @returns {Promise<[]>}
 */
function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve([]), { once: true }));
}

/**
 * What a page may ask of anybody: whether there is an answer, and not which. It cannot be had without following
 * redirects.
 * @param {FetchLike} fetch
 * @returns {FetchLike}
 */
function unseen(fetch) {
  return (url, init) => fetch(url, { ...init, headers: undefined, mode: "no-cors", redirect: "follow" });
}

/**
 * @param {ExchangeOutcome | []} outcome
 * @param {SeenExchange[]} exchanges
 * @param {boolean} isLate
 * @returns {Outcome}
 */
function answerOf([how, , headers, body], exchanges, isLate) {
  if (isLate) return { reason: "timeout", facts: {}, exchanges };
  if (exchanges.at(-1)?.status === undefined) return { reason: "network-failed", facts: {}, exchanges };
  const answer = how === answered ? parseJson(decode(/** @type {Headers} */ (headers), body) ?? "")?.[0] : undefined;
  return { facts: { code: codeOf(answer) }, exchanges };
}

/**
 * The OAuth error that an answer names, if it looks like one.
 * @param {unknown} answer
 */
function codeOf(answer) {
  const code = field(answer, "error");
  return typeof code === "string" && /^[A-Za-z][\w.-]{0,63}$/.test(code) ? code : undefined;
}

/**
 * An object without the fields that are undefined.
 * @param {object} object
 */
function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
