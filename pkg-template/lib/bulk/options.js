// The options of a run: an unknown one, or one of another type, is a mistake.

import { field, kindOf, kinds } from "../platform/values.js";
import { reasonNumber } from "../reasons.js";
import { bulkError } from "./texts.js";

/**
 * @import { BulkErrorPolicy, BulkOptions } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { Language } from "../failure.ts"
 * @import { Settings } from "./crossing.ts"
 */

const known = {
  parameters: "function",
  call: "object",
  idempotent: "boolean",
  concurrency: "number",
  order: "string",
  journal: "object",
  inDoubt: "string or function",
  onError: "string or object",
  again: "string",
  maxWait: "number",
  until: "string, number or Date",
  reserve: "number",
  total: "number",
  dryRun: "boolean",
  signal: "AbortSignal",
};

/** @typedef {keyof typeof known} BulkOption */

const policies = { stopAfter: "number", stopRate: "number" };

/** @type {Partial<Record<BulkOption, string[]>>} */
const choices = {
  order: ["completion", "input"],
  inDoubt: ["hold", "retry"],
  onError: ["collect", "stop"],
  again: ["failed"],
};

/** Numbers: the least, the most, and whether they are whole. @type {Record<string, [number, number, boolean]>} */
const ranges = {
  concurrency: [1, 1_000, true],
  maxWait: [0, Number.POSITIVE_INFINITY, false],
  reserve: [0, 0.9, false],
  total: [0, 2 ** 30, true],
  stopAfter: [1, 2 ** 30, true],
  stopRate: [0, 1, false],
};

const defaultWait = 900;
const perWindow = { perSecond: 1, perMinute: 60, perHour: 3_600, perDay: 86_400 };

/**
 * The options, checked. Throws what is wrong.
 * @param {BulkOptions | undefined} options
 * @param {MakeError} makeError
 * @param {Language} language
 * @returns {BulkOptions}
 */
export function readOptions(options, makeError, language) {
  /**
   * @param {string} reason
   * @param {object} facts
   */
  const refuse = (reason, facts) => {
    throw makeError([reasonNumber(reason), 0, Object.entries(facts)]);
  };
  const read = /** @type {Record<BulkOption, unknown>} */ (fieldsOf(options, "bulk", known, refuse));
  for (const [name, allowed] of Object.entries(choices)) {
    const value = read[/** @type {BulkOption} */ (name)];
    if (typeof value === "string" && !allowed.includes(value))
      refuse("option-choice", { option: name, allowed: allowed.map((choice) => `"${choice}"`).join(", ") });
  }
  const policy = typeof read.onError === "object" ? fieldsOf(read.onError, "onError", policies, refuse) : {};
  for (const [name, value] of Object.entries({ ...read, ...policy })) checkRange(name, value, language);
  if (read.until !== undefined && Number.isNaN(untilOf(read.until)))
    refuse("option-type", { option: "until", expected: '"HH:MM", Date, number' });
  if (read.journal !== undefined && !isJournal(read.journal))
    refuse("option-type", { option: "journal", expected: "fileJournal(…)" });
  return /** @type {BulkOptions} */ (
    policy === undefined ? read : { ...read, onError: onErrorOf(read.onError, policy) }
  );
}

/**
 * @param {unknown} onError
 * @param {object} policy
 */
const onErrorOf = (onError, policy) => (typeof onError === "object" ? policy : onError);

/**
 * The fields of an object of options. What cannot be looked at is of no type.
 * @param {unknown} options
 * @param {string} of
 * @param {Record<string, string>} table
 * @param {(reason: string, facts: object) => void} refuse
 */
