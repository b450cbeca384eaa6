// What `--help` prints. A command brings its own words; the layout is here.

import { align } from "./table.js";

export function programHelp(commands, t) {
  const rows = commands.map(({ name }) => [name, t(`${name}.summary`)]);
  return [
    t("help.program"),
    "",
    t("help.usage", { usage: "sne-cotation <command> [options]" }),
    "",
    t("help.commands"),
    ...indent(align(rows)),
    "",
    t("help.options"),
    ...indent(align([["-h, --help", t("help.help")], ["-V, --version", t("help.version")]])),
    "",
    t("help.examples"),
    ...indent([...commands.flatMap(({ examples }) => examples.slice(0, 1)), "sne-cotation help <command>"]),
  ].join("\n");
}

export function commandHelp({ name, options, examples }, t) {
  const words = Object.entries(options).map(([option, { type }]) => [
    type === "string" ? `--${option} <${t(`${name}.value.${option}`)}>` : `--${option}`,
    t(`${name}.option.${option}`),
  ]);
  return [
    t(`${name}.summary`),
    "",
    t("help.usage", { usage: `sne-cotation ${name} [options]` }),
    "",
    t(`${name}.description`),
    "",
    t("help.options"),
    ...indent(align([...words, ["-h, --help", t("help.help")]])),
    "",
    t("help.examples"),
    ...indent(examples),
  ].join("\n");
}

function indent(lines) {
  return lines.map((line) => `  ${line}`);
}
