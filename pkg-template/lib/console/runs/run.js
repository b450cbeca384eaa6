// One run: its files, and the loop over `sne.bulk` that writes what comes of each row. It goes on whether or not a page
// looks at it; its journal has what was done, so that it can be stopped, killed and gone on with.

import { createReadStream } from "node:fs";
import { SneError } from "../../index.js";
import { fileJournal } from "../../journal/index.js";
import { linesFor } from "../../rows/lines.js";
import { targetNames, targetsOf } from "../../rows/mapping.js";
import { planOf } from "../../rows/plan.js";
import { SourceProblem } from "../../rows/problems.js";
import { columnsOf, sourceOf } from "../../rows/source.js";
import { textOf } from "../../rows/text.js";
import { Failures } from "./failures.js";
import { Pace } from "./pace.js";
import { RowsRefusal } from "./refusal.js";

/**
 * @import { BulkRun } from "../../../types/index.d.ts"
 * @import { FileJournal } from "../../../types/journal.d.ts"
 * @import { SneCotation } from "../../index.js"
 * @import { Source } from "../../rows/rows.ts"
 * @import { Language } from "../../failure.ts"
 * @import { EnvironmentName } from "../credentials.ts"
 * @import { RunFolder } from "./folder.js"
 * @import { Beginning, Choice, Record, ShownRun } from "./runs.ts"
 */

/** Milliseconds. */
const SECOND = 1_000;

export class Run {
  #folder;
  /** @type {Record} */
  #record;
  #failures = new Failures();
  #pace = new Pace();
  /** @type {{ run: BulkRun, controller: AbortController, over: Promise<void> } | undefined} */
  #active;

  /**
   * @param {RunFolder} folder
   * @param {Record} record as it was kept: what says that it runs was killed meanwhile
   */
  constructor(folder, record) {
    this.#folder = folder;
    this.#record = { ...record, state: record.state === "running" ? "stopped" : record.state };
    this.#failures.readAgain(this.#written());
  }

  get id() {
    return this.#record.id;
  }

  get folder() {
    return this.#folder;
  }

  get choice() {
    return this.#record.choice;
  }

  get isRunning() {
    return this.#active !== undefined;
  }

