// graphile-worker, on PostgreSQL: `node graphile-worker.js add 17 18 19` puts applications into the queue,
// `node graphile-worker.js` works through it, in as many processes as you like.

import { makeWorkerUtils, run } from "graphile-worker";
import { idsOf, meaningOf, nameOf, score, sne, tell, untilStopped } from "./cotation.js";

const NAME = "cotation";
/** A task that no worker does: its jobs stay for people to look at. */
const REJECTED = "cotation-rejected";
const MOST_ATTEMPTS = 4;
const connectionString = process.env.DATABASE_URL ?? "postgres://127.0.0.1:5432/postgres";

/**
 * @param {string} id
 * @param {number} [seconds]
 */
const optionsOf = (id, seconds = 0) => ({
  // The same application once, however often it is added.
  jobKey: `c-${id}`,
  maxAttempts: MOST_ATTEMPTS,
  runAt: new Date(Date.now() + seconds * 1_000),
});

/**
 * @param {{ id: string, since: number }} payload
 * @param {import("graphile-worker").JobHelpers} helpers
 */
async function cotation({ id, since }, helpers) {
  try {
    await score(id);
  } catch (error) {
    const { verdict, seconds } = meaningOf(error, since);
    // There is no failure without an attempt: this job is over, and another with its key takes its place.
    if (verdict === "wait") await helpers.addJob(NAME, { id, since }, optionsOf(id, seconds));
    else if (verdict === "pause") {
      await helpers.addJob(NAME, { id, since }, optionsOf(id));
      pause(error);
    } else if (verdict === "never") await helpers.addJob(REJECTED, { id, reason: nameOf(error) });
    // What is thrown is kept in the database: no message, no stack of the original.
    else throw new Error(nameOf(error));
  }
}

/** @type {import("graphile-worker").Runner | undefined} */
let runner;

/**
 * The queue itself cannot be paused: each process ends at the first job that it fails with, once those under way are
 * over, and says by 75 that it is to be started again, later.
 */
function pause(error) {
  tell(error);
  process.exitCode = 75;
  void stop();
}

/** @type {Promise<void> | undefined} */
let stopping;

async function stop() {
  stopping ??= runner?.stop().then(() => sne.close());
  await stopping;
}

if (process.argv[2] === "add") {
  const utils = await makeWorkerUtils({ connectionString });
  await utils.migrate();
  for (const id of idsOf(process.argv.slice(3))) await utils.addJob(NAME, { id, since: Date.now() }, optionsOf(id));
  await utils.release();
  await sne.close();
} else {
  runner = await run({
    connectionString,
    concurrency: 5,
    noHandleSignals: true,
    pollInterval: 500,
    taskList: { [NAME]: cotation },
  });
  untilStopped(stop);
}
