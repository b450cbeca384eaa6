// The options of `sne-cotation bulk` as they were typed, checked.

import { misuse } from "../problems.js";
import { identityOf } from "./identity.js";

/**
 * @import { Context, Values } from "../command.ts"
 * @import { Settings } from "./job.ts"
 */

/** Options that are whole numbers, and how large they may be. */
const COUNTS = /** @type {const} */ ({
  concurrency: 1_000,
  "stop-after": 999_999_999,
  "per-second": 1_000,
  "per-minute": 60_000,
  "per-hour": 3_600_000,
  "per-day": 86_400_000,
});
const WINDOWS = /** @type {const} */ ([
  ["per-second", "perSecond"],
  ["per-minute", "perMinute"],
  ["per-hour", "perHour"],
  ["per-day", "perDay"],
]);
/** Seconds of the units of a length of time. @type {Record<string, number>} */
const UNITS = { s: 1, m: 60, min: 60, h: 3_600, d: 86_400, j: 86_400 };

/**
 * All of them, or what is wrong with the first that is.
 * @param {Context} context
 * @returns {Settings}
 */
export function settingsOf(context) {
  const { values, operands } = context;
  const { operation } = values;
  if (!operation) throw misuse(context, "bulk.noOperation");
  const format = choice("format", ["ndjson", "csv"], context) ?? (isCsv(operands.input) ? "csv" : "ndjson");
  return {
    operation,
    input: operands.input,
    format,
    encoding: choice("encoding", ["utf-8", "windows-1252"], context) ?? "utf-8",
    map: (values.map ?? []).map((word) => mappingOf(word, context)),
    ...filesOf(context),
    resume: resumeOf(context),
    onlyFailed: values["only-failed"] === true,
    inDoubt: choice("in-doubt", ["hold", "retry"], context) ?? "hold",
    concurrency: countOf("concurrency", context),
    rateLimit: rateLimitOf(context),
    maxWait: values["max-wait"] === undefined ? undefined : lengthOf(values["max-wait"], context),
    until: values.until === undefined ? undefined : untilOf(values.until, context),
    stopAfter: countOf("stop-after", context),
  };
}

/** @param {string} path */
const isCsv = (path) => /\.(csv|tsv)$/i.test(path);

/**
 * The files of a run. A run that writes files has a journal, beside the first of them unless another is named.
 * @param {Context} context
 */
function filesOf(context) {
  const { values, operands } = context;
  const output = values.output === "-" ? undefined : values.output;
  const { errors } = values;
  const first = output ?? errors;
  const journal = values.journal ?? (first === undefined ? undefined : `${first}.journal`);
  const named = [operands.input, output, errors, journal].filter((path) => path !== undefined && path !== "-");
  const files = named.map((path) => identityOf(/** @type {string} */ (path)));
  const twice = named.find((_, place) => files.indexOf(files[place]) !== place);
  if (twice !== undefined) throw misuse(context, "bulk.fileTwice", { file: twice });
  return { output, errors, journal };
}

/**
 * Whether there must be a journal (`true`), must be none (`false`), or either will do.
 * @param {Context} context
 */
function resumeOf(context) {
  const { values } = context;
  if (values["auto-resume"]) return undefined;
  return values.resume === true || values["only-failed"] === true;
}

/**
 * @template {string} Choice
 * @param {"format" | "encoding" | "in-doubt"} option
 * @param {Choice[]} allowed
 * @param {Context} context
 */
function choice(option, allowed, context) {
  const given = context.values[option];
  if (given === undefined) return undefined;
  const found = allowed.find((one) => one === given.toLowerCase());
  if (found !== undefined) return found;
  throw misuse(context, "usage.choice", { name: `--${option}`, allowed: allowed.join(", ") });
}

/**
 * @param {string} word
 * @param {Context} context
 * @returns {[parameter: string, column: string]}
 */
function mappingOf(word, context) {
  const [, parameter, column] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
  if (parameter === undefined) throw misuse(context, "bulk.badMap");
  return [parameter, column];
}

/**
 * @param {keyof typeof COUNTS} option
 * @param {Context} context
 */
function countOf(option, context) {
  const text = context.values[option];
  if (text === undefined) return undefined;
  const most = COUNTS[option];
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw misuse(context, "bulk.badCount", { name: `--${option}`, most });
}

/** @param {Context} context */
function rateLimitOf(context) {
  const declared = WINDOWS.map(([option, name]) => [name, countOf(option, context)]);
  const { reserve } = context.values;
  const share = reserve === undefined ? undefined : shareOf(reserve, context);
  return Object.fromEntries([...declared, ["reserve", share]].filter(([, value]) => value !== undefined));
}

/**
 * "20%" or "0.2".
 * @param {string} text
 * @param {Context} context
 */
function shareOf(text, context) {
  const [, number, sign] = /^(\d+(?:[.,]\d+)?)\s*(%?)$/.exec(text) ?? [];
  const share = Number(number?.replace(",", ".")) / (sign === "%" ? 100 : 1);
  if (share >= 0 && share <= 0.9) return share;
  throw misuse(context, "bulk.badReserve");
}

/**
 * Seconds: "90", "15m", "1h30m", "forever".
 * @param {string} text
 * @param {Context} context
 */
function lengthOf(text, context) {
  if (/^(forever|toujours)$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d+)\s*(min|[smhdj])\s*/gi)];
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join("") === text;
  if (!isWhole) throw misuse(context, "bulk.badMaxWait");
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit.toLowerCase()], 0);
}

/**
 * A time of the day, the next one that comes, or a date.
 * @param {string} text
 * @param {Context} context
 */
function untilOf(text, context) {
  const [, hours, minutes] = /^(\d{1,2})[:h](\d{2})$/.exec(text) ?? [];
  if (Number(hours) < 24 && Number(minutes) < 60) return `${hours.padStart(2, "0")}:${minutes}`;
  const date = new Date(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(date.getTime())) return date;
  throw misuse(context, "bulk.badUntil");
}

/** Options that say how far a run goes, and not what it is. @type {(keyof Values)[]} */
export const ofThisRun = ["resume", "auto-resume", "dry-run"];
