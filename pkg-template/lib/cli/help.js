// What `--help` prints. A command brings its own words; the layout is here, and fits in 80 columns.

import { optionsOf } from "./arguments.js";
import { paintFor } from "./colours.js";
import { VARIABLES } from "./connection.js";
import { glossary, wrap } from "./table.js";

/** @import { Command, Operand, OptionConfig, Paint, Translate } from "./command.ts" */

const WIDTH = 80;
const plain = paintFor({}, {});

/**
 * @param {Command[]} commands
 * @param {Translate} t
 * @param {Paint} [paint]
 */
export function programHelp(commands, t, paint = plain) {
  const section = sectionsOf(t, paint);
  return [
    ...wrap(t("help.program"), WIDTH),
    "",
    `${paint.bold(t("help.usage"))} sne-cotation <${t("help.command")}> [${t("help.anyOptions")}]`,
    ...section(
      "help.commands",
      commands.map(({ name }) => [name, t(`${name}.summary`)]),
    ),
    ...section("help.options", [
      ["-h, --help", t("help.help")],
      ["-V, --version", t("help.version")],
      [`--language <${t("value.language")}>`, t("option.language")],
    ]),
    ...section(
      "help.variables",
      VARIABLES.map((name) => [name, t(`variable.${name}`)]),
    ),
    "",
    paint.bold(t("help.examples")),
    ...indent([...commands.flatMap(({ examples }) => examples.slice(0, 1)), `sne-cotation help ${commands[0].name}`]),
    "",
    t("help.exit"),
  ].join("\n");
}

/**
 * @param {Command} command
 * @param {Translate} t
 * @param {Paint} [paint]
 */
export function commandHelp(command, t, paint = plain) {
  const { name, operands = [], examples } = command;
  const section = sectionsOf(t, paint);
  const options = Object.entries(optionsOf(command));
  /** @param {OptionConfig["group"]} wanted */
  const rowsOf = (wanted) =>
    options.filter(([, { group }]) => group === wanted).map((one) => optionRow(command, one, t));
  const connection = rowsOf("connection");
  /** @type {[string, string][]} */
  const described = operands.map((operand) => [placeholder(name, operand, t), t(`${name}.operand.${operand.name}`)]);
  return [
    ...wrap(`sne-cotation ${name} — ${t(`${name}.summary`)}`, WIDTH),
    "",
    `${paint.bold(t("help.usage"))} ${usage(command, t)}`,
    "",
    ...t(`${name}.description`)
      .split("\n\n")
      .flatMap((text, index) => [...(index ? [""] : []), ...wrap(text, WIDTH)]),
    ...section("help.arguments", described),
    ...section("help.options", rowsOf(undefined)),
    ...section("help.connection", connection),
    ...(connection.length > 0 ? ["", ...wrap(t("help.credentials"), WIDTH)] : []),
    "",
    paint.bold(t("help.examples")),
    ...indent(examples),
  ].join("\n");
}

/**
 * `sne-cotation call <operation> [name=value …] [options]`
 * @param {Command} command
 * @param {Translate} t
 */
function usage({ name, operands = [] }, t) {
  const shown = operands.map((operand) => placeholder(name, operand, t));
  return ["sne-cotation", name, ...shown, `[${t("help.anyOptions")}]`].join(" ");
}

/**
 * @param {string} command
 * @param {Operand} operand
 * @param {Translate} t
 */
function placeholder(command, { name, required, many }, t) {
  const word = t(`${command}.value.${name}`);
  if (many) return `[${word} …]`;
  return required ? `<${word}>` : `[${word}]`;
}

/**
 * An option's own words, or those that several commands share.
 * @param {Command} command
 * @param {[name: string, config: OptionConfig]} option
 * @param {Translate} t
 * @returns {[string, string]}
 */
function optionRow({ name }, [option, { type, short, multiple }], t) {
  /** @param {"option" | "value"} about */
  const words = (about) => t(t.has(`${name}.${about}.${option}`) ? `${name}.${about}.${option}` : `${about}.${option}`);
  const dashes = short === undefined ? `--${option}` : `-${short}, --${option}`;
  const left = type === "string" ? `${dashes} <${words("value")}>` : dashes;
  return [left, multiple ? `${words("option")} ${t("help.repeatable")}` : words("option")];
}

/**
 * @param {Translate} t
 * @param {Paint} paint
 * @returns {(title: string, rows: [string, string][]) => string[]}
 */
function sectionsOf(t, paint) {
  return (title, rows) => (rows.length === 0 ? [] : ["", paint.bold(t(title)), ...indent(glossary(rows, WIDTH - 2))]);
}

/** @param {string[]} lines */
function indent(lines) {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}
