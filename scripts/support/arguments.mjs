// What was typed behind `npm run … --`. The lines at the head of a script that begin with `npm` say how it is called:
// they are what --help prints, and what somebody reads who typed something else.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { say } from "./language.mjs";
import { problem } from "./problem.mjs";

/**
 * What a script takes, as for `parseArgs`.
 * @typedef {{ type: "string" | "boolean", short?: string, multiple?: boolean, default?: string | string[] }} Option
 */

/**
 * What it was given of that.
 * @template {Record<string, Option>} Options
 * @typedef {{
 *   [Name in keyof Options]: Options[Name]["type"] extends "boolean" ? boolean | undefined
 *     : Options[Name] extends { multiple: true, default: string[] } ? string[]
 *     : Options[Name] extends { default: string } ? string
 *     : string | undefined
 * }} Values
 */

/**
 * The options and the other words, as `parseArgs` of Node gives them. Prints how the script is called and ends, for
 * --help.
 * @template {Record<string, Option>} const Options
 * @param {string} script the `import.meta.url` of the script
 * @param {Options} options
 * @param {[number, number]} words how many other words it takes, from and to
 */
export function readArguments(script, options, [least, most] = [0, 0]) {
  /** @type {Record<string, Option>} */
  const known = { ...options, help: { type: "boolean", short: "h" } };
  const { values, positionals, tokens } = parseArgs({
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const usage = usageOf(script);
  /** @type {(english: string, french: string) => never} */
  const refuse = (english, french) => {
    throw problem(`${english}\n\n${usage}`, `${french}\n\n${usage}`);
  };
  for (const token of tokens) {
    if (token.kind === "option") checkOption(token, known, refuse);
  }
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  if (positionals.length < least) refuse("something is missing", "il manque quelque chose");
  if (positionals.length > most) refuse(`unexpected: ${positionals[most]}`, `inattendu : ${positionals[most]}`);
  // Of the types that they were declared with: `checkOption` has refused all others.
  return { values: /** @type {Values<Options>} */ (values), positionals };
}

/**
 * What a script takes that looks at the documents of a folder, read and as words for the script that does: FOLDER,
 * --only, --json, --seeds, --seconds, --jobs, and switches of its own.
 * @param {string} script the `import.meta.url` of the script
 * @param {string[]} [switches]
 */
export function folderArguments(script, switches = []) {
  const texts = ["only", "json"];
  const numbers = ["seeds", "seconds", "jobs"];
  const options = Object.fromEntries([
    ...[...texts, ...numbers].map((name) => [name, { type: /** @type {const} */ ("string") }]),
    ...switches.map((name) => [name, { type: /** @type {const} */ ("boolean") }]),
  ]);
  const { values, positionals } = readArguments(script, options, [1, 1]);
  /** @param {string} path as it was typed */
  const fromHere = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const given = [...texts, ...numbers].flatMap((name) => {
    const value = values[name];
    if (typeof value !== "string") return [];
    if (numbers.includes(name)) wholeNumber(name, value, 1, 100_000);
    return [`--${name}`, name === "json" ? fromHere(value) : value];
  });
  return [fromHere(positionals[0]), ...given, ...switches.filter((name) => values[name]).map((name) => `--${name}`)];
}

/**
 * A whole number in a range, given as the value of an option.
 * @param {string} name
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
export function wholeNumber(name, text, least, most) {
  if (/^\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw problem(
    `--${name} ${text}: a whole number from ${least} to ${most} is needed`,
    `--${name} ${text} : il faut un nombre entier de ${least} à ${most}`,
  );
}

/**
 * @param {{ name: string, rawName: string, value?: string }} token as `parseArgs` gives it
 * @param {Record<string, Option>} known
 * @param {(english: string, french: string) => never} refuse
 */
function checkOption({ name, rawName, value }, known, refuse) {
  const type = Object.hasOwn(known, name) ? known[name].type : undefined;
  if (type === undefined) refuse(`unknown option: ${rawName}`, `option inconnue : ${rawName}`);
  if (type === "string" && value === undefined) refuse(`${rawName} takes a value`, `${rawName} demande une valeur`);
  if (type === "boolean" && value !== undefined)
    refuse(`${rawName} takes no value`, `${rawName} ne prend pas de valeur`);
}

/** @param {string} script */
function usageOf(script) {
  const [head] = readFileSync(new URL(script), "utf8").split("\n\n");
  const lines = [...head.matchAll(/^\/\/ {3}(npm .*)$/gm)].map(([, line]) => `  ${line}`);
  return [say("How it is called:", "S'appelle ainsi :"), ...lines].join("\n");
}
