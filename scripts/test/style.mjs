// How files are written: laid out and linted by Biome (biome.jsonc), no line longer than .editorconfig says, and no
// type that says nothing. These last two Biome sees to in code, nobody in comments and texts.

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

const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** An `any` in the types of a comment, and what turns the checks of types off. */
const LOOSE = /^\s*(?:\/\*)?\*.*(?:[{<|]|[:,] |=> |\.\.\.)any\b(?=\[|\s*[}>|,;)])|@ts-(?:nocheck|ignore)/;

/** How a line with an `any` goes on, in whose place nothing better can be said: with the reason. */
const REASON = / any: \w/;

/** Throws when anything is not as it is to be. */
export async function checkStyle() {
  const complaints = [...(await complaintsOfBiome()), ...(await complaintsOfLines())];
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

async function complaintsOfLines() {
  const longest = longestLine();
  const files = await writtenFiles();
  // In characters, of which an emoji is one.
  const overlong = placesIn(files, (line) => [...line].length > longest);
  const loose = placesIn(
    files.filter((file) => CODE.test(file)),
    (line) => LOOSE.test(line) && !REASON.test(line),
  );
  return [
    ...listed(say(`longer than ${longest} characters:`, `plus de ${longest} caractères :`), overlong),
    ...listed(say("types that say nothing:", "types qui ne disent rien :"), loose),
  ];
}

/**
 * @param {string} head
 * @param {string[]} places
 */
const listed = (head, places) => (places.length === 0 ? [] : [head, ...places]);

/** A file may have been deleted and git not been told yet. */
async function writtenFiles() {
  const { code, output } = await capture("git", ["ls-files", "-z"]);
  if (code !== 0) throw new Problem(output);
  const files = output.split("\0").filter((file) => WRITTEN.test(file) && !GENERATED.test(file));
  return files.filter((file) => existsSync(inRoot(file)));
}

/** As .editorconfig has it for every file. */
function longestLine() {
  const [, longest] = /^max_line_length = (\d+)$/m.exec(readFileSync(inRoot(".editorconfig"), "utf8")) ?? [];
  if (longest === undefined) throw new Problem(".editorconfig: max_line_length?");
  return Number(longest);
}

/**
 * The places of the lines that something is wrong with.
 * @param {string[]} files
 * @param {(line: string) => boolean} isWrong
 */
function placesIn(files, isWrong) {
  return files.flatMap((file) => {
    const lines = readFileSync(inRoot(file), "utf8").split(/\r?\n/);
    return lines.flatMap((line, index) => (isWrong(line) ? [`  ${file}:${index + 1}`] : []));
  });
}
