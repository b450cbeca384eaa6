// Types of sne-cotation/store/redis, written by hand. They know no client of Redis: whatever has an `eval` will do.

import type { Store, StoreOptions } from "./store.js";

export type { Store, StoreCell, StoreOptions, StoreWrite } from "./store.js";

/** A client whose `eval` is called as that of ioredis: script, number of keys, keys and arguments. */
export interface IoredisLike {
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** A client whose `eval` is called as that of node-redis. */
export interface NodeRedisLike {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Options of `redisStore`. */
export interface RedisStoreOptions extends StoreOptions {
  /**
   * Whose `eval` that of the client is called like. Default: what the client is, if it is one of these two, and
   * "ioredis" otherwise.
   */
  shape?: "ioredis" | "node-redis";
}

/**
 * Cells in Redis (6 or later) or Valkey, through the client that the program has: a single server, sentinels or a
 * cluster. It stays the program's, which connects and closes it.
 */
export declare function redisStore(client: IoredisLike | NodeRedisLike, options?: RedisStoreOptions): Store;
