// The tables of the page on the command, in docs/en and docs/fr, made of what the help says: for the test that compares
// them, and for `npm run command-docs`, which writes them.

const TITLES = {
  en: { commands: "Commands:", options: "Options:", arguments: "Arguments:", connection: "Connection:" },
  fr: { commands: "Commandes :", options: "Options :", arguments: "Arguments :", connection: "Connexion :" },
};

/** Options that every command has: they are told once. */
const SHARED = ["--json", "--language <fr|en>", "-h, --help"];

/**
 * `commands`, `variables` and `messagesFor` are those of the command, `help(args)` prints a help.
 * @param {object} program
 * @param {{ name: string }[]} program.commands
 * @param {string[]} program.variables
 * @param {(variables: object, language: string) => { t: (key: string) => string }} program.messagesFor
 * @param {(args: string[]) => string | Promise<string>} program.help
 * @returns {Promise<{ document: string, tables: Map<string, string[]> }[]>} of each document, the rows of each table
 */
export async function tablesOf({ commands, variables, messagesFor, help }) {
  const documents = [];
  for (const [language, titles] of Object.entries(TITLES)) {
    /** @type {Map<string, string[]>} */
    const tables = new Map();
    /** @param {string[]} args @param {string} title */
    const section = async (args, title) => sectionOf(await help([...args, "--language", language]), title);
    /** @param {string} name @param {string[][]} rows */
    const add = (name, rows) =>
      tables.set(
        name,
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
    documents.push({ document: `docs/${language}/command.md`, tables });
  }
  return documents;
}

/** A table in a document: its comment and its two first lines, then its rows. @param {string} name */
export const tableIn = (name) => new RegExp(`(<!-- table: ${name} -->\n\\|.*\n\\|.*\n)((?:\\|.*\n)*)`);

/** @param {string[]} cells */
const row = (...cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/**
 * The rows of a section of a help: word and meaning, on however many lines.
 * @param {string} help
 * @param {string} title
 */
function sectionOf(help, title) {
  const [, section = ""] = new RegExp(`^${title}\n((?: {2}.*\n)+)`, "m").exec(help) ?? [];
  /** @type {string[][]} */
  const rows = [];
  for (const line of section.split("\n").filter(Boolean)) {
    const [, word, meaning = ""] = /^ {2}(\S.*?)(?: {2,}(.*))?$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (word !== undefined) rows.push([word, meaning]);
    else if (last !== undefined) last[1] += ` ${line.trim()}`;
    else throw new Error(`a meaning without its word: ${line}`);
  }
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}
