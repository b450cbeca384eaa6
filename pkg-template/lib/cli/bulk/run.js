// A run of `sne-cotation bulk`, from the options to the exit code: 0 all is done, 1 some failed or are in doubt, 2
// wrong usage, 75 stopped and to be resumed (EX_TEMPFAIL of sysexits), 130 and 143 interrupted.

import { linesFor } from "../../rows/lines.js";
import { checkOutput } from "../answer.js";
import { demandContract, withClient, withContract } from "../connection.js";
import { headersOf } from "../headers.js";
import { misuse } from "../problems.js";
import { openSource } from "./file.js";
import { watch } from "./progress.js";
import { rehearse } from "./rehearsal.js";
import { settingsOf } from "./settings.js";
import { tellSummary } from "./summary.js";
import { writerOf } from "./writer.js";

/**
 * @import { BulkOptions, BulkRun } from "../../../types/index.d.ts"
 * @import { SneCotation } from "../../index.js"
 * @import { Source } from "../../rows/rows.ts"
 * @import { Context } from "../command.ts"
 * @import { Settings } from "./job.ts"
 */

/** The exit code of what is to be tried again later. */
const TEMPORARY = 75;

/** @param {Context} context */
export async function runBulk(context) {
  const settings = settingsOf(context);
  const contract = await demandContract(context);
  const more = { contract, rateLimit: settings.rateLimit, integers: /** @type {const} */ ("bigint") };
  if (context.values["dry-run"]) {
    return withContract(
      context,
      async (sne) => {
        const source = await open(sne, settings, context);
        return rehearse(begin(sne, source, settings, { dryRun: true }), settings, context);
      },
      more,
    );
  }
  return withClient(context, (sne, signal) => perform(sne, signal, settings, context), more);
}

/**
 * The file, once it is known that there is such an operation.
 * @param {SneCotation} sne
 * @param {Settings} settings
 * @param {Context} context
 */
async function open(sne, settings, context) {
  const operation = sne.operations().find(({ id }) => id === settings.operation);
  // The client says that there is none, and which is the nearest.
  if (operation === undefined) await sne.call(settings.operation);
  const contract = {
    operation: /** @type {NonNullable<typeof operation>} */ (operation),
    definitions: sne.definitions(),
  };
  const source = await openSource(settings, contract, context);
  if (source.unused.length > 0)
    context.note(context.t("bulk.unused", { columns: source.unused.map(named).join(", ") }));
  return source;
}

/**
 * A name as it may be told: without a header, the first line of a file is somebody's data.
 * @param {string} column
 */
const named = (column) => (/^[\p{L}_][\p{L}\p{M}_ .'-]{0,39}$/u.test(column) ? column : "…");

/**
 * @param {SneCotation} sne
 * @param {Source} source
 * @param {Settings} settings
 * @param {BulkOptions} options
 * @returns {BulkRun}
 */
function begin(sne, { rows, parameters }, settings, options) {
  const { operation, inDoubt, onlyFailed, concurrency, maxWait, until, stopAfter } = settings;
  /** @type {BulkOptions} */
  const given = {
    parameters,
    inDoubt,
    concurrency,
    maxWait,
    until,
    ...(onlyFailed && { again: /** @type {const} */ ("failed") }),
    ...(stopAfter !== undefined && { onError: { stopAfter } }),
    ...options,
  };
  /** @param {[name: string, value: unknown]} option */
  const isGiven = ([, value]) => value !== undefined;
  return sne.bulk(operation, rows, Object.fromEntries(Object.entries(given).filter(isGiven)));
}

/**
 * @param {SneCotation} sne
 * @param {AbortSignal} signal
 * @param {Settings} settings
 * @param {Context} context
 */
async function perform(sne, signal, settings, context) {
  const { output, errors, resume, journal: path } = settings;
  for (const file of [output, errors, path]) await checkOutput({ ...context, values: { output: file } });
  const source = await open(sne, settings, context);
  const { language } = context;
  const { fileJournal } = await import("../../journal/index.js");
  const journal = path === undefined ? undefined : fileJournal(path, { output, errors, resume, language });
  if (journal === undefined && resume) throw misuse(context, "bulk.nothingToResume");
  const headers = await headersOf({ ...context, signal });
  const call = { ...(headers !== undefined && { headers }), ...(context.values.idempotent && { idempotent: true }) };
  const run = begin(sne, source, settings, { journal, signal, call });
  const writer = writerOf(settings, journal);
  const progress = watch(run, context);
  try {
    for await (const item of run) {
      // What nobody reads is not to be done, and is not done.
      if (!writer.isRead()) break;
      await writer.write(linesFor(item, source, errors !== undefined));
    }
  } catch (error) {
    progress.end();
    return ended(error, run, sne, settings, context);
  }
  progress.end();
  return concluded(run, sne, settings, context);
}

/**
 * @param {BulkRun} run
 * @param {SneCotation} sne
 * @param {Settings} settings
 * @param {Context} context
 */
function concluded(run, sne, settings, context) {
  const { summary } = run;
  if (summary === undefined) return 1;
  tellSummary(summary, sne.metrics().quota, settings, context);
  return summary.failed + summary.inDoubt === 0 && summary.stopped === undefined ? 0 : 1;
}

/**
 * What a run ends with that stopped: the summary, and the exit code or the error.
 * @param {unknown} error
 * @param {BulkRun} run
 * @param {SneCotation} sne
 * @param {Settings} settings
 * @param {Context} context
 */
function ended(error, run, sne, settings, context) {
  const { summary } = run;
  // It has not begun.
  if (summary?.stopped === undefined) throw error;
  tellSummary(summary, sne.metrics().quota, settings, context);
  if (summary.stopped === "quota" || summary.stopped === "until") return TEMPORARY;
  throw error;
}
