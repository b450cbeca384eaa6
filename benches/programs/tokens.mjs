// What reaches the servers when something is wrong, for one contestant in a process of its own: 64 calls at once
// without a token, with one that the gateway refuses, with credentials that the authorisation server refuses; and 200
// calls, eight at once, of a gateway that answers 503. Prints, by the name of the situation, how many token requests
// and calls arrived, and how many of the calls were answered.

import { setTimeout as pause } from "node:timers/promises";
import { CONTESTANTS } from "../peers/index.mjs";

/** Milliseconds after which what still waits to call a dead service is no longer waited for. */
const PATIENCE = 20_000;
const [, , server, name] = process.argv;

const place = CONTESTANTS.findIndex((one) => one.name === name);
const { open } = await CONTESTANTS[place].load();
const found = {
  cold: await situation("slow", 64, 64),
  revoked: await situation("revoking", 64, 64),
  refused: await situation("refusing", 64, 64),
  dead: await situation("dead", 200, 8),
};
console.log(JSON.stringify(found));
process.exit(0);

/**
 * @param {string} behaviour
 * @param {number} calls
 * @param {number} concurrency
 */
async function situation(behaviour, calls, concurrency) {
  const key = `${behaviour}-${place}`;
  const client = await open(`${server}/${key}`);
  if (behaviour === "revoking") await settled(client.healthcheck, 1, 1);
  const before = await counts(key);
  const begun = performance.now();
  const answered = await settled(client.healthcheck, calls, concurrency);
  const seconds = (performance.now() - begun) / 1000;
  const after = await counts(key);
  return { tokens: after.tokens - before.tokens, calls: after.calls - before.calls, answered, seconds };
}

/**
 * Makes the calls, however each ends; resolves to how many were answered.
 * @param {() => Promise<{ etat: string }>} call
 * @param {number} calls
 * @param {number} concurrency
 */
async function settled(call, calls, concurrency) {
  let [left, answered] = [calls, 0];
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await call().catch(() => undefined);
      if (answer?.etat === "OK") answered += 1;
    }
  };
  await Promise.race([Promise.all(Array.from({ length: concurrency }, work)), pause(PATIENCE)]);
  left = 0;
  return answered;
}

/** @param {string} key @returns {Promise<{ tokens: number, calls: number }>} */
async function counts(key) {
  return (await fetch(`${server}/counts/${key}`)).json();
}
