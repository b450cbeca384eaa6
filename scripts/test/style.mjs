// How files are written: laid out and linted by Biome (biome.jsonc), and no line longer than .editorconfig says. That
// last one Biome sees to in code, nobody in comments and texts.

import { existsSync, readFileSync } from "node:fs";
import { say } from "../support/language.mjs";
import { inRoot } from "../support/paths.mjs";
import { Problem } from "../support/problem.mjs";
import { capture, nodeTool } from "../support/run.mjs";

const BIOME = ["ci", "--error-on-warnings", "--max-diagnostics=200", "--colors=off"];

/** What people write by lines; documents and data have lines as long as they like. */
const WRITTEN = /\.(?:[cm]?[jt]s|[jt]sx|rs|css|html)$/;

/** The types of contracts, which the package writes, and which name things as the contracts do. */
const GENERATED = /^tests\/consumers\/types\/\w+\.d\.ts$/;

/** Throws when anything is not as it is to be. */
export async function checkStyle() {
  const complaints = [...(await complaintsOfBiome()), ...(await overlongLines())];
  if (complaints.length > 0) throw new Problem(complaints.join("\n"));
}

/** Biome shows what it has found. Every finding counts, hints too: nobody is to learn which ones may be left. */
async function complaintsOfBiome() {
  const [command, ...first] = nodeTool("@biomejs/biome", "biome");
  const { code, output } = await capture(command, [...first, ...BIOME]);
  console.log(output.trimEnd());
  if (code === 0 && !/^Found \d+ infos?\.$/m.test(output)) return [];
  return [say("see above; `npm run format` lays files out", "voir ci-dessus ; `npm run format` met en forme")];
}

async function overlongLines() {
  const longest = longestLine();
  const { code, output } = await capture("git", ["ls-files", "-z"]);
  if (code !== 0) throw new Problem(output);
  const files = output.split("\0").filter((file) => WRITTEN.test(file) && !GENERATED.test(file));
  const found = files.flatMap((file) => overlongIn(file, longest));
  if (found.length === 0) return [];
  return [say(`longer than ${longest} characters:`, `plus de ${longest} caractères :`), ...found];
}

/** As .editorconfig has it for every file. */
function longestLine() {
  const [, longest] = /^max_line_length = (\d+)$/m.exec(readFileSync(inRoot(".editorconfig"), "utf8")) ?? [];
  if (longest === undefined) throw new Problem(".editorconfig: max_line_length?");
  return Number(longest);
}

/**
 * The places of the lines that are too long. A file may have been deleted and git not been told yet.
 * @param {string} file
 * @param {number} longest in characters, of which an emoji is one
 */
function overlongIn(file, longest) {
  if (!existsSync(inRoot(file))) return [];
  const lines = readFileSync(inRoot(file), "utf8").split(/\r?\n/);
  return lines.flatMap((line, index) => ([...line].length > longest ? [`  ${file}:${index + 1}`] : []));
}
