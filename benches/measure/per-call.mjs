// What a call takes, by everybody who can do the job in this runtime: for each answer and each concurrency, all take
// turns.

import { ANSWERS } from "../search.mjs";
import { openAll, reasonOf } from "./open.mjs";
import { takeTurns } from "./turns.mjs";

/** @import { AnswerName } from "../search.mjs" */
/** @import { Client } from "../peers/index.mjs" */
/** @import { Absent } from "./open.mjs" */
/** @import { Effort, Times, Way } from "./turns.mjs" */

/** @typedef {{ origin: string, answers: AnswerName[], concurrencies: number[], effort: Effort }} Order */

/** @typedef {{ answer: AnswerName, concurrency: number, times: Record<string, Times> }} Cell */

/**
 * @param {Order} order
 * @returns {Promise<{ cells: Cell[], absent: Absent }>}
 */
export async function perCall({ origin, answers, concurrencies, effort }) {
  const { clients, absent } = await openAll(() => `${origin}/plain`);
  /** @type {Cell[]} */
  const cells = [];
  for (const answer of answers) {
    const ways = await waysTo(answer, clients, absent);
    for (const [place, concurrency] of concurrencies.entries()) {
      const warmUp = place === 0 ? effort.warmUp : effort.warmUp / 4;
      cells.push({ answer, concurrency, times: await takeTurns(ways, { ...effort, warmUp, concurrency }) });
    }
  }
  for (const { end } of Object.values(clients)) await end?.();
  return { cells, absent };
}

/**
 * The ways to an answer, all of which give the same.
 * @param {AnswerName} answer
 * @param {Record<string, Client>} clients
 * @param {Absent} absent
 */
async function waysTo(answer, clients, absent) {
  const range = ANSWERS[answer];
  /** @type {Record<string, Way>} */
  const ways = {};
  /** @type {string | undefined} */
  let expected;
  for (const [name, { healthcheck, search }] of Object.entries(clients)) {
    const way = range === "" ? healthcheck : search && (() => search(range));
    if (way === undefined) continue;
    try {
      const answered = JSON.stringify(await way());
      expected ??= answered;
      if (answered !== expected) throw new Error(`another answer: ${answered.slice(0, 80)}`);
      ways[name] = way;
    } catch (error) {
      absent[`${name}, ${answer}`] = reasonOf(error);
    }
  }
  return ways;
}
