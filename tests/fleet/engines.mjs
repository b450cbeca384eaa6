// The engines that a fleet is tried on, each with what can happen to it: its data lost, standing still, gone for a
// while, slow.

import { createServer, connect } from "node:net";
import { join } from "node:path";
import { sqliteStore } from "sne-cotation/store/sqlite";
import { postgresMigration } from "sne-cotation/store/postgres";
import { engineFolder } from "../stores/support/engine.mjs";
import { importPackage } from "../stores/support/packages.mjs";
import { query, settingsOf, startPostgres } from "../stores/support/postgres.mjs";
import { startRedis } from "../stores/support/redis.mjs";

/** @import { Ending } from "../stores/support/engine.mjs" */
/** @import { Kind, Where } from "../stores/support/open.mjs" */

/**
 * An engine: how stores are opened on it, and what can be done to it. `served` is the bar for a thousand cold starts,
 * in milliseconds after the token was granted.
 * @typedef {object} Tried
 * @property {string} name
 * @property {Kind} kind
 * @property {Where} where
 * @property {number} served
 * @property {() => Promise<unknown>} wipe
 * @property {() => Promise<() => unknown>} freeze gives what ends it
 * @property {() => Promise<() => Promise<unknown>>} [refuse] the same; it is gone, and comes back empty
 * @property {() => Promise<{ where: Where, delay: (milliseconds: number) => void }>} [slow] a slow way to it
 */

/** @type {Record<"redis" | "postgres" | "sqlite", (ending: Ending) => Promise<Tried>>} */
export const ENGINES = {
  async redis(ending) {
    const { path, engine, flush } = await startRedis(ending);
    return {
      name: "Redis",
      kind: "ioredis",
      where: { path },
      served: 1_500,
      wipe: flush,
      async freeze() {
        engine.signal("SIGSTOP");
        return () => engine.signal("SIGCONT");
      },
      async refuse() {
        await engine.stop();
        return () => engine.start();
      },
      slow: () => slowWay(ending, path),
    };
  },
  async postgres(ending) {
    const server = await startPostgres(ending);
    const { host, port, engine } = server;
    await query(server, postgresMigration());
    return {
      name: "PostgreSQL",
      kind: "pg",
      where: { host, port },
      served: 3_000,
      wipe: () => query(server, "truncate sne_cotation_cells"),
      async freeze() {
        const { default: pg } = await importPackage("pg");
        const client = new pg.Client(settingsOf(server));
        await client.connect();
        await client.query("begin; lock table sne_cotation_cells");
        return () => client.end();
      },
      async refuse() {
        await engine.stop();
        return () => engine.start();
      },
    };
  },
  async sqlite(ending) {
    const path = join(engineFolder(ending), "cells.db");
    const { default: Database } = await importPackage("better-sqlite3");
    const db = new Database(path);
    db.pragma("journal_mode = wal");
    await sqliteStore(db).read("first");
    ending.after(() => db.close());
    return {
      name: "SQLite",
      kind: "better-sqlite3",
      where: { path },
      served: 2_000,
      wipe: async () => db.exec("delete from sne_cotation_cells"),
      async freeze() {
        db.exec("begin immediate");
        return () => db.exec("rollback");
      },
    };
  },
};

/**
 * A socket before another, over which answers come so much later as is wished.
 * @param {Ending} ending
 * @param {string} path
 */
async function slowWay(ending, path) {
  const way = join(engineFolder(ending), "slow.sock");
  let late = 0;
  const server = createServer((socket) => {
    const other = connect(path);
    socket.pipe(other);
    other.on("data", (piece) => setTimeout(() => socket.write(piece), late));
    for (const [one, its] of [
      [socket, other],
      [other, socket],
    ]) {
      one.on("error", () => {});
      one.on("close", () => its.destroy());
    }
  });
  await new Promise((resolve) => server.listen(way, () => resolve(undefined)));
  ending.after(() => server.close());
  return {
    where: { path: way },
    delay: (/** @type {number} */ milliseconds) => {
      late = milliseconds;
    },
  };
}
