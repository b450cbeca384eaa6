// sne-cotation/store/redis: cells in Redis or Valkey, each a hash of its own, through the client of the program.

import { cellOf, newVersion, refused, wholeTtl, written } from "./cell.js";
import { has, readOptions, refusal } from "./refusal.js";

/**
 * @import { IoredisLike, NodeRedisLike } from "../../types/store-redis.d.ts"
 * @import { StoreCell } from "../../types/store.d.ts"
 * @import { Language } from "../failure.ts"
 */

/**
 * Reads a cell, or writes it if it still has the version ARGV[1] ("" for none). Servers run a script as a whole. A
 * client that sends a write again, because a connection broke off before the answer, finds that it is done.
 */
const script = `
local time = redis.call("TIME")
local cell = redis.call("HMGET", KEYS[1], "version", "value")
local ok = ARGV[2] and ((cell[1] or "") == ARGV[1] or cell[1] == ARGV[2])
if ok then
  redis.call("HSET", KEYS[1], "version", ARGV[2], "value", ARGV[3])
  redis.call("PEXPIRE", KEYS[1], ARGV[4])
end
return { ok and 1 or 0, cell[1], cell[2], time[1] * 1000 + math.floor(time[2] / 1000) }`;

const shapes = ["ioredis", "node-redis"];

/** Runs the script on a key. @typedef {(key: string, ...values: string[]) => Promise<unknown>} Run */

/** @type {typeof import("../../types/store-redis.d.ts").redisStore} */
export function redisStore(client, given) {
  const { options, language } = readOptions(given, "redisStore", ["shape"]);
  if (!has(client, "eval")) throw refusal("redis-client", {}, language);
  const { shape = shapeOf(client) } = options;
  if (!shapes.includes(shape)) throw refusal("redis-shape", {}, language);
  /** @type {Run} */
  const run =
    shape === "ioredis"
      ? (key, ...values) => /** @type {IoredisLike} */ (client).eval(script, 1, key, ...values)
      : (key, ...values) => /** @type {NodeRedisLike} */ (client).eval(script, { keys: [key], arguments: values });
  return {
    read: async (key) => answerOf(await run(key), language).cell,
    async write(key, value, version, ttl) {
      const next = newVersion();
      const answer = await run(key, version ?? "", next, value, String(wholeTtl(ttl)));
      const { ok, cell } = answerOf(answer, language);
      return ok ? written(next, value, cell.now) : refused(cell);
    },
  };
}

/**
 * Whose calls a client takes: the commands of node-redis have names of their own.
 * @param {unknown} client
 */
const shapeOf = (client) => (has(client, "hGet") && !has(client, "hget") ? "node-redis" : "ioredis");

/**
 * What the script has answered.
 * @param {unknown} answer
 * @param {Language} language
 * @returns {{ ok: boolean, cell: StoreCell }}
 */
function answerOf(answer, language) {
  if (!Array.isArray(answer) || answer.length !== 4) throw refusal("redis-answer", {}, language);
  const [ok, version, value, now] = answer;
  return { ok: Number(ok) === 1, cell: cellOf(version, value, now) };
}
