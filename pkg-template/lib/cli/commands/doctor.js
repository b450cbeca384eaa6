// `sne-cotation doctor`: the steps of the guide, which of them are done, and what to do about the first that is not.

import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { checkOutput } from "../answer.js";
import { CONNECTION, CONTRACT, clientOptions, contractText, demand } from "../connection.js";
import { reasonOf } from "../input.js";
import { interruptible } from "../interruption.js";
import { talksToMiniature } from "../miniature.js";
import { Failure, misuse, UsageError } from "../problems.js";
import { wrap } from "../table.js";

/**
 * @import { DiagnosisCause, DiagnosisOptions, DiagnosisStep } from "../../../types/index.d.ts"
 * @import { SneError } from "../../error.js"
 * @import { Command, Context, GivenOptions, Paint, Translate } from "../command.ts"
 */

const WIDTH = 80;

/** @type {Record<DiagnosisStep["status"], { mark: string, colour: keyof Paint }>} */
const LOOKS = {
  ok: { mark: "✔", colour: "green" },
  failed: { mark: "✖", colour: "red" },
  skipped: { mark: "–", colour: "dim" },
  unknown: { mark: "?", colour: "yellow" },
};

// Nothing is tried again here.
const { "no-retry": _, ...connection } = CONNECTION;

/** @type {Command} */
export const doctor = {
  name: "doctor",
  options: {
    report: { type: "string" },
    "try-other-environment": { type: "boolean" },
    "other-token-url": { type: "string" },
    "other-api-url": { type: "string" },
    ...CONTRACT,
    ...connection,
  },
  sends: true,
  examples: [
    "sne-cotation doctor --environment sandbox",
    "sne-cotation doctor --dotenv .env --report report.md",
    "sne-cotation doctor --environment sandbox --json",
    "sne-cotation doctor --environment sandbox --contract contract.json",
  ],
  run,
};

/** @param {Context} context */
async function run(context) {
  const { values, print } = context;
  if (values.json && values.report === "-") throw misuse(context, "doctor.twoForms");
  await checkOutput({ ...context, values: { output: values.report } });
  const options = clientOptions(context);
  const other = otherOptions(options, context);
  const contract = await contractText(context);
  const { reportOf, resultOf } = await import("../../diagnosis/index.js");
  const isShown = !values.json && values.report !== "-";
  /** @type {DiagnosisStep[]} */
  const steps = [];
  await interruptible(async (signal) => {
    for await (const step of stepsOf({ ...other, signal }, { ...options, contract }, context)) {
      steps.push(step);
      if (isShown) print(linesOf(step, context).join("\n"));
    }
  });
  const result = resultOf(steps);
  if (values.json) print(JSON.stringify(result));
  if (isShown) print(["", summaryOf(steps, context), ...hintOf(steps, context)].join("\n"));
  if (values.report !== undefined) {
    const text = reportOf(steps, { language: context.language, version: version() });
    await tell(text, values.report, context);
  }
  return result.ok ? 0 : 1;
}

/**
 * The steps, also where there cannot even be a client: that is what the first step is about.
 * @param {DiagnosisOptions} diagnosis
 * @param {GivenOptions} options
 * @param {Context} context
 * @returns {AsyncGenerator<DiagnosisStep, void>}
 */
async function* stepsOf(diagnosis, options, context) {
  const { SneCotation } = await import("../../index.js");
  let sne;
  try {
    demand(options, context);
    sne = await SneCotation.create(options);
  } catch (thrown) {
    const error = /** @type {UsageError | SneError} */ (thrown);
    if (!(error instanceof UsageError) && error.kind !== "config" && error.kind !== "contract") throw error;
    const { stepsOf: told } = await import("../../diagnosis/index.js");
    const advice = error instanceof UsageError ? undefined : error.advice;
    return yield* told({ message: sentence(error.message), advice }, context);
  }
  try {
    yield* sne.diagnose(diagnosis);
  } finally {
    await sne.close();
  }
}

/**
 * Whether and where the credentials may be tried a second time.
 * @param {GivenOptions} options
 * @param {Context} context
 * @returns {DiagnosisOptions}
 */
