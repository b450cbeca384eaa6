// The options of `createTokenRelay`. What is the relay's is checked here and at once; what is the client's is handed
// on, to be checked by the client itself.

import { SneError } from "../error.js";
import { languageOf } from "../messages.js";
import { reasonNumber } from "../reasons.js";
import { isExactOrigin } from "./origins.js";
import { clientTexts, text } from "./texts.js";

/**
 * @import { CredentialOptions } from "../../types/index.d.ts"
 * @import { RelayOptions } from "../../types/relay.d.ts"
 * @import { Language, View } from "../failure.ts"
 * @import { RelaySettings } from "./settings.ts"
 */

const OWN = {
  authorize: "function",
  allowedOrigins: "array",
  allowCredentials: "boolean",
  rateLimit: "object",
  onError: "function",
  wasm: "module",
  fleetWasm: "module",
};

/**
 * Not among them: `getToken`, because a relay needs credentials, and what only matters to calls or in a page.
 */
const OF_THE_CLIENT = /** @type {const} */ ([
  "environment",
  "tokenUrl",
  "apiUrl",
  "clientId",
  "clientSecret",
  "scope",
  "fetch",
  "timeout",
  "deadline",
  "retry",
  "store",
  "fleet",
  "maxResponseBytes",
  "language",
  "onEvent",
]);

/** @typedef {keyof typeof OWN | (typeof OF_THE_CLIENT)[number]} RelayOption */

/** Token requests of one session in a minute: a page needs one an hour, and one for each time that it is opened. */
const PER_MINUTE = 10;
const MOST_PER_MINUTE = 1_000_000;

/**
 * Options as they were given: they may be anything.
 * @typedef {{ [Name in keyof RelayOptions | "getToken"]?: unknown }} Given
 * @typedef {(reason: string, facts: object, advice?: string) => Error} Wrong
 */

/**
 * @param {RelayOptions} options
 * @returns {{ own: RelaySettings, client: CredentialOptions }}
 */
export function readOptions(options) {
  const language = languageOf(options);
  /** @type {Wrong} */
  const wrong = (reason, facts, advice) => mistake({ reason, facts, advice, language });
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw wrong("option-type", { option: "options", expected: "object" });
  }
  refuseUnknown(options, wrong);
  checkAuthorize(options, wrong);
  checkOrigins(options, wrong);
  checkType(options, "allowCredentials", wrong);
  checkType(options, "onError", wrong);
  const own = {
    language,
    authorize: options.authorize,
    origins: new Set(options.allowedOrigins),
    allowCredentials: options.allowCredentials === true,
    perMinute: perMinuteOf(options, wrong),
    onError: options.onError,
    wasm: options.wasm,
    fleetWasm: options.fleetWasm,
  };
  return { own, client: picked(options, OF_THE_CLIENT) };
}

/**
 * Refuses options that do not exist: they are typing mistakes, and would be ignored.
 * @param {Given} options
 * @param {Wrong} wrong
 */
function refuseUnknown(options, wrong) {
  if (options.getToken !== undefined) {
    throw wrong("option-conflict", { option: "getToken", other: "clientSecret" }, "getToken");
  }
  /** @type {string[]} */
  const known = [...Object.keys(OWN), ...OF_THE_CLIENT];
  const unknown = Object.keys(options).find((name) => name !== "getToken" && !known.includes(name));
  if (unknown === undefined) return;
  throw wrong("option-unknown", { option: unknown, of: "createTokenRelay", known: known.join(", ") });
}

/**
 * @param {Given} options
 * @param {Wrong} wrong
 */
function checkAuthorize(options, wrong) {
  if (options.authorize === undefined || options.authorize === null) {
    throw wrong("option-missing", { option: "authorize" }, "authorize");
  }
  checkType(options, "authorize", wrong, "authorize");
}

/**
 * @param {Given} options
 * @param {Wrong} wrong
 */
function checkOrigins({ allowedOrigins: origins }, wrong) {
  const option = "allowedOrigins";
  const isMissing = origins === undefined || origins === null || (Array.isArray(origins) && origins.length === 0);
  if (isMissing) throw wrong("option-missing", { option }, "allowedOrigins");
  if (Array.isArray(origins) && origins.every(isExactOrigin)) return;
  throw wrong("option-type", { option, expected: "array of exact origins" }, "allowedOrigins");
}

/**
 * @param {Given} options
 * @param {keyof typeof OWN} option
 * @param {Wrong} wrong
 * @param {string} [advice]
 */
function checkType(options, option, wrong, advice) {
  const value = options[option];
  if (value === undefined || typeof value === OWN[option]) return;
  throw wrong("option-type", { option, expected: OWN[option] }, advice);
}

/**
 * @param {Given} options
 * @param {Wrong} wrong
 */
function perMinuteOf({ rateLimit }, wrong) {
  if (rateLimit === undefined) return PER_MINUTE;
  if (typeof rateLimit !== "object" || rateLimit === null) {
    throw wrong("option-type", { option: "rateLimit", expected: "object" }, "rateLimit");
  }
  const unknown = Object.keys(rateLimit).find((name) => name !== "perMinute");
  if (unknown !== undefined) throw wrong("option-unknown", { option: unknown, of: "rateLimit", known: "perMinute" });
  const { perMinute = PER_MINUTE } = /** @type {{ perMinute?: unknown }} */ (rateLimit);
  if (typeof perMinute === "number" && Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= MOST_PER_MINUTE)
    return perMinute;
  throw wrong("option-range", { option: "rateLimit.perMinute", most: MOST_PER_MINUTE }, "rateLimit");
}

/**
 * A mistake in the options as the client itself would say it; the advice is the relay's own where it knows better.
 * @param {{ reason: string, facts: object, advice?: string, language: Language }} what
 */
export function mistake({ reason, facts, advice, language }) {
  /** @type {View} */
  const view = [reasonNumber(reason), 0, Object.entries(facts)];
  clientTexts(language);
  const error = new SneError(view, language);
  if (advice !== undefined) error.advice = text(`option.${advice}`, language).advice;
  return error;
}

/**
 * One by one, so that inherited options are taken too; the client takes `undefined` for what was left out.
 * @param {RelayOptions} options
 * @param {readonly (keyof RelayOptions)[]} names
 * @returns {CredentialOptions}
 */
function picked(options, names) {
  /** @type {Record<string, unknown>} */
  const own = Object.fromEntries(names.map((name) => [name, options[name]]));
  return /** @type {CredentialOptions} */ (/** @type {unknown} */ (own));
}
