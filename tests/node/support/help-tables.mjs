// The tables of docs/command.md, made of what the help says: for the test that compares them, and for
// `npm run command-docs`, which writes them.

const TITLES = {
  en: { commands: "Commands:", options: "Options:", arguments: "Arguments:", connection: "Connection:" },
  fr: { commands: "Commandes :", options: "Options :", arguments: "Arguments :", connection: "Connexion :" },
};

/** Options that every command has: they are told once. */
const SHARED = ["--json", "--language <fr|en>", "-h, --help"];

/**
 * @param {object} program `commands`, `variables` and `messagesFor` of the command, and `help(args)`, which prints a help
 * @returns {Promise<Map<string, string[]>>} the rows of each table, by its name and language: "call fr"
 */
export async function tablesOf({ commands, variables, messagesFor, help }) {
  const tables = new Map();
  for (const [language, titles] of Object.entries(TITLES)) {
    const section = async (args, title) => sectionOf(await help([...args, "--language", language]), title);
    const add = (name, rows) =>
      tables.set(
        `${name} ${language}`,
        rows.map(([word, what]) => row(`\`${word}\``, what)),
      );
    add("commands", await section(["--help"], titles.commands));
    for (const { name } of commands) {
      const own = (await section([name, "--help"], titles.options)).filter(([option]) => !SHARED.includes(option));
      add(name, [...(await section([name, "--help"], titles.arguments)), ...own]);
    }
    const every = (await section(["call", "--help"], titles.options)).filter(([option]) => SHARED.includes(option));
    add("shared", [...every, ...(await section(["call", "--help"], titles.connection))]);
    const { t } = messagesFor({}, language);
    add(
      "variables",
      variables.map((name) => [name, t(`variable.${name}`)]),
    );
  }
  return tables;
}

/** A table in a document: its comment and its two first lines, then its rows. */
export const tableIn = (name) => new RegExp(`(<!-- table: ${name} -->\n\\|.*\n\\|.*\n)((?:\\|.*\n)*)`);

const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** The rows of a section of a help: word and meaning, on however many lines. */
function sectionOf(help, title) {
  const [, section = ""] = new RegExp(`^${title}\n((?: {2}.*\n)+)`, "m").exec(help) ?? [];
  const rows = [];
  for (const line of section.split("\n").filter(Boolean)) {
    const [, word, meaning = ""] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
    if (word === undefined) rows.at(-1)[1] += ` ${line.trim()}`;
    else rows.push([word, meaning]);
  }
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}
