// `npm test`: prepares what is missing, then runs every suite and sums up.
//   npm test                            all of them
//   npm test -- --list                  names the suites
//   npm test -- --only node             one suite, or several separated by commas, and what they need
//   npm test -- --skip browser          all but these
//   npm test -- --only node abort       its test files whose name contains "abort", or one of several words

import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { duration, say } from "./support/language.mjs";
import { main, problem, textOf } from "./support/problem.mjs";
import { SUITES, useBrowsers } from "./test/suites.mjs";

/** @import { Suite } from "./test/suites.mjs" */
/** @typedef {Suite & { verdict: "passed" | "failed" | "skipped", time: number }} Result */

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
  await useBrowsers(await setup(needed));
  const results = await runAll(suites, positionals);
  report(results);
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
 * @param {Suite} suite
 * @returns {Result}
 */
function notRun(suite) {
  return { ...suite, verdict: "skipped", time: 0 };
}

/**
 * Runs all, whatever fails, so that every failure is seen; only what a failed suite was to provide is left out.
 * @param {Suite[]} suites
 * @param {string[]} words
 */
async function runAll(suites, words) {
  /** @type {Result[]} */
  const results = [];
  const broken = new Set();
  for (const suite of suites) {
    const isBlocked = suite.needs?.some((need) => broken.has(need)) ?? false;
    const result = isBlocked ? notRun(suite) : await runOne(suite, words);
    if (result.verdict !== "passed") broken.add(suite.name);
    results.push(result);
  }
  return results;
}

/**
 * @param {Suite} suite
 * @param {string[]} words
 * @returns {Promise<Result>}
 */
async function runOne(suite, words) {
  console.log(`\n━━ ${suite.name} ━━ ${suite.title}`);
  const begun = performance.now();
  /** @type {Result["verdict"]} */
  let verdict = "passed";
  try {
    await suite.run(words);
  } catch (error) {
    console.error(`✘ ${textOf(error)}`);
    verdict = "failed";
  }
  return { ...suite, verdict, time: performance.now() - begun };
}

/**
 * A table for people, and the one line that the CI reads. A suite that could not run counts as failed: nothing was
 * shown.
 * @param {Result[]} results
 */
function report(results) {
  console.log("");
  for (const { name, title, verdict, time } of results) {
    console.log(`${WORDS[verdict].padEnd(9)} ${duration(time).padStart(12)}  ${name.padEnd(10)} ${title}`);
  }
  const passed = results.filter(({ verdict }) => verdict === "passed").length;
  if (passed < results.length || results.length === 0) process.exitCode = 1;
  console.log(`\n${passed} passed, ${results.length - passed} failed`);
}
