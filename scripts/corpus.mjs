// `npm run corpus`: how the package fares with a folder of contracts (tests/corpus/run.mjs, docs/corpus.md): which it
// reads, which of their operations it can call, which types compile.
//   npm run corpus -- FOLDER                every *.json in it; found from where the command was typed
//   npm run corpus -- FOLDER --only WORD    those whose name contains "WORD"
//   npm run corpus -- FOLDER --json FILE    writes all that was found into a file, too
//   npm run corpus -- FOLDER --seeds 5      calls each operation with five sets of parameters, rather than two
//   npm run corpus -- FOLDER --seconds 60   gives up on a document after a minute, rather than two
//   npm run corpus -- FOLDER --jobs 4       as many documents at once, rather than one for each two processors
//   npm run corpus -- FOLDER --untimed      does not measure how long reading takes
//   npm run corpus -- FOLDER --whole        every share must be 100 %, as it is for the documents of tests/corpus

import { resolve } from "node:path";
import { readArguments, wholeNumber } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

/** @type {["only", "json", "seeds", "seconds", "jobs"]} */
const WITH_VALUE = ["only", "json", "seeds", "seconds", "jobs"];
/** @type {["untimed", "whole"]} */
const SWITCHES = ["untimed", "whole"];

await main(async () => {
  const options = Object.fromEntries([
    ...WITH_VALUE.map((name) => [name, { type: "string" }]),
    ...SWITCHES.map((name) => [name, { type: "boolean" }]),
  ]);
  const { values, positionals } = readArguments(import.meta.url, options, [1, 1]);
  /** @param {string} path */
  const fromHere = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const args = WITH_VALUE.flatMap((name) => {
    const value = values[name];
    if (typeof value !== "string") return [];
    if (name !== "only" && name !== "json") wholeNumber(name, value, 1, 100_000);
    return [`--${name}`, name === "json" ? fromHere(value) : value];
  });
  const switches = SWITCHES.filter((name) => values[name]).map((name) => `--${name}`);
  process.argv = [...process.argv.slice(0, 2), fromHere(positionals[0]), ...args, ...switches];
  await runInConsumer("corpus");
});
