// From the words of the command line to a command and an exit code: 0 success, 1 the command failed, 2 wrong usage.

import { readFileSync } from "node:fs";
import { checkLanguage, parse, unknownOption, wishesOf } from "./arguments.js";
import { painted, paintFor } from "./colours.js";
import { commands } from "./commands/index.js";
import { environmentOf } from "./connection.js";
import { commandHelp, programHelp } from "./help.js";
import { reasonOf } from "./input.js";
import { messagesFor } from "./language.js";
import { nearest } from "./nearest.js";
import { misuse, UsageError } from "./problems.js";
import { report } from "./report.js";
import { shown } from "./terminal.js";

/** @import { Command, Context, FailedContext, Speech, Translate } from "./command.ts" */

/** @param {string[]} words @returns {Promise<number>} the exit code */
export async function main(words) {
  const wishes = wishesOf(words);
  const { t, language } = messagesFor(process.env, wishes.language);
  watchStreams(t);
  /** @type {FailedContext} */
  const context = { t, language, json: wishes.json, print, note, ...paints() };
  try {
    return await run(words, wishes.topic, context);
  } catch (error) {
    return report(error, context);
  }
}

/**
 * @param {string[]} words
 * @param {string | undefined} topic
 * @param {FailedContext} context
 */
async function run(words, topic, context) {
  const { t, paint } = context;
  const [first, ...rest] = withoutLanguage(words, t);
  if (first === "--version" || first === "-V") return print(version());
  if (first === undefined || first === "--help" || first === "-h" || first === "help")
    return help(first, topic, context);
  const command = named(first, t);
  const { values, operands } = parse(command, rest, t);
  if (values.help) return print(commandHelp(command, t, paint));
  // Into the same object: what is told of a failure depends on what was typed.
  const typed = Object.assign(context, { command, commands, values, operands });
  const whole = Object.assign(typed, { env: await environmentOf(typed) });
  return command.sends ? proxied(whole) : command.run(whole);
}

/**
 * Runs a command whose calls go through the proxy of the environment, here or in another process.
 * @param {Context} context
 * @returns {Promise<number>} the exit code
 */
async function proxied(context) {
  // Few have one, and what it takes is not loaded for the others.
  const { leaveProxies, useProxies } = await import("./proxy.js");
  const exitCode = await useProxies(context.env, (key, facts) => misuse(context, key, facts));
  try {
    return exitCode ?? (await context.command.run(context));
  } finally {
    leaveProxies();
  }
}

/**
 * Without any word, the help is printed, but the usage counts as wrong.
 * @param {string | undefined} first
 * @param {string | undefined} name
 * @param {Speech} context
 */
function help(first, name, { t, paint, paintNotes }) {
  if (name !== undefined && first === "help") return print(commandHelp(named(name, t), t, paint));
  if (first !== undefined) return print(programHelp(commands, t, paint));
  note(programHelp(commands, t, paintNotes));
  return 2;
}

/**
 * @param {string} name
 * @param {Translate} t
 * @returns {Command}
 */
function named(name, t) {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  const names = commands.map((one) => one.name);
  if (name.startsWith("-")) throw new UsageError(beforeTheCommand(name, t));
  const near = nearest(name, names);
  const key = near === undefined ? "usage.unknownCommand" : "usage.unknownCommandNear";
  throw new UsageError(t(key, { name, near }));
}

/**
 * An option where the command should be.
 * @param {string} word
 * @param {Translate} t
 */
function beforeTheCommand(word, t) {
  const rawName = word.replace(/=.*/s, "");
  const name = rawName.replace(/^-+/, "");
  const isKnown = commands.some(({ options }) => Object.hasOwn(options, name)) || name === "json";
  return isKnown ? t("usage.optionFirst", { name: rawName }) : unknownOption(name, rawName, ["help", "version"], t);
}

/**
 * The language may be said before the command: `sne-cotation --language fr help`.
 * @param {string[]} words
 * @param {Translate} t
 */
function withoutLanguage(words, t) {
  const [word = "", next] = words;
  const isApart = word === "--language";
  if (!isApart && !word.startsWith("--language=")) return words;
  // Without any, the help says what there is.
  checkLanguage(isApart ? next : word.slice("--language=".length), t);
  return words.slice(isApart ? 2 : 1);
}

/** Colours for what goes to standard output, and to standard error. */
function paints() {
  return { paint: paintFor(process.stdout, process.env), paintNotes: paintFor(process.stderr, process.env) };
}

/** @param {string} text */
function print(text) {
  write(process.stdout, text);
  return 0;
}

/** @param {string} text */
function note(text) {
  write(process.stderr, text);
}

/**
 * A line: what a terminal would obey is shown, and what we painted is coloured.
 * @param {NodeJS.WriteStream} stream
 * @param {string} text
 */
function write(stream, text) {
  stream.write(`${painted(shown(text, stream))}\n`);
}

/**
 * `sne-cotation … | head` closes the pipe early, which is not an error. Anything else that keeps from writing is, such
 * as a disk that is full.
 * @param {Translate} t
 */
function watchStreams(t) {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === "EPIPE") return;
      if (stream !== process.stderr) note(`sne-cotation: ${t("failure.cannotPrint", { reason: reasonOf(error, t) })}`);
      process.exit(1);
    });
  }
}

function version() {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
