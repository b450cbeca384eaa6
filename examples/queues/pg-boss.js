// pg-boss, on PostgreSQL: `node pg-boss.js add 17 18 19` puts applications into the queue, `node pg-boss.js` works
// through it, in as many processes as you like.

import PgBoss from "pg-boss";
import { idsOf, meaningOf, nameOf, score, sne, tell, untilStopped } from "./cotation.js";

const NAME = "cotations";
const REJECTED = "cotations-rejected";
const WORKERS = 5;
/** A job that waits for its turn is there once for each application. */
const QUEUE = { policy: "short", retryLimit: 3, retryDelay: 1, retryBackoff: true, expireInSeconds: 60 };

const boss = new PgBoss(process.env.DATABASE_URL ?? "postgres://127.0.0.1:5432/postgres");
boss.on("error", ({ name, message }) => console.error(`${name}: ${message}`));
await boss.start();
await boss.createQueue(REJECTED, { name: REJECTED, policy: "standard" });
await boss.createQueue(NAME, { ...QUEUE, name: NAME, deadLetter: REJECTED });

/**
 * @param {string} id
 * @param {number} since when the application was first put into the queue
 * @param {number} [seconds]
 */
const add = (id, since, seconds = 0) =>
  boss.send(NAME, { id, since }, { ...QUEUE, singletonKey: id, startAfter: seconds, deadLetter: REJECTED });

/** @param {import("pg-boss").Job<{ id: string, since: number }>[]} jobs */
async function run([{ data }]) {
  const { id, since } = data;
  try {
    await score(id);
  } catch (error) {
    const { verdict, seconds } = meaningOf(error, since);
    // There is no failure without an attempt: this job is over, and another takes its place.
    if (verdict === "wait") await add(id, since, seconds);
    else if (verdict === "pause") {
      await add(id, since);
      pause(error);
    } else if (verdict === "never") await boss.send(REJECTED, { id, reason: nameOf(error) });
    // What is thrown is kept in the database: no message, no stack of the original.
    else throw new Error(nameOf(error));
  }
}

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

function stop() {
  stopping ??= boss.stop({ graceful: true, timeout: 30_000 }).then(() => sne.close());
  return stopping;
}

if (process.argv[2] === "add") {
  for (const id of idsOf(process.argv.slice(3))) await add(id, Date.now());
  await stop();
} else {
  for (let worker = 0; worker < WORKERS; worker += 1)
    await boss.work(NAME, { batchSize: 1, pollingIntervalSeconds: 0.5 }, run);
  untilStopped(stop);
}
