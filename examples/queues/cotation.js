// What the three workers have in common: the client, what a job does, what a failure of it means, and where results go.

import { appendFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { SneCotation } from "sne-cotation";

const {
  RESULTS: results = "cotations.ndjson",
  SNE_TOKEN_URL: tokenUrl,
  SNE_API_URL: apiUrl,
  SNE_CLIENT_ID: clientId,
  SNE_CLIENT_SECRET: clientSecret,
} = process.env;

/** Of an application as it is in the queue: nothing but its number in our own database. No name, no numéro unique. */
export const IDS = /^[0-9]{1,9}$/;

/** Seconds for which a job may be put off by a quota, which has no end of its own. */
const LONGEST = 86_400;

export const sne = await SneCotation.create({
  environment: { tokenUrl, apiUrl },
  clientId,
  clientSecret,
  contract: readFileSync(new URL("contract.json", import.meta.url), "utf8"),
  rateLimit: { perSecond: 20 },
  // A longer wait is the queue's: it gives the place to another job.
  retry: { maxDelay: 1_000 },
});

/**
 * What a job does. Its deadline ends before the queue takes the job for lost and gives it to another worker.
 * @param {string} id
 */
export async function score(id) {
  const numero = await numeroOf(id);
  const { data } = await sne.call("lireCotation", { numero }, { deadline: 25_000 });
  // Not into the queue: whoever reads the queue is not to read the results.
  await appendFile(results, `${JSON.stringify({ id, points: data.points })}\n`, { mode: 0o600 });
}

/** Stands for a look into your own database. @param {string} id */
const numeroOf = async (id) => id.padStart(12, "0");

/**
 * What a failure means for the queue.
 * `wait`: everybody's quota is used up, try again after so many seconds, and not at the expense of this job;
 * `pause`: no job can succeed until a person has done something;
 * `never`: this job cannot succeed, however often it is tried;
 * `again`: it may succeed a little later.
 * @param {import("sne-cotation").SneError} error
 * @param {number} since when the job was first put into the queue, in milliseconds
 * @returns {{ verdict: "wait" | "pause" | "never" | "again", seconds: number }}
 */
export function meaningOf(error, since) {
  const seconds = error.retryAfter ?? 60;
  if (error.kind === "quota") {
    const isTooOld = Date.now() + seconds * 1000 > since + LONGEST * 1000;
    return { verdict: isTooOld ? "never" : "wait", seconds };
  }
  if (["blocked", "credentials", "subscription", "profile", "config"].includes(error.kind))
    return { verdict: "pause", seconds };
  return { verdict: error.retryable ? "again" : "never", seconds };
}

/**
 * What may be written into a queue of a failure. Messages of the API may quote a person.
 * @param {import("sne-cotation").SneError} error
 */
export const nameOf = (error) => error.code ?? error.kind ?? "error";

/** For the person who is told that nothing goes on. @param {import("sne-cotation").SneError} error */
export function tell(error) {
  console.error(`paused: ${error.kind}: ${error.message}\n${error.advice}`);
}

/** The numbers that a list of words has. @param {string[]} words */
export function idsOf(words) {
  const wrong = words.find((word) => !IDS.test(word));
  if (wrong !== undefined) throw new Error(`not a number of an application: ${wrong}`);
  return words;
}

/**
 * Ends what is under way, then the process, when it is told to.
 * @param {() => Promise<unknown>} stop
 */
export function untilStopped(stop) {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.once(signal, stop);
  }
}
