// What could come next in a command line: commands, options, their values, and from the contract operations and
// parameters. Whoever types is in the middle of something, so that nothing is an error here: where nothing is known,
// nothing is said.

import { parseArgs } from "node:util";
import { optionsOf } from "./arguments.js";
import { environmentOf, withContract } from "./connection.js";
import { takesFile } from "./values.js";

/**
 * @import { Operation, OperationParameter } from "../../types/index.d.ts"
 * @import { Command, ContractContext, OptionConfig, OptionConfigs, Speech } from "./command.ts"
 */

/** Values of options that are known beforehand. @type {Record<string, string[]>} */
const VALUES = {
  environment: ["sandbox", "production", "simulator"],
  language: ["fr", "en"],
  strategy: ["range", "page"],
  format: ["ndjson", "csv"],
  encoding: ["utf-8", "windows-1252"],
  "in-doubt": ["hold", "retry"],
};

/** Commands whose first operand is an operation. */
const OF_OPERATIONS = ["call", "operations"];

/** First operands of other commands that are known beforehand. @type {Record<string, string[]>} */
const OPERANDS = { store: ["postgres"] };

/**
 * What a shell takes as one word as it stands. Others would have to be quoted; a contract could have anything in its
 * names.
 * @param {string} word
 */
const isPlain = (word) => /^[\w.-]+[=@]?$/.test(word);

/**
 * @param {string[]} typed the words behind the program's name; the last is the one that is being typed
 * @param {Command[]} commands
 * @param {Speech} context
 * @returns {Promise<string[]>} what it could become; of a word that the shell takes apart at its signs, the last piece
 */
export async function candidatesFor(typed, commands, context) {
  const { words, word, cut } = together(typed);
  const all = await possible(words, word, commands, context).catch(() => []);
  return all.filter((one) => one.startsWith(word)).map((one) => one.slice(cut));
}

/**
 * The words as they were before the shell took them apart (`name`, `=`, `value`), and how much of the last is behind
 * it.
 * @param {string[]} pieces
 */
function together(pieces) {
  /** @type {string[]} */
  const words = [];
  let cut = 0;
  let isOpen = false;
  for (const piece of pieces) {
    const isSign = /^[=:]+$/.test(piece) && words.length > 0;
    if (isSign || isOpen) words.push(words.pop() + piece);
    else words.push(piece);
    cut = isSign ? (words.at(-1) ?? "").length : isOpen ? cut : 0;
    isOpen = isSign;
  }
  return { words: words.slice(0, -1), word: words.at(-1) ?? "", cut };
}

/**
 * @param {string[]} words
 * @param {string} word
 * @param {Command[]} commands
 * @param {Speech} context
 * @returns {Promise<string[]>}
 */
async function possible([first, ...before], word, commands, context) {
  const names = commands.map(({ name }) => name);
  if (first === undefined) return word.startsWith("-") ? ["--help", "--version", "--language"] : [...names, "help"];
  if (first === "help") return before.length === 0 ? names : [];
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) return [];
  const options = optionsOf(command);
  const open = openOption(before.at(-1), options);
  if (open === "operation") return ofContract(command, [], word, context);
  if (open !== undefined) return VALUES[open] ?? [];
  const [, name] = /^--([\w-]+)=/.exec(word) ?? [];
  if (name === "operation") {
    const operations = await ofContract(command, [], word, context);
    return operations.map((operation) => `--operation=${operation}`);
  }
  if (name !== undefined) return (VALUES[name] ?? []).map((value) => `--${name}=${value}`);
  if (word.startsWith("-")) return Object.keys(options).map((option) => `--${option}`);
  if (Object.hasOwn(OPERANDS, first)) return before.length === 0 ? OPERANDS[first] : [];
  return OF_OPERATIONS.includes(first) ? ofContract(command, before, word, context) : [];
}

/**
 * The option whose value comes next.
 * @param {string | undefined} previous
 * @param {OptionConfigs} options
 */
function openOption(previous, options) {
  /** @param {[name: string, config: OptionConfig]} option */
  const isMeant = ([name, { short }]) => [`--${name}`, `-${short}`].includes(previous ?? "");
  const found = Object.entries(options).find(isMeant);
  return found?.[1].type === "string" ? found[0] : undefined;
}

/**
 * @param {Command} command
 * @param {string[]} before
 * @param {string} word
 * @param {Speech} context
 */
async function ofContract(command, before, word, { t, language }) {
  const { values, positionals } = parseArgs({
    args: before,
    options: optionsOf(command),
    strict: false,
    allowPositionals: true,
  });
  const env = await environmentOf({ command, values, t });
  const operations = await operationsOf({ values, env, t, language });
  const [id, ...given] = positionals;
  if (id === undefined) return operations.map((operation) => operation.id).filter(isPlain);
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined || command.name !== "call") return [];
  const [, key] = /^([\w.-]+)=/.exec(word) ?? [];
  if (key !== undefined) return valuesOf(operation, key).map((value) => `${key}=${value}`);
  /** @param {string} name */
  const isGiven = (name) => given.some((one) => one.startsWith(`${name}=`) || one.startsWith(`${name}@`));
  const left = operation.parameters.filter((parameter) => isList(parameter) || !isGiven(parameter.key));
  return left.map(wordOf).filter(isPlain);
}

/** @param {OperationParameter} parameter */
const isList = ({ schema }) => schema.type === "array";

/**
 * Bodies and files come from files.
 * @param {OperationParameter} parameter
 */
const wordOf = (parameter) =>
  parameter.in === "body" || takesFile(parameter) ? `${parameter.key}@` : `${parameter.key}=`;

/**
 * @param {Operation} operation
 * @param {string} key
 * @returns {string[]}
 */
function valuesOf({ parameters }, key) {
  const schema = parameters.find((parameter) => parameter.key === key)?.schema ?? {};
  const { type, enum: values = type === "boolean" ? [true, false] : [] } = schema.items ?? schema;
  return values.map(String).filter(isPlain);
}

/**
 * Of the contract that the line names so far. Standard input is for the command itself.
 * @param {ContractContext} context
 * @returns {Promise<Operation[]>}
 */
async function operationsOf(context) {
  const path = context.values.contract ?? context.env.SNE_CONTRACT;
  return path && path !== "-" ? withContract(context, (sne) => sne.operations()) : [];
}
