// The words behind a command as its options and operands, or what is wrong with them in the person's language.

import { parseArgs } from "node:util";
import { nearest } from "./nearest.js";
import { UsageError } from "./problems.js";

/** @import { Command, OptionConfigs, Operands, Translate, Values } from "./command.ts" */

/** What every command has. @type {OptionConfigs} */
const COMMON = {
  json: { type: "boolean" },
  language: { type: "string" },
  help: { type: "boolean", short: "h" },
};

/** Options whose value is the name of a file or a folder. A variable of the shell that is not set leaves it empty. */
const FILES = ["contract", "dotenv", "errors", "journal", "output", "report", "runs"];

/** An option whose hyphens a word processor or a chat has turned into a dash. */
const DASHED = /^[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]?([\p{L}][^=]*)/u;

/** @typedef {(message: string) => never} Fail */

/** Names under which people may try to give what must not be seen in a list of processes. */
const SECRET = /^(client)?(id|secret)$|secret|password|passwd|token$/;

/**
 * The options of a command: its own, and those that every command has.
 * @param {Command} command
 * @returns {OptionConfigs}
 */
export function optionsOf(command) {
  return { ...command.options, ...COMMON };
}

/**
 * What is needed to tell people anything, mistakes included: their language, and whether they want JSON. Looked for in
 * whatever was typed, as is the topic of `help`.
 * @param {string[]} words
 */
export function wishesOf(words) {
  const { values, positionals } = parseArgs({ args: words, options: COMMON, strict: false, allowPositionals: true });
  const language = typeof values.language === "string" ? values.language : undefined;
  return { json: values.json === true, language, topic: positionals[1] };
}

/**
 * @param {Command} command
 * @param {string[]} words
 * @param {Translate} t
 * @returns {{ values: Values, operands: Operands }} the options by name, and the operands by theirs: a text, a list for
 *   the one that may be repeated
 */
export function parse(command, words, t) {
  /** @type {Fail} */
  const fail = (message) => {
    throw new UsageError(message, { command: command.name });
  };
  const options = optionsOf(command);
  const { tokens } = parseArgs({ args: words, options, strict: false, allowPositionals: true, tokens: true });
  const end = tokens.find(({ kind }) => kind === "option-terminator")?.index ?? words.length;
  for (const token of tokens) {
    const dashed = token.kind === "positional" && token.index < end ? DASHED.exec(token.value) : null;
    if (dashed !== null) fail(unknownOption(dashed[1], dashed[0], Object.keys(options), t));
    if (token.kind !== "option") continue;
    if (!Object.hasOwn(options, token.name)) {
      fail(unknownOption(token.name, token.rawName, Object.keys(options), t));
    }
    if (token.value === "" && FILES.includes(token.name)) fail(t("input.noNameOf", { name: token.rawName }));
  }
  const { values, positionals } = strictly(words, options, fail, t);
  checkLanguage(values.language, t, command.name);
  const operands = values.help ? {} : operandsOf(command, positionals, fail, t);
  return { values, operands: /** @type {Operands} */ (/** @type {unknown} */ (operands)) };
}

/**
 * Refuses a language that there are no messages in.
 * @param {unknown} language
 * @param {Translate} t
 * @param {string} [command]
 */
export function checkLanguage(language, t, command) {
  if (language === undefined || language === "fr" || language === "en") return;
  throw new UsageError(t("usage.choice", { name: "--language", allowed: "fr, en" }), { command });
}

/**
 * What to say of an option that does not exist. Its value is never repeated.
 * @param {string} name
 * @param {string} rawName
 * @param {string[]} known
 * @param {Translate} t
 */
export function unknownOption(name, rawName, known, t) {
  if (SECRET.test(name.toLowerCase().replaceAll(/[-_]/g, ""))) return t("usage.secret", { name: rawName });
  // Node takes this one for itself, wherever it stands, and ends the process when there is no such file.
  if (name === "env-file") return t("usage.envFile");
  const near = nearest(name, known);
  return near === undefined
    ? t("usage.unknownOption", { name: rawName })
    : t("usage.unknownOptionNear", { name: rawName, near: `--${near}` });
}

/**
 * Node's reasons, in the person's language. The option that Node's message names first is what was wrong, by the longer
 * of its names.
 * @param {string[]} args
 * @param {OptionConfigs} options
 * @param {Fail} fail
 * @param {Translate} t
 */
function strictly(args, options, fail, t) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (thrown) {
    const error = /** @type {NodeJS.ErrnoException} */ (thrown);
    if (error.code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") throw error;
    const [name = ""] = /--[\w-]+/.exec(error.message) ?? [];
    return fail(t("usage.badValue", { name }));
  }
}

/**
 * @param {Command} command
 * @param {string[]} positionals
 * @param {Fail} fail
 * @param {Translate} t
 */
function operandsOf({ name: command, operands = [] }, positionals, fail, t) {
  const left = [...positionals];
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const { name, required, many } of operands) {
    if (required && left.length === 0) fail(t("usage.missingOperand", { name: `<${t(`${command}.value.${name}`)}>` }));
    found[name] = many ? left.splice(0) : left.shift();
  }
  if (left.length > 0) fail(t("usage.unexpected", { name: left[0] }));
  return found;
}