function fieldsOf(options, of, table, refuse) {
  if (options === undefined) return {};
  if (kindOf(options) !== kinds.object) refuse("option-type", { option: of, expected: "object" });
  const names = Object.keys(/** @type {object} */ (options));
  const unknown = names.find((name) => !Object.hasOwn(table, name));
  // As in the client: a name that is no option may be anything, and is not repeated.
  const shown = /^[A-Za-z_]+$/.test(String(unknown)) ? unknown : "…";
  const list = Object.entries(table).map(([name, type]) => `${name}: ${type}`);
  if (unknown !== undefined) refuse("option-unknown", { option: shown, of, known: list.join(", ") });
  /** @type {Record<string, unknown>} */
  const read = {};
  for (const [name, expected] of Object.entries(table)) {
    const value = field(options, name);
    if (value !== undefined && !isOf(value, expected)) refuse("option-type", { option: name, expected });
    read[name] = value ?? undefined;
  }
  return read;
}

/**
 * @param {unknown} value
 * @param {string} expected
 */
function isOf(value, expected) {
  if (expected === "AbortSignal") return kindOf(value) === kinds.signal;
  const types = expected.split(/, | or /);
  if (types.includes("Date") && value instanceof Date) return true;
  return types.includes(typeof value) && value !== null;
}

/**
 * @param {string} option
 * @param {unknown} value
 * @param {Language} language
 */
function checkRange(option, value, language) {
  if (typeof value !== "number" || ranges[option] === undefined) return;
  const [least, most, isWhole] = ranges[option];
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return;
  const expected = isWhole
    ? { fr: `un nombre entier de ${least} à ${most}`, en: `a whole number from ${least} to ${most}` }
    : { fr: `un nombre de ${least} à ${most}`, en: `a number from ${least} to ${most}` };
  throw bulkError("bulk-range", { option, expected: expected[language] }, language);
}

/** @param {unknown} journal */
const isJournal = (journal) =>
  ["open", "key", "cut", "lengths", "append", "close"].every((name) => typeof field(journal, name) === "function");

/**
 * When a run stops: milliseconds since 1970; `NaN` for what is no time.
 * @param {unknown} until
 */
export function untilOf(until) {
  if (typeof until === "number") return until;
  if (until instanceof Date) return until.getTime();
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(String(until)) ?? [];
  if (hours === undefined) return Date.parse(String(until));
  const time = new Date();
  time.setHours(Number(hours), Number(minutes), 0, 0);
  // The next one: a night that ends at six begins before midnight.
  if (time.getTime() <= Date.now()) time.setDate(time.getDate() + 1);
  return time.getTime();
}

/**
 * The settings that the wasm knows.
 * @param {BulkOptions} options
 * @param {number} effects
 * @param {number | undefined} total
 * @param {unknown} rateLimit
 * @returns {Settings}
 */
export function settingsOf(options, effects, total, rateLimit) {
  const { concurrency = Number.NaN, order, inDoubt = "hold", onError, again, maxWait = defaultWait } = options;
  const policy = /** @type {BulkErrorPolicy} */ (typeof onError === "object" ? onError : {});
  return {
    concurrency,
    isOrdered: order === "input",
    effects,
    inDoubt: typeof inDoubt === "function" ? 2 : Number(inDoubt === "retry"),
    stopsAtFailure: onError === "stop",
    stopAfter: policy.stopAfter ?? Number.NaN,
    stopRate: policy.stopRate ?? Number.NaN,
    redoesFailures: again === "failed",
    maxWait: maxWait * 1_000,
    until: options.until === undefined ? Number.POSITIVE_INFINITY : untilOf(options.until),
    total: options.total ?? total ?? Number.NaN,
    windows: windowsOf(rateLimit, options.reserve),
  };
}

/**
 * The windows of the client's rate limit, without what is left to others.
 * @param {unknown} rateLimit
 * @param {number} reserve
 * @returns {[limit: number, seconds: number][]}
 */
function windowsOf(rateLimit, reserve = 0) {
  const kept = Number(field(rateLimit, "reserve") ?? 0) || 0;
  return Object.entries(perWindow).flatMap(([name, seconds]) => {
    const limit = Number(field(rateLimit, name));
    return limit > 0 ? [/** @type {[number, number]} */ ([limit * (1 - Math.max(kept, reserve)), seconds])] : [];
  });
}
