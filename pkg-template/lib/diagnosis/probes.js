// The probes of a diagnosis: a few of them over fetch as they are, without any secret; the others by clients made for
// it, which repeat nothing and remember nothing of what the diagnosed client has been through.

import { reasons } from "../messages/catalogues.js";
import { decode, parseJson } from "../platform/bodies.js";
import { answered, outcomeOf } from "../platform/exchange.js";
import { field, reasonOf } from "../platform/values.js";
import { Recorder } from "./record.js";

/** What can be wanted of the core, as src/js/client.rs has it. */
const wants = { healthcheck: 0, token: 2 };

const mostBytes = 65_536;
const usualTimeout = 30_000;

/**
 * What to try for each probe, by its id: functions that resolve to what came of it, `{ reason, facts, exchanges, … }`.
 * Each rejects with the signal's reason when that aborts. `end` forgets the tokens. Throws when an address is wrong.
 */
export function probesOf({ given, Core, makeError, addresses, other, isPage, signal, timeout }) {
  const recorder = new Recorder(given.fetch);
  const clientOf = (changes) => {
    try {
      return new Core(defined({ ...given, ...changes, fetch: recorder.fetch, retry: false }), asView, () => {});
    } catch (thrown) {
      throw isOurs(thrown) ? makeError(thrown.view) : thrown;
    }
  };
  const patience = defined({ signal, timeout });
  const ask = (method, url, headers, body) => {
    const time = timeout ?? given.timeout ?? usualTimeout;
    return asked({ recorder, method, url, headers, body, isPage, signal, timeout: time });
  };
  const client = clientOf({});
  const elsewhere = other && clientOf({ environment: other, tokenUrl: undefined, apiUrl: undefined });
  const called = (core, want) => outcomeOfCall(recorder, core, want, patience);
  const form = ["content-type", "application/x-www-form-urlencoded", "accept", "application/json"];
  return {
    "ask-server": () => ask("POST", addresses.tokenUrl, form, "grant_type=client_credentials"),
    "ask-gateway": () => ask("GET", `${addresses.apiUrl}/healthcheck`, ["accept", "application/json"]),
    token: () => called(client, wants.token),
    healthcheck: () => called(client, wants.healthcheck),
    "healthcheck-again": () => called(client, wants.healthcheck),
    "other-token": () => called(elsewhere, wants.token),
    end: () => [client, elsewhere].forEach((one) => one?.forgetToken()),
  };
}

/** A core's failure as it is, before it becomes an error in somebody's language. */
const asView = (view) => ({ view });

async function outcomeOfCall(recorder, core, want, patience) {
  const { view, value } = await fulfilled(core, want, patience);
  const exchanges = recorder.take();
  if (view === undefined) return { exchanges, state: stateOf(value), expiresIn: field(value, "expires_in") };
  const [reason, , entries] = view;
  const [id] = reasons[reason];
  return { reason: id, facts: Object.fromEntries(entries), exchanges };
}

/** What a core gives, or the view of its failure; rejects when the signal aborts. */
function fulfilled(core, want, patience) {
  return new Promise((resolve, reject) => {
    const fail = (thrown) => (isOurs(thrown) ? resolve(thrown) : reject(thrown));
    core.execute(want, patience, (value) => resolve({ value }), fail);
  });
}

const isOurs = (thrown) => Array.isArray(field(thrown, "view"));

function stateOf(value) {
  const state = field(field(value, "data"), "etat");
  return typeof state === "string" ? state : "";
}

/** A request without anything secret in it. */
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

/** Ends with the signal even where the caller's fetch ignores it. */
function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve([]), { once: true }));
}

/**
 * What a page may ask of any server (`no-cors`): whether there is an answer, and not which. Redirects are followed: the
 * mode allows nothing else.
 */
function unseen(fetch) {
  return (url, init) => fetch(url, { ...init, headers: undefined, mode: "no-cors", redirect: "follow" });
}

function answerOf([how, , headers, body], exchanges, isLate) {
  if (isLate) return { reason: "timeout", facts: {}, exchanges };
  if (exchanges.at(-1)?.status === undefined) return { reason: "network-failed", facts: {}, exchanges };
  const answer = how === answered ? parseJson(decode(headers, body) ?? "")?.[0] : undefined;
  return { facts: { code: codeOf(answer) }, exchanges };
}

/** The OAuth error that an answer names, if it looks like one. */
function codeOf(answer) {
  const code = field(answer, "error");
  return typeof code === "string" && /^[A-Za-z][\w.-]{0,63}$/.test(code) ? code : undefined;
}

/** An object without the fields that are undefined. */
function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
