// The options of `createTokenRelay`. What is the relay's is checked here and at once; what is the client's is handed
// on, to be checked by the client itself.

import { SneError } from "../error.js";
import { languageOf } from "../messages.js";
import { reasonNumber } from "../reasons.js";
import { isExactOrigin } from "./origins.js";
import { clientTexts, text } from "./texts.js";

const OWN = {
  authorize: "function",
  allowedOrigins: "array",
  allowCredentials: "boolean",
  rateLimit: "object",
  onError: "function",
  wasm: "module",
};

/** Not among them: `getToken`, because a relay needs credentials, and what only matters to calls or in a page. */
const OF_THE_CLIENT = [
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
  "maxResponseBytes",
  "language",
  "onEvent",
];

/** Token requests of one session in a minute: a page needs one an hour, and one for each time that it is opened. */
const PER_MINUTE = 10;
const MOST_PER_MINUTE = 1_000_000;

/** @returns {{ own: object, client: object }} */
export function readOptions(options) {
  const language = languageOf(options);
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
  };
  return { own, client: picked(options, OF_THE_CLIENT) };
}

/** Refuses options that do not exist: they are typing mistakes, and would be ignored. */
function refuseUnknown(options, wrong) {
  if (options.getToken !== undefined) {
    throw wrong("option-conflict", { option: "getToken", other: "clientSecret" }, "getToken");
  }
  const known = [...Object.keys(OWN), ...OF_THE_CLIENT];
  const unknown = Object.keys(options).find((name) => name !== "getToken" && !known.includes(name));
  if (unknown === undefined) return;
  throw wrong("option-unknown", { option: unknown, of: "createTokenRelay", known: known.join(", ") });
}

function checkAuthorize(options, wrong) {
  if (options.authorize === undefined || options.authorize === null) {
    throw wrong("option-missing", { option: "authorize" }, "authorize");
  }
  checkType(options, "authorize", wrong, "authorize");
}

function checkOrigins({ allowedOrigins: origins }, wrong) {
  const option = "allowedOrigins";
  const isMissing = origins === undefined || origins === null || (Array.isArray(origins) && origins.length === 0);
  if (isMissing) throw wrong("option-missing", { option }, "allowedOrigins");
  if (Array.isArray(origins) && origins.every(isExactOrigin)) return;
  throw wrong("option-type", { option, expected: "array of exact origins" }, "allowedOrigins");
}

function checkType(options, option, wrong, advice) {
  const value = options[option];
  if (value === undefined || typeof value === OWN[option]) return;
  throw wrong("option-type", { option, expected: OWN[option] }, advice);
}

function perMinuteOf({ rateLimit }, wrong) {
  if (rateLimit === undefined) return PER_MINUTE;
  if (typeof rateLimit !== "object" || rateLimit === null) {
    throw wrong("option-type", { option: "rateLimit", expected: "object" }, "rateLimit");
  }
  const unknown = Object.keys(rateLimit).find((name) => name !== "perMinute");
  if (unknown !== undefined) throw wrong("option-unknown", { option: unknown, of: "rateLimit", known: "perMinute" });
  const { perMinute = PER_MINUTE } = rateLimit;
  if (Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= MOST_PER_MINUTE) return perMinute;
  throw wrong("option-range", { option: "rateLimit.perMinute", most: MOST_PER_MINUTE }, "rateLimit");
}

/** A mistake in the options as the client itself would say it; the advice is the relay's own where it knows better. */
export function mistake({ reason, facts, advice, language }) {
  const view = [reasonNumber(reason), 0, Object.entries(facts)];
  clientTexts(language);
  const error = new SneError(view, language);
  if (advice !== undefined) error.advice = text(`option.${advice}`, language).advice;
  return error;
}

/** One by one, so that inherited options are taken too; the client takes `undefined` for what was left out. */
function picked(options, names) {
  return Object.fromEntries(names.map((name) => [name, options[name]]));
}
