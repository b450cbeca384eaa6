// `npm run fleet`: fleets over real engines, at the size of their bars; the exit code says whether they keep them.

import { parseArgs } from "node:util";
import { postgresMigration } from "sne-cotation/store/postgres";
import { backwards, engineFolder } from "../stores/support/engine.mjs";
import { query, startPostgres } from "../stores/support/postgres.mjs";
import { startRedis } from "../stores/support/redis.mjs";
import { coldStarts, pace } from "./measure.mjs";

/** @import { At } from "./measure.mjs" */

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "75" }, processes: { type: "string", default: "8" } },
});
const [time, count] = [Number(values.seconds) * 1_000, Number(values.processes)];

/** @type {(() => unknown)[]} */
const ends = [];
const ending = backwards({ after: (end) => ends.push(end) });
let isKept = true;

/**
 * Prints a figure, and whether it is within its bar.
 * @param {string} what
 * @param {string} figures
 * @param {boolean} keeps
 */
function say(what, figures, keeps) {
  isKept &&= keeps;
  console.log(`${keeps ? "✔" : "✘"} ${what}: ${figures}`);
}

/** @param {Awaited<ReturnType<typeof pace>>} run */
const told = ({ passed, refused, failed, most, jain, writesPerCall }) =>
  `${passed.length} let through, ${refused} refused, ${failed.length} failed; at most ${most.join(" and ")}; ` +
  `Jain ${jain.toFixed(3)}; ${writesPerCall.toFixed(2)} writes a call`;

try {
  const redis = await startRedis(ending);
  const postgres = await startPostgres(ending);
  await query(postgres, postgresMigration());
  /** @type {[string, At, number][]} */
  const engines = [
    ["Redis", { kind: "ioredis", where: { path: redis.path } }, 1_500],
    ["PostgreSQL", { kind: "pg", where: { host: postgres.host, port: postgres.port } }, 3_000],
    ["SQLite", { kind: "better-sqlite3", where: { path: `${engineFolder(ending)}/fleet.db` } }, 2_000],
  ];
  await redis.flush();
  for (const [name, at, bar] of engines) {
    const { tokens, served, failed, wait } = await coldStarts(ending, at, { count, calls: 125 });
    const keeps = tokens === 1 && served === count * 125 && failed.length === 0 && wait <= bar;
    say(`${name}, ${count} × 125 cold starts`, `${tokens} token request, all after ${wait.toFixed(0)} ms`, keeps);
  }
  const [, onRedis] = engines[0];
  const killed = await coldStarts(ending, onRedis, { count, calls: 25, kills: true });
  const keepsLease = killed.tokens <= 2 && killed.wait <= 12_000 && killed.failed.length === 0;
  say("Redis, holder killed", `${killed.tokens} requests, all after ${killed.wait.toFixed(0)} ms`, keepsLease);
  for (const [name, at] of engines) {
    const run = await pace(ending, at, { count, time });
    const possible = (Math.min(18 * time, 9.8 * time) / 1_000) * 0.96;
    const isUsed = run.passed.length >= possible;
    say(
      `${name}, ${time / 1_000} s`,
      told(run),
      isUsed && run.jain >= 0.98 && run.failed.length === 0 && run.refused === 0,
    );
  }
  const flushed = await pace(ending, onRedis, {
    count,
    time: 20_000,
    during: async () => {
      for (const after of [4_000, 4_000, 4_000]) {
        await new Promise((resolve) => setTimeout(resolve, after));
        await redis.flush();
      }
    },
  });
  say("Redis, three FLUSHALL in 20 s", told(flushed), flushed.refused === 0 && flushed.failed.length === 0);
  const frozen = await pace(ending, onRedis, {
    count,
    time: 20_000,
    during: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      redis.engine.signal("SIGSTOP");
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      redis.engine.signal("SIGCONT");
    },
  });
  const within = frozen.passed.filter((when) => when >= frozen.begun + 5_000 && when <= frozen.begun + 15_000).length;
  const figures = `${within} in the 10 s of 180 possible; ${told(frozen)}`;
  say("Redis frozen for 10 s", figures, frozen.failed.length === 0 && within >= 90 && frozen.most[0] <= 20);
} finally {
  for (const end of ends.reverse()) await end();
}
process.exitCode = isKept ? 0 : 1;
