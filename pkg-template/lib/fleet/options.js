// The options `store` and `fleet`: an unknown one, or one of another type, is a mistake.

import { field, fieldOr, kindOf, kinds } from "../platform/values.js";
import { reasonNumber } from "../reasons.js";

/**
 * @import { Store } from "../../types/store.d.ts"
 * @import { MakeError } from "../error.js"
 */

const known = { reserve: "number", size: "number", name: "string", key: "string" };

/** @typedef {keyof typeof known} FleetOption */

/** More processes than share a quota of one application. */
const mostProcesses = 100_000;

const windows = ["perSecond", "perMinute", "perHour", "perDay"];

/**
 * What is set for a client that shares.
 * @typedef {object} Sharing
 * @property {Store} store
 * @property {number} reserve
 * @property {number} size 0 where nobody knows
 * @property {string | undefined} name
 * @property {string} secret what the key follows from
 * @property {string[]} application what it is told by
 * @property {number[]} limits
 * @property {number} unused
 * @property {number} timeout
 * @property {((asked: object) => unknown) | undefined} getToken
 */

/**
 * The options, checked. Throws what is wrong; what is the client's own is checked by the client.
 * @param {unknown} options
 * @param {MakeError} makeError
 * @returns {Sharing}
 */
export function readSharing(options, makeError) {
  /**
   * @param {string} reason
   * @param {object} facts
   * @returns {never}
   */
  const refuse = (reason, facts) => {
    throw makeError([reasonNumber(reason), 0, Object.entries(facts)]);
  };
  const store = field(options, "store");
  const isStore = ["read", "write"].every((name) => typeof fieldOr(undefined, store, name) === "function");
  if (!isStore) refuse("option-type", { option: "store", expected: "{ read, write }" });
  const { reserve = 0, size = 0, name, key } = fleetOf(field(options, "fleet"), refuse);
  if (!(reserve >= 0 && reserve < 1)) refuse("option-share", { option: "fleet.reserve" });
  const isSize = Number.isInteger(size) && size >= 0 && size <= mostProcesses;
  if (!isSize) refuse("option-range", { option: "fleet.size", most: mostProcesses });
  const secret = key ?? field(options, "clientSecret");
  const getToken = field(options, "getToken");
  if (secret === undefined && getToken !== undefined) refuse("option-missing", { option: "fleet.key" });
  const rateLimit = field(options, "rateLimit");
  const [unused, ...limits] = ["reserve", ...windows].map((window) => numberOr(0, fieldOr(0, rateLimit, window)));
  const timeout = numberOr(30_000, field(options, "timeout"));
  const application = applicationOf(options);
  return {
    ...{ store: /** @type {Store} */ (store), reserve, size, name, application, limits, unused, timeout },
    secret: String(secret),
    getToken: typeof getToken === "function" ? /** @type {(asked: object) => unknown} */ (getToken) : undefined,
  };
}

/**
 * @param {unknown} fleet
 * @param {(reason: string, facts: object) => never} refuse
 * @returns {{ reserve?: number, size?: number, name?: string, key?: string }}
 */
function fleetOf(fleet, refuse) {
  if (fleet === undefined) return {};
  if (kindOf(fleet) !== kinds.object) refuse("option-type", { option: "fleet", expected: "object" });
  const unknown = Object.keys(/** @type {object} */ (fleet)).find((name) => !Object.hasOwn(known, name));
  // As in the client: a name that is no option may be anything, and is not repeated.
  const shown = /^[A-Za-z_]+$/.test(String(unknown)) ? unknown : "…";
  const list = Object.entries(known).map(([name, type]) => `${name}: ${type}`);
  if (unknown !== undefined) refuse("option-unknown", { option: shown, of: "fleet", known: list.join(", ") });
  const read = Object.keys(known).map((name) => [name, field(fleet, name) ?? undefined]);
  for (const [name, value] of read) {
    const expected = known[/** @type {keyof typeof known} */ (name)];
    const isRight = value === undefined || (typeof value === expected && value !== "" && !Number.isNaN(value));
    if (!isRight) refuse("option-type", { option: `fleet.${name}`, expected });
  }
  return Object.fromEntries(read);
}

/** @param {number} otherwise @param {unknown} value */
const numberOr = (otherwise, value) => (typeof value === "number" ? value : otherwise);

/**
 * What an application is told by: its id, where it is, its scope.
 * @param {unknown} options
 */
function applicationOf(options) {
  const environment = field(options, "environment");
  const isPreset = typeof environment === "string";
  const of = (/** @type {string} */ name) => field(options, name) ?? (isPreset ? "" : fieldOr("", environment, name));
  const preset = isPreset ? environment : "";
  const parts = [field(options, "clientId"), preset, of("tokenUrl"), of("apiUrl"), field(options, "scope")];
  return parts.map((part) => String(part ?? ""));
}
