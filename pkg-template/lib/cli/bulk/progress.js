// How a run goes: on a terminal one line, redrawn a few times a second; elsewhere a line of JSON a minute, and when a
// pause begins. Only counts and times are in it.

import { speechOf } from "./speech.js";

/**
 * @import { BulkProgress, BulkRun } from "../../../types/index.d.ts"
 * @import { Context } from "../command.ts"
 */

/** Milliseconds. */
const REDRAWN = 250;
const TOLD = 60_000;

/**
 * Tells how a run goes until `end` is called.
 * @param {BulkRun} run
 * @param {Context} context
 */
export function watch(run, context) {
  const isDrawn = process.stderr.isTTY === true && !context.json && !context.values.verbose;
  const { show, end } = isDrawn ? drawing(run, context) : telling(run, context);
  const timer = setInterval(show, REDRAWN);
  timer.unref();
  return {
    end: () => {
      clearInterval(timer);
      end();
    },
  };
}

/**
 * @param {BulkRun} run
 * @param {Context} context
 */
function drawing(run, context) {
  const erase = "\r\u001b[2K";
  const show = () => {
    const line = lineOf(run.progress, context).slice(0, Math.max(20, process.stderr.columns - 1));
    process.stderr.write(`${erase}${line}`);
  };
  return { show, end: () => process.stderr.write(erase) };
}

/**
 * @param {BulkRun} run
 * @param {Context} context
 */
function telling(run, { note }) {
  let told = performance.now();
  /** @type {number | undefined} */
  let pause;
  const tell = () => {
    told = performance.now();
    note(JSON.stringify({ type: "progress", time: Date.now(), ...run.progress }));
  };
  const show = () => {
    const { pausedUntil } = run.progress;
    const isNew = pausedUntil !== undefined && pausedUntil !== pause;
    pause = pausedUntil;
    if (isNew || performance.now() - told >= TOLD) tell();
  };
  return { show, end: tell };
}

/**
 * @param {BulkProgress} progress
 * @param {Context} context
 */
function lineOf({ done, failed, inDoubt, total, rate, eta, pausedUntil }, context) {
  const { t } = context;
  const { whole, tenths, hour, length } = speechOf(context);
  const count = total === undefined ? whole(done) : `${whole(done)} / ${whole(total)}`;
  const parts = [
    t("bulk.items", { count }),
    t("bulk.rate", { rate: tenths(rate) }),
    eta === undefined ? "" : t("bulk.eta", { length: length(eta), hour: hour(Date.now() + eta * 1_000) }),
    failed === 0 ? "" : t("bulk.failed", { count: whole(failed) }),
    inDoubt === 0 ? "" : t("bulk.inDoubt", { count: whole(inDoubt) }),
    pausedUntil === undefined ? "" : t("bulk.paused", { hour: hour(pausedUntil) }),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
