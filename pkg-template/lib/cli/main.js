// From the words of the command line to a command and an exit code: 0 success, 1 the command failed, 2 wrong usage.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { commands } from "./commands/index.js";
import { programHelp, commandHelp } from "./help.js";
import { messagesFor } from "./language.js";
import { Failure, UsageError } from "./problems.js";

/** @param {string[]} words @returns {Promise<number>} the exit code */
export async function main(words) {
  const { t } = messagesFor(process.env);
  quietPipes();
  try {
    return await run(words, t);
  } catch (error) {
    return report(error, t);
  }
}

async function run([first, ...rest], t) {
  if (first === "--version" || first === "-V") return print(version());
  if (first === undefined || first === "--help" || first === "-h" || first === "help") return help(first, rest, t);
  const command = named(first, t);
  const { help: wanted, ...values } = parse(command, rest, t);
  if (wanted) return print(commandHelp(command, t));
  return command.run({ values, t, print });
}

/** Nothing at all is wrong usage, though the help is what was missing. */
function help(first, [name], t) {
  if (name !== undefined && first === "help") return print(commandHelp(named(name, t), t));
  if (first !== undefined) return print(programHelp(commands, t));
  process.stderr.write(`${programHelp(commands, t)}\n`);
  return 2;
}

function named(name, t) {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const key = name.startsWith("-") ? "usage.unknownOption" : "usage.unknownCommand";
    throw new UsageError(t(key, { name }));
  }
  return command;
}

function parse(command, args, t) {
  try {
    const options = { ...command.options, help: { type: "boolean", short: "h" } };
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(usageMessage(error, t), { command: command.name });
  }
}

/** Node's reasons, in the person's language. The first quoted word of Node's message is what was wrong. */
function usageMessage(error, t) {
  const keys = {
    ERR_PARSE_ARGS_UNKNOWN_OPTION: "usage.unknownOption",
    ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: "usage.unexpected",
    ERR_PARSE_ARGS_INVALID_OPTION_VALUE: "usage.badValue",
  };
  const key = keys[error.code];
  if (key === undefined) throw error;
  const [, name = ""] = /'([^']*)'/.exec(error.message) ?? [];
  return t(key, { name });
}

function report(error, t) {
  if (error instanceof UsageError) {
    const command = error.command === undefined ? "" : ` ${error.command}`;
    process.stderr.write(`sne-cotation: ${error.message}\n${t("usage.seeHelp", { command })}\n`);
    return 2;
  }
  const text = error instanceof Failure ? error.message : t("failure.unexpected", { reason: error?.stack ?? String(error) });
  process.stderr.write(`sne-cotation: ${text}\n`);
  return 1;
}

function print(text) {
  process.stdout.write(`${text}\n`);
  return 0;
}

/** `sne-cotation … | head` closes the pipe early, which is nobody's error. */
function quietPipes() {
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
}

function version() {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}