  /** @returns {ShownRun} */
  get shown() {
    return {
      ...this.#record,
      ...(this.#active && { progress: this.#active.run.progress }),
      failures: this.#failures.shown,
      pace: this.#pace.shown,
      hasResults: this.#folder.has("results.ndjson"),
      hasFailures: this.#folder.has("failures.ndjson"),
    };
  }

  /**
   * What the columns are, and where they go, as far as it is said which operation it is for.
   * @param {SneCotation | undefined} client
   * @param {Choice} choice
   */
  async look(client, { format, encoding, operation: id, map }) {
    const columns = await told(columnsOf(format, this.#text(encoding)));
    const operation = client?.operations().find((one) => one.id === id);
    if (client === undefined || operation === undefined) return { columns, names: [], taken: [] };
    const contract = { operation, definitions: client.definitions() };
    const { targets } = await told(async () => targetsOf(columns, { ...contract, map }));
    const taken = targets.map(({ column, path }) => [column, path.join(".")]);
    return { columns, names: targetNames(contract), taken };
  }

  /**
   * Binds and checks every row, and sends nothing.
   * @param {SneCotation} client
   * @param {Choice} choice
   * @param {AbortSignal} signal
   */
  async plan(client, choice, signal) {
    const { rows, parameters } = await this.#source(client, choice);
    const plan = await told(planOf(client.bulk(choice.operation, rows, { parameters, dryRun: true, signal })));
    this.#keep({ choice, plan });
    return plan;
  }

  /**
   * Begins, or goes on. Rejects when there is something wrong with the file; all else that comes of it is shown.
   * @param {SneCotation} client closed in the end
   * @param {Choice} choice
   * @param {Beginning & { environment: EnvironmentName, language: Language }} how
   */
  async begin(client, choice, { inDoubt, again, environment, language }) {
    const source = await this.#source(client, choice);
    const controller = new AbortController();
    const [output, errors] = [this.#folder.file("results.ndjson"), this.#folder.file("failures.ndjson")];
    const journal = fileJournal(this.#folder.file("journal"), { output, errors, language });
    const { stopAfter } = choice;
    const { plan } = this.#record;
    const run = client.bulk(choice.operation, source.rows, {
      ...{ parameters: source.parameters, journal, inDoubt, signal: controller.signal },
      ...(again && { again: /** @type {const} */ ("failed") }),
      ...(stopAfter !== undefined && { onError: { stopAfter } }),
      ...(plan !== undefined && { total: plan.items }),
    });
    this.#keep({ choice, environment, state: "running", failure: undefined, summary: undefined });
    const over = this.#perform(run, source, journal).finally(() => client.close());
    this.#active = { run, controller, over };
  }

  /** Begins nothing more, and waits for what is under way. */
  async stop() {
    this.#active?.controller.abort();
    await this.#active?.over;
  }

  /**
   * @param {BulkRun} run
   * @param {Source} source
   * @param {FileJournal} journal
   */
  async #perform(run, source, journal) {
    const timer = setInterval(() => this.#pace.note(run.progress), SECOND);
    /** @type {object | undefined} */
    let failure;
    try {
      let isFirst = true;
      for await (const item of run) {
        if (isFirst) this.#goOn(run, item.ok);
        isFirst = false;
        const { result, failure: line } = linesFor(item, source, true);
        if (result !== undefined) journal.output.write(result);
        if (line !== undefined) journal.errors.write(line);
        this.#failures.note(item);
      }
    } catch (error) {
      failure = shownFailure(error);
    }
    clearInterval(timer);
    const { progress, summary } = run;
    this.#pace.note(progress);
    this.#active = undefined;
    const isOver = failure === undefined && summary?.stopped === undefined;
    this.#keep({ state: isOver ? "over" : "stopped", progress, summary, failure });
  }

  /**
   * Once the files are cut back to what was acknowledged, and before the first row of this run is among them.
   * @param {BulkRun} run
   * @param {boolean} isOk of that row
   */
  #goOn({ progress: { done, failed } }, isOk) {
    this.#failures.readAgain(this.#written());
    this.#pace = new Pace({ done: done - 1, failed: isOk ? failed : failed - 1 });
  }

  #written() {
    return { results: this.#folder.text("results.ndjson"), failures: this.#folder.text("failures.ndjson") };
  }

  /** @param {Choice["encoding"]} encoding */
  #text(encoding) {
    return textOf(createReadStream(this.#folder.file("rows")), encoding);
  }

  /**
   * @param {SneCotation} client
   * @param {Choice} choice
   */
  async #source(client, { format, encoding, operation: id, map }) {
    const operation = client.operations().find((one) => one.id === id);
    // The client says that there is none, and which is the nearest.
    if (operation === undefined) await client.call(id);
    const contract = {
      operation: /** @type {NonNullable<typeof operation>} */ (operation),
      definitions: client.definitions(),
    };
    return told(sourceOf(format, this.#text(encoding), { ...contract, map }));
  }

  /** @param {Partial<Record>} changes */
  #keep(changes) {
    this.#record = { ...this.#record, ...changes };
    this.#folder.keep(this.#record);
  }
}

/**
 * What work comes to; what is wrong with the file becomes a refusal.
 * @template Result
 * @param {Promise<Result> | (() => Promise<Result>)} work
 * @returns {Promise<Result>}
 */
async function told(work) {
  try {
    return await (typeof work === "function" ? work() : work);
  } catch (thrown) {
    throw thrown instanceof SourceProblem ? new RowsRefusal(thrown) : thrown;
  }
}

/**
 * Why a run has stopped, where it was not told to.
 * @param {unknown} error
 */
function shownFailure(error) {
  if (error instanceof SourceProblem) return new RowsRefusal(error).toJSON();
  if (error instanceof SneError) return error.toJSON();
  // Told to stop: the summary says so.
  return undefined;
}
