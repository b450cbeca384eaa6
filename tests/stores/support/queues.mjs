// The recipes of examples/queues on the engines that they need: how each is asked what it holds, and a platform that is
// sometimes not at its best.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { CREDENTIALS, json, platform } from "../../node/support/platform.mjs";
import { ended, environment } from "../../node/support/command.mjs";
import { importPackage, packages } from "./packages.mjs";
import { query, startPostgres, urlOf } from "./postgres.mjs";
import { startRedis } from "./redis.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Ending } from "./engine.mjs" */

export const EXAMPLE = fileURLToPath(new URL("../../../examples/queues/", import.meta.url));

/** What the API says of applications that cannot be scored: the message quotes a person. */
export const POISON = { code: "ERRCOT0042", message: "Madame Canari n'a pas de dossier" };

/** The example finds the queues as if it had been installed. */
export function installExample() {
  const target = join(EXAMPLE, "node_modules");
  if (!existsSync(target)) symlinkSync(join(packages, "node_modules"), target, "junction");
}

/**
 * A queue: its program, what it finds in its environment, what it has put aside, and all that it keeps, as text.
 * @typedef {object} Recipe
 * @property {string} program
 * @property {Record<string, string>} env
 * @property {() => Promise<[id: string, reason: string][]>} rejected
 * @property {() => Promise<string>} kept
 * @property {() => Promise<boolean>} [isPaused] where the queue itself can be; otherwise its workers end with 75
 * @property {string[]} [resume] how a queue goes on that was paused
 */

/** @type {Record<string, (ending: Ending) => Promise<Recipe>>} */
export const RECIPES = {
  async BullMQ(ending) {
    const { path } = await startRedis(ending);
    const { Queue } = await importPackage("bullmq");
    const queue = new Queue("cotations", { connection: { path } });
    ending.after(() => queue.close());
    /** @typedef {{ data: { id: string }, failedReason: string, attemptsMade: number }} Job */
    return {
      program: "bullmq.js",
      env: { REDIS_URL: path },
      async rejected() {
        /** @type {Job[]} */
        const failed = await queue.getFailed();
        return failed.map(({ data, failedReason, attemptsMade }) => [data.id, `${failedReason} ${attemptsMade}`]);
      },
      kept: async () => JSON.stringify(await queue.getJobs()),
      isPaused: async () => (await queue.isPaused()) && (await queue.getActiveCount()) === 0,
      resume: ["resume"],
    };
  },
  async "pg-boss"(ending) {
    const server = await startPostgres(ending);
    const rejected = "select data from pgboss.job where name = 'cotations-rejected'";
    return {
      program: "pg-boss.js",
      env: { DATABASE_URL: urlOf(server) },
      rejected: async () => (await query(server, rejected)).map(({ data }) => pairOf(data)),
      kept: async () => JSON.stringify(await query(server, "select * from pgboss.job")),
    };
  },
  async "graphile-worker"(ending) {
    const server = await startPostgres(ending);
    const jobs = "select payload from graphile_worker._private_jobs as j join graphile_worker._private_tasks as t";
    const rejected = `${jobs} on t.id = j.task_id where t.identifier = 'cotation-rejected'`;
    return {
      program: "graphile-worker.js",
      env: { DATABASE_URL: urlOf(server) },
      rejected: async () => (await query(server, rejected)).map(({ payload }) => pairOf(payload)),
      kept: async () => JSON.stringify(await query(server, "select * from graphile_worker._private_jobs")),
    };
  },
};

/** @param {unknown} data @returns {[string, string]} */
function pairOf(data) {
  const { id, reason } = /** @type {{ id: string, reason: string }} */ (data);
  return [id, `${reason} 1`];
}

/**
 * A platform for one queue. Some applications cannot be scored, some only at the second call; a quota is used up once,
 * and the account can be blocked.
 * @param {TestContext} t
 * @param {{ poison: string[], flapping: string[], quotaAfter?: number, retryAfter?: number }} how
 */
export async function moody(t, { poison, flapping, quotaAfter = Infinity, retryAfter = 1 }) {
  const state = { isBlocked: false, calls: 0, refusals: 0, early: 0, until: 0 };
  /** Requests of a call that fails: the first, and the repetitions of the client. @type {Map<string, number>} */
  const left = new Map(flapping.map((id) => [id, 4]));
  const { environment: addresses } = await platform(t, {
    api: (request, response) => {
      state.calls += 1;
      const id = String(Number(/demandes\/(\d+)\//.exec(request.url)?.[1]));
      if (state.isBlocked) return json(response, 423, {});
      const now = performance.now();
      if (state.calls > quotaAfter && state.until === 0) state.until = now + retryAfter * 1000;
      if (now < state.until) {
        state.refusals += 1;
        const wait = Math.ceil((state.until - now) / 1000);
        return json(response, 429, {}, { "Retry-After": String(wait) });
      }
      const times = left.get(id) ?? 0;
      left.set(id, times - 1);
      if (times > 0) return json(response, 503, {});
      if (poison.includes(id)) return json(response, 400, POISON);
      return json(response, 200, { points: Number(id) % 100 });
    },
  });
  const { clientId, clientSecret } = CREDENTIALS;
  const env = {
    SNE_TOKEN_URL: addresses.tokenUrl,
    SNE_API_URL: addresses.apiUrl,
    SNE_CLIENT_ID: clientId,
    SNE_CLIENT_SECRET: clientSecret,
  };
  return { state, env };
}

/**
 * Starts the program of a recipe, which ends with the test at the latest.
 * @param {Ending} ending
 * @param {Recipe} recipe
 * @param {Record<string, string>} env
 * @param {string[]} [args]
 */
export function startRecipe(ending, { program, env: own }, env, args = []) {
  const child = spawn(process.execPath, [join(EXAMPLE, program), ...args], { env: environment({ ...own, ...env }) });
  ending.after(() => child.kill("SIGKILL"));
  return child;
}

/**
 * Runs it to its end; it has to succeed.
 * @param {Parameters<typeof startRecipe>} how
 */
export async function runRecipe(...how) {
  const { code, stderr } = await ended(startRecipe(...how));
  assert.deepEqual([code, stderr], [0, ""]);
}

/**
 * Tells workers to stop, and waits for that.
 * @param {import("node:child_process").ChildProcess[]} workers
 */
export async function stopAll(workers) {
  await Promise.all(
    workers.map(async (worker) => {
      if (worker.exitCode !== null) return;
      const end = once(worker, "exit");
      worker.kill("SIGTERM");
      assert.deepEqual(await end, [0, null]);
    }),
  );
}

/** The applications that have a result. @param {string} path */
export function resultsIn(path) {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => String(JSON.parse(line).id)).sort();
}

/**
 * Until something is so; queues take their time.
 * @param {() => unknown} condition
 * @param {string} what
 */
export async function eventually(condition, what) {
  for (const end = Date.now() + 90_000; !(await condition()); await pause(20))
    assert.ok(Date.now() < end, `waited in vain for: ${what}`);
}
