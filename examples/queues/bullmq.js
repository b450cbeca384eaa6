// BullMQ, on Redis: `node bullmq.js add 17 18 19` puts applications into the queue, `node bullmq.js` works through it,
// in as many processes as you like; after a pause, `node bullmq.js resume`.

import { Queue, RateLimitError, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { Redis } from "ioredis";
import { idsOf, meaningOf, nameOf, score, sne, tell, untilStopped } from "./cotation.js";

const NAME = "cotations";
const connection = new Redis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379", { maxRetriesPerRequest: null });
const queue = new Queue(NAME, { connection });

/** The same application once, however often it is added. What is done is forgotten after a day. */
const options = (id) => ({
  jobId: `c-${id}`,
  attempts: 4,
  backoff: { type: "exponential", delay: 1_000 },
  removeOnComplete: { age: 86_400 },
});

/** @param {import("bullmq").Job} job @param {string} token */
async function run(job, token) {
  try {
    await score(job.data.id);
  } catch (error) {
    const { verdict, seconds } = meaningOf(error, job.timestamp);
    if (verdict === "wait") {
      // Ends no attempt: the job goes back to its place, and nobody takes another for so long.
      await queue.rateLimit(seconds * 1_000);
      throw new RateLimitError();
    }
    if (verdict === "pause") {
      tell(error);
      await queue.pause();
      await job.moveToWait(token);
      throw new WaitingError();
    }
    // What is thrown is kept in Redis: no message, no stack of the original.
    if (verdict === "never") throw new UnrecoverableError(nameOf(error));
    throw new Error(nameOf(error));
  }
}

if (process.argv[2] === "add") {
  const ids = idsOf(process.argv.slice(3));
  await queue.addBulk(ids.map((id) => ({ name: "score", data: { id }, opts: options(id) })));
  await close();
} else if (process.argv[2] === "resume") {
  await queue.resume();
  await close();
} else {
  const worker = new Worker(NAME, run, { connection, concurrency: 5 });
  worker.on("error", ({ name, message }) => console.error(`${name}: ${message}`));
  untilStopped(async () => {
    await worker.close();
    await close();
  });
}

async function close() {
  await queue.close();
  await connection.quit();
  await sne.close();
}
