// What came of fuzzing: a table, and for each finding the input and the command that runs it again. libFuzzer says
// these in the lines that it prints.

import { relative } from "node:path";
import { say } from "../support/language.mjs";
import { root } from "../support/paths.mjs";

/** @typedef {{ target: string, code: number, output: string }} Result what came of one target */

const COLUMNS = [16, 14, 10, 10];

/**
 * Prints the table and the findings; whoever found something or could not run ends in an exit code of 1.
 * @param {Result[]} results
 */
export function report(results) {
  const rows = results.map(read);
  console.log("");
  line(
    say("target", "cible"),
    say("executions", "exécutions"),
    say("coverage", "couverture"),
    say("kept", "gardées"),
    "",
  );
  for (const row of rows) line(row.target, row.executions, row.coverage, row.kept, row.verdict);
  const failed = rows.filter(({ isFine }) => !isFine);
  for (const row of failed) explain(row);
  if (failed.length > 0) process.exitCode = 1;
}

/** @param {string[]} cells the target first */
function line(...[target = "", ...cells]) {
  const [first, ...others] = COLUMNS;
  const numbers = others.map((width, index) => String(cells[index]).padStart(width));
  console.log(`${target.padEnd(first)}${numbers.join("")}   ${cells.at(-1)}`);
}

/** @param {Result} result */
function read({ target, code, output }) {
  const progress = [...output.matchAll(/^#\d+\s.*\bcov: (\d+) .*\bcorp: (\d+)\//gm)].at(-1);
  const executions = /^stat::number_of_executed_units:\s*(\d+)/m.exec(output)?.[1];
  const isFine = code === 0 && executions !== undefined;
  const input = /Test unit written to (\S+)/.exec(output)?.[1];
  const found = input === undefined ? say("did not run", "non lancée") : say("FOUND SOMETHING", "TROUVAILLE");
  const numbers = { executions: executions ?? "-", coverage: progress?.[1] ?? "-", kept: progress?.[2] ?? "-" };
  return { target, ...numbers, verdict: isFine ? say("nothing found", "rien trouvé") : found, isFine, input, output };
}

/** @param {ReturnType<typeof read>} row */
function explain({ target, input, output }) {
  const why =
    /panicked at .*\n.*(\n .*)*|ERROR: libFuzzer: .*/.exec(output)?.[0] ??
    output.trimEnd().split("\n").slice(-20).join("\n");
  console.error(`\n✘ ${target}: ${why}`);
  if (input === undefined) return;
  const file = relative(root, input);
  console.error(say(`  The input: ${file}`, `  L'entrée : ${file}`));
  console.error(`${say("  Again:     ", "  À relancer : ")}npm run fuzz -- ${target} --input ${file}`);
  const keep = `npm run fuzz -- ${target} --input ${file} --keep ${say("a-name", "un-nom")}`;
  console.error(say(`  Once it is corrected, keep it: ${keep}`, `  Une fois corrigé, gardez-la : ${keep}`));
}
