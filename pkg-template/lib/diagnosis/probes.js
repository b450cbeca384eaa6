// The probes of a diagnosis: a few of them over fetch as they are, without any secret; the others by clients made for
// it, which repeat nothing and remember nothing of what the diagnosed client has been through.

import { field } from "../platform/values.js";
import { reasons } from "../reasons.js";
import { Recorder } from "./record.js";
import { outcomeOfStore } from "./store.js";

/**
 * @import { AbortSignalLike, FetchLike, Operation } from "../../types/index.d.ts"
 * @import { Store } from "../../types/store.d.ts"
 * @import { Core, CoreClass, DiagnosedOptions } from "../core.ts"
 * @import { MakeError } from "../error.js"
 * @import { View } from "../failure.ts"
 * @import { ProbeId } from "./catalogue.ts"
 * @import { Outcome } from "./outcome.ts"
 */

/** What can be wanted of the core, as src/js/client.rs has it. */
const wants = { healthcheck: 0, request: 1, token: 2, askServer: 3, askGateway: 4 };

/**
 * @typedef {object} Diagnosis
 * @property {DiagnosedOptions} given
 * @property {Store} [store] what the client shares with other processes
 * @property {CoreClass} Core
 * @property {MakeError} makeError
 * @property {{ tokenUrl: string, apiUrl: string }} addresses
 * @property {unknown} [other] the other environment
 * @property {boolean} isPage
 * @property {LastCall} lastCall
 * @property {AbortSignalLike} [signal]
 * @property {number} [timeout]
 *
 * @typedef {Pick<Diagnosis, "signal" | "timeout">} Limits
 *
 * The call that ends it: `healthcheck` unless the contract has none (`lacksHealthcheck`), then an operation of its own,
 * if it has one that can be called without knowing more.
 * @typedef {{ lacksHealthcheck: boolean, operation?: Pick<Operation, "id" | "path" | "produces"> }} LastCall
 */

/**
 * What to try for each probe, by its id: functions that resolve to what came of it, `{ reason, facts, exchanges, … }`.
 * Each rejects with the signal's reason when that aborts. `end` forgets the tokens. Throws when an address is wrong.
 * @param {Diagnosis} diagnosis
 * @returns {Record<ProbeId, () => Promise<Outcome>> & { end: () => void }}
 */
export function probesOf({ given, store, Core, makeError, addresses, other, isPage, lastCall, signal, timeout }) {
  const recorder = new Recorder(given.fetch);
  /** @param {DiagnosedOptions} changes */
  const clientOf = (changes) => {
    try {
      return new Core(defined({ ...given, fetch: recorder.fetch, retry: false, ...changes }), asView);
    } catch (thrown) {
      throw isOurs(thrown) ? makeError(thrown.view) : thrown;
    }
  };
  const client = clientOf({});
  const elsewhere =
    other === undefined ? undefined : clientOf({ environment: other, tokenUrl: undefined, apiUrl: undefined });
  const asking = isPage ? clientOf({ fetch: unseen(recorder.fetch) }) : client;
  const limits = defined({ signal, timeout });
  /**
   * @param {number} want
   * @param {string} address
   */
  const ask = (want, address) => outcomeOfQuestion(recorder, asking, want, { ...limits, address });
  /**
   * @param {Core} core
   * @param {number} want
   * @param {object} [request]
   */
  const called = (core, want, request) => outcomeOfCall(recorder, core, want, { ...request, ...limits });
  const { lacksHealthcheck, operation } = lastCall;
  const path = lacksHealthcheck ? encodeURI(operation?.path ?? "") : "/healthcheck";
  const last = () =>
    operation === undefined ? called(client, wants.healthcheck) : called(client, wants.request, requestOf(operation));
  return {
    "ask-server": () => ask(wants.askServer, addresses.tokenUrl),
    "ask-gateway": () => ask(wants.askGateway, addresses.apiUrl + path),
    token: () => called(client, wants.token),
    healthcheck: last,
    "healthcheck-again": last,
    store: () => outcomeOfStore(/** @type {Store} */ (store), signal),
    "other-token": () => called(/** @type {Core} */ (elsewhere), wants.token),
    end: () => {
      for (const one of [client, elsewhere]) one?.forgetToken();
    },
  };
}

/**
 * What calls an operation without parameters. Whatever comes of it is as good as any other answer.
 * @param {Pick<Operation, "path" | "produces">} operation
 */
function requestOf({ path, produces }) {
  const own = produces.filter((type) => /^[\w.+*-]+\/[\w.+*-]+$/.test(type));
  const accept = own.some((type) => /[/+]json$/i.test(type)) ? "" : own.join(", ");
  return { method: "GET", path, allowEmpty: true, emptySegments: true, ...(accept !== "" && { headers: { accept } }) };
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
 * @param {Limits} options
 * @returns {Promise<Outcome>}
 */
async function outcomeOfCall(recorder, core, want, options) {
  const { view, value } = await executed(core, want, options);
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
 * @param {Limits & { address?: string }} options
 * @returns {Promise<{ view?: View, value?: unknown }>}
 */
function executed(core, want, options) {
  return new Promise((resolve, reject) => {
    /** @param {unknown} thrown */
    const fail = (thrown) => (isOurs(thrown) ? resolve(thrown) : reject(thrown));
    core.execute(want, options, (value) => resolve({ value }), fail);
  });
}

/**
 * @param {unknown} thrown
 * @returns {thrown is { view: View }}
 */
const isOurs = (thrown) => Array.isArray(field(thrown, "view"));

/**
 * What state the API says that it is in, in the data of a healthcheck.
 * @param {unknown} data
 */
function stateOf(data) {
  const state = field(data, "etat");
  return typeof state === "string" ? state : "";
}

/**
 * What came of a request without anything secret in it.
 * @param {Recorder} recorder
 * @param {Core} core
 * @param {number} want
 * @param {Limits & { address: string }} options
 * @returns {Promise<Outcome>}
 */
async function outcomeOfQuestion(recorder, core, want, options) {
  const { view, value } = await executed(core, want, options);
  const exchanges = recorder.take();
  if (view !== undefined) return { reason: reasons[view[0]][0], facts: {}, exchanges };
  if (exchanges.at(-1)?.status === undefined) return { reason: "network-failed", facts: {}, exchanges };
  return { facts: { code: /** @type {string | undefined} */ (value) }, exchanges };
}

/**
 * What a page may ask of any server (`no-cors`): whether there is an answer, and not which. Redirects are followed: the
 * mode allows nothing else.
 * @param {FetchLike} fetch
 * @returns {FetchLike}
 */
function unseen(fetch) {
  return (url, init) => fetch(url, { ...init, headers: undefined, mode: "no-cors", redirect: "follow" });
}

/**
 * An object without the fields that are undefined.
 * @param {object} object
 */
function defined(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