function otherOptions({ environment }, context) {
  const { "try-other-environment": tries, "other-token-url": tokenUrl, "other-api-url": apiUrl } = context.values;
  const isGiven = tokenUrl !== undefined && apiUrl !== undefined;
  if (tries && !isGiven && environment === undefined) throw misuse(context, "doctor.whichOther");
  if (!tries && (tokenUrl ?? apiUrl) !== undefined) throw misuse(context, "doctor.otherUntried");
  return { tryOtherEnvironment: tries, otherEnvironment: isGiven ? { tokenUrl, apiUrl } : undefined };
}

/**
 * A step for people: one line when it is well, and all that is known when it is not.
 * @param {DiagnosisStep} step
 * @param {Context} context
 */
function linesOf({ status, title, message, evidence, causes, advice }, { values: { verbose }, paint, t }) {
  const { mark, colour } = LOOKS[status];
  const heading = `${paint[colour](mark)} ${paint.bold(title)}`;
  if (status === "skipped") return [`${paint.dim(mark)} ${paint.dim(title)}`];
  const lines = [heading, ...indented(message, 2)];
  // Not wrapped: addresses are copied from here.
  if (status !== "ok" || verbose) lines.push(...evidence.map(({ text }) => paint.dim(`  · ${text}`)));
  const list = causes.flatMap((cause, place) => causeLines(cause, `${place + 1}. `, { paint, t }));
  if (list.length > 0) lines.push(`  ${t("doctor.causes")}`, ...list);
  else if (advice !== "") lines.push(...indented(`→ ${advice}`, 2));
  return lines;
}

/**
 * @param {DiagnosisCause} cause
 * @param {string} number
 * @param {{ paint: Paint, t: Translate }} context
 */
function causeLines({ message, advice, guide }, number, { paint, t }) {
  const place = guide && t(guide.point === undefined ? "doctor.guide" : "doctor.guidePoint", guide);
  const [first, ...others] = indented(message, 2 + number.length);
  return [
    `  ${number}${first.trimStart()}`,
    ...others,
    ...indented(`→ ${advice}`, 5).map((line) => paint.cyan(line)),
    ...(place === undefined ? [] : indented(place, 5).map((line) => paint.dim(line))),
  ];
}

/**
 * @param {string} text
 * @param {number} by
 */
const indented = (text, by) => wrap(text, WIDTH - by).map((line) => " ".repeat(by) + line);

/**
 * @param {DiagnosisStep[]} steps
 * @param {Context} context
 */
function summaryOf(steps, { paint, t }) {
  const failed = steps.find(({ status }) => status === "failed");
  if (failed !== undefined) return paint.red(t("doctor.failed", { step: failed.title }));
  return steps.every(({ status }) => status === "ok")
    ? paint.green(t("doctor.well"))
    : paint.yellow(t("doctor.undecided"));
}

/**
 * What the diagnosis cannot know: which server it was that did not answer, and how to ask somebody else.
 * @param {DiagnosisStep[]} steps
 * @param {Context} context
 */
function hintOf(steps, context) {
  const { t, values } = context;
  const failed = steps.filter(({ status }) => status === "failed").map(({ id }) => id);
  if (failed.includes("authorization-server") && talksToMiniature(context)) return [t("hint.simulator")];
  return failed.length > 0 && values.report === undefined ? indented(t("doctor.reportable"), 0) : [];
}

/**
 * @param {string} report
 * @param {string} file
 * @param {Context} context
 */
async function tell(report, file, { note, t }) {
  if (file === "-") return void process.stdout.write(report);
  try {
    await writeFile(file, report);
  } catch (error) {
    throw new Failure(t("answer.unwritable", { file, reason: reasonOf(error, t) }));
  }
  note(t("answer.saved", { bytes: Buffer.byteLength(report), file }));
}

/**
 * Messages begin with a small letter, because they are printed after the name of the program.
 * @param {string} text
 */
const sentence = (text) => text.replaceAll(/^./gm, (first) => first.toUpperCase());

function version() {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
