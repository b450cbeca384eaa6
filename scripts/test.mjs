// `npm test`: prepares what is missing, then runs every suite and sums up. Suites run side by side; one alone, and what
// it needs, shows its output as it comes.
//   npm test                            all of them
//   npm test -- --list                  names the suites
//   npm test -- --only node             one suite, or several separated by commas, and what they need
//   npm test -- --skip browser          all but these
//   npm test -- --only node abort       its test files whose name contains "abort", or one of several words

import { availableParallelism } from "node:os";
import { setup } from "./setup.mjs";
import { setupHeadless } from "./setup/headless.mjs";
import { readArguments } from "./support/arguments.mjs";
import { duration, say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";
import { runSuites } from "./test/runner.mjs";
import { SUITES, useBrowsers } from "./test/suites.mjs";

/** @import { Suite } from "./test/suites.mjs" */
/** @import { Result } from "./test/runner.mjs" */

/** How much a core is given to do: suites wait now and then, for a timer or an engine that starts. */
const FULL = 1.25;

const WORDS = {
  passed: say("passed", "réussi"),
  failed: say("FAILED", "ÉCHEC"),
  skipped: say("not run", "non lancé"),
};

await main(async () => {
  const { values, positionals } = readArguments(
    import.meta.url,
    { list: { type: "boolean" }, only: { type: "string" }, skip: { type: "string" } },
    [0, Infinity],
  );
  if (values.list) return list();
  const suites = selected(values);
  const needed = { browser: suites.some(({ browser }) => browser), rust: suites.some(({ rust }) => rust !== false) };
  const { chromium, firefox } = await setup(needed);
  await useBrowsers({ chromium: chromium && (await setupHeadless(chromium)), firefox });
  // What cannot be had its suite tells, when it asks again.
  for (const { prepare } of suites) await prepare?.().catch(() => {});
  // Who asks for one suite wants to see it at work.
  const isOne = names(values.only).length === 1;
  report(await runSuites(suites, { words: positionals, cores: isOne ? 0 : availableParallelism() * FULL }));
});

function list() {
  for (const { name, title } of SUITES) console.log(`${name.padEnd(10)} ${title}`);
}

/** @param {{ only?: string, skip?: string }} wishes */
function selected({ only, skip }) {
  const skipped = names(skip);
  const wanted = only === undefined ? SUITES.map(({ name }) => name) : names(only).flatMap(withNeeds);
  return SUITES.filter(({ name }) => wanted.includes(name) && !skipped.includes(name));
}

function names(text = "") {
  const parts = text.split(",").filter((name) => name !== "");
  const unknown = parts.find((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown === undefined) return parts;
  throw problem(`there is no suite named ${unknown}; --list names them`, `aucune suite ${unknown} ; --list les nomme`);
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function withNeeds(name) {
  const needs = SUITES.find((suite) => suite.name === name)?.needs ?? [];
  return [...needs.flatMap(withNeeds), name];
}

/**
 * A table for people, with how long each took and what it has used of the processors, and the one line that the CI
 * reads. A suite that could not run counts as failed: nothing was shown.
 * @param {(Suite & Result)[]} results
 */
function report(results) {
  console.log("");
  for (const { name, title, verdict, time, processor } of results) {
    const times = `${duration(time).padStart(12)} ${(processor === undefined ? "" : duration(processor)).padStart(12)}`;
    console.log(`${WORDS[verdict].padEnd(9)} ${times}  ${name.padEnd(10)} ${title}`);
  }
  const passed = results.filter(({ verdict }) => verdict === "passed").length;
  if (passed < results.length || results.length === 0) process.exitCode = 1;
  console.log(`\n${passed} passed, ${results.length - passed} failed`);
}
