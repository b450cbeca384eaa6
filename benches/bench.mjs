// `npm run bench`: what the package costs, beside the platform's own fetch and beside what others do the same job with;
// docs/en/performance.md explains it. A table in the terminal; JSON, Markdown and plots in benches/results, or in
// target/bench-results when only a part is measured. It is for reading: no test depends on a time. Close what else is
// running.
//   npm run bench                              everything, at length: half an hour and more
//   npm run bench -- --quick                   everything, in some eight minutes
//   npm run bench -- --only per-call,size      some subjects; --list names them
//   npm run bench -- --out FOLDER              the files elsewhere
//   npm run bench -- --rounds 101              so many rounds of what takes turns, however long that takes
//   npm run bench -- --built                   pkg/ as it is, without building it first

import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../scripts/build.mjs";
import { setup } from "../scripts/setup.mjs";
import { readArguments, wholeNumber } from "../scripts/support/arguments.mjs";
import { duration, french, say } from "../scripts/support/language.mjs";
import { inRoot, output } from "../scripts/support/paths.mjs";
import { main, Problem, problem } from "../scripts/support/problem.mjs";
import { progress } from "../scripts/support/run.mjs";
import { ownNode } from "./measure/runtimes.mjs";
import { makePlace, removePlace } from "./place.mjs";
import { circumstancesOf, loadOf } from "./report/circumstances.mjs";
import { writeDigest } from "./report/digest.mjs";
import { textIn } from "./report/figures.mjs";
import { writeResults } from "./report/results.mjs";
import { terminalTable } from "./report/table.mjs";
import { SUBJECTS } from "./subjects/index.mjs";
import { reasonOf } from "./subjects/stage.mjs";

/** @import { Language, Table } from "./report/figures.mjs" */
/** @import { Stage, Subject } from "./subjects/stage.mjs" */

/** @type {Language} */
const LANGUAGE = french ? "fr" : "en";

await main(async () => {
  const { values } = readArguments(import.meta.url, {
    quick: { type: "boolean" },
    only: { type: "string" },
    out: { type: "string" },
    rounds: { type: "string" },
    built: { type: "boolean" },
    list: { type: "boolean" },
  });
  if (values.list) return list();
  const subjects = selected(values.only);
  const rounds = values.rounds === undefined ? undefined : wholeNumber("rounds", values.rounds, 1, 9_999);
  await setup({ rust: values.built !== true });
  if (values.built !== true) await build();
  const load = loadOf();
  if (load > 0.5 * availableParallelism()) warn(load);
  const tables = await measureAll(subjects, { isQuick: values.quick === true, rounds });
  const whole = values.only === undefined ? inRoot("benches", "results") : output("bench-results");
  const folder = values.out === undefined ? whole : resolve(process.env.INIT_CWD ?? process.cwd(), values.out);
  const words = process.argv.slice(2).filter((word, place, all) => word !== "--out" && all[place - 1] !== "--out");
  const command = ["npm run bench", ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
  const circumstances = await circumstancesOf(command, load);
  writeResults(folder, tables, circumstances);
  if (folder === inRoot("benches", "results")) writeDigest(tables, circumstances);
  const written = join(folder, french ? "resultats.md" : "results.md");
  console.log(say(`\nWritten: ${written}`, `\nÉcrit : ${written}`));
});

/** @param {number} load */
function warn(load) {
  console.log(
    say(
      `! The machine has other work (a load of ${load}): the figures will tell little. Close what else is running.`,
      `! La machine est occupée (charge ${load}) : les chiffres diront peu. Fermez ce qui tourne par ailleurs.`,
    ),
  );
}

function list() {
  for (const { name, title } of SUBJECTS) console.log(`${name.padEnd(12)} ${textIn(LANGUAGE, title)}`);
}

/** @param {string | undefined} only */
function selected(only) {
  if (only === undefined) return SUBJECTS;
  const names = only.split(",");
  const unknown = names.find((name) => !SUBJECTS.some((subject) => subject.name === name));
  if (unknown === undefined) return SUBJECTS.filter(({ name }) => names.includes(name));
  throw problem(`no subject ${unknown}; --list names them`, `pas de sujet ${unknown} ; --list les nomme`);
}

/**
 * One subject after the other, against one server; tables are shown as they are there.
 * @param {Subject[]} subjects
 * @param {{ isQuick: boolean, rounds?: number }} effort
 */
async function measureAll(subjects, effort) {
  const failures = await prepareAll(subjects);
  const folder = await makePlace();
  const server = fork(fileURLToPath(new URL("./server.mjs", import.meta.url)), [join(folder, "files")]);
  try {
    const [port] = await once(server, "message");
    const stage = { server: `http://127.0.0.1:${port}`, folder, own: ownNode(), ...effort };
    const begun = performance.now();
    /** @type {Table[]} */
    const all = [];
    for (const subject of subjects) {
      const tables = await progress(textIn(LANGUAGE, subject.title), () => measured(subject, failures, stage));
      for (const table of tables) console.log(terminalTable(table, LANGUAGE));
      all.push(...tables);
    }
    console.log(`\n${say("Measured in", "Mesuré en")} ${duration(performance.now() - begun)}`);
    return all;
  } finally {
    server.disconnect();
    removePlace(folder);
  }
}

/**
 * Installs and compiles what is needed; resolves to the subjects that cannot be measured, each with what failed.
 * @param {Subject[]} subjects
 */
async function prepareAll(subjects) {
  /** @type {Map<Subject, unknown>} */
  const failures = new Map();
  for (const subject of subjects.filter(({ prepare }) => prepare !== undefined)) {
    const what = textIn(LANGUAGE, subject.title);
    const title = say(`Preparing: ${what}`, `Préparation : ${what}`);
    await progress(title, async () => subject.prepare?.()).catch((error) => failures.set(subject, error));
  }
  return failures;
}

/**
 * The tables of a subject; of one that cannot be measured here, the reason.
 * @param {Subject} subject
 * @param {Map<Subject, unknown>} failures
 * @param {Stage} stage
 * @returns {Promise<Table[]>}
 */
async function measured(subject, failures, stage) {
  const { name, title } = subject;
  try {
    if (failures.has(subject)) throw failures.get(subject);
    return await subject.run(stage);
  } catch (error) {
    const reason = error instanceof Problem ? error.message.split("\n").slice(0, 3).join(" ") : reasonOf(error);
    return [{ id: name, title, columns: [], rows: [], missing: [{ name, reason }] }];
  }
}
