// The command by which a run goes on: the one that was typed, and --resume.

/** @import { Context } from "../command.ts" */

/**
 * @param {string[]} typed the words behind the program's name
 * @param {NodeJS.Platform} [platform]
 */
export function againCommand(typed, platform = process.platform) {
  const words = typed.filter((word) => word !== "--auto-resume" && word !== "--resume");
  const isAuto = typed.includes("--auto-resume");
  return ["sne-cotation", ...words, isAuto ? "--auto-resume" : "--resume"]
    .map((word) => quoted(word, platform))
    .join(" ");
}

/**
 * A word as a shell takes it for one.
 * @param {string} word
 * @param {NodeJS.Platform} platform
 */
function quoted(word, platform) {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return platform === "win32" ? `"${word.replaceAll('"', '""')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * Whether a run can be resumed at all: what has no journal begins anew.
 * @param {{ journal?: string }} settings
 * @param {Context} context
 */
export function howToResume({ journal }, { t }) {
  if (journal === undefined) return { words: t("bulk.notResumable") };
  const command = againCommand(process.argv.slice(2));
  return { command, words: t("bulk.resume", { command }) };
}
