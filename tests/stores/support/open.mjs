// A store as programs open one: by the kind of client, and by where the engine is. Each has a connection of its own.

import { postgresStore } from "sne-cotation/store/postgres";
import { redisStore } from "sne-cotation/store/redis";
import { sqliteStore } from "sne-cotation/store/sqlite";
import { importPackage } from "./packages.mjs";
import { settingsOf } from "./postgres.mjs";

/** @import { Store } from "sne-cotation/store/testing" */
/** @typedef {{ store: Store, close: () => unknown }} Opened */
/**
 * Where an engine is: a socket or a file, a folder of sockets, ports.
 * @typedef {{ path?: string, host?: string, port?: number, ports?: number[] }} Where
 */
/** @typedef {keyof typeof OPENERS} Kind */

const OPENERS = {
  /** @param {Where} where */
  async ioredis({ path }) {
    const { Redis } = await importPackage("ioredis");
    const client = quiet(new Redis({ path }));
    return { store: redisStore(client), close: () => client.disconnect() };
  },
  /** @param {Where} where */
  async "node-redis"({ path }) {
    const { createClient } = await importPackage("redis");
    const client = await quiet(createClient({ socket: { path } })).connect();
    return { store: redisStore(client), close: () => client.destroy() };
  },
  /** @param {Where} where */
  async "ioredis, cluster"({ ports = [] }) {
    const { Cluster } = await importPackage("ioredis");
    const client = quiet(new Cluster(ports.map((port) => ({ host: "127.0.0.1", port }))));
    return { store: redisStore(client), close: () => client.disconnect() };
  },
  /** @param {Where} where */
  async "node-redis, cluster"({ ports = [] }) {
    const { createCluster } = await importPackage("redis");
    const rootNodes = ports.map((port) => ({ socket: { host: "127.0.0.1", port } }));
    const client = quiet(createCluster({ rootNodes }));
    await client.connect();
    return { store: redisStore(client), close: () => client.destroy() };
  },
  /** @param {Where} where */
  async pg(where) {
    const { default: pg } = await importPackage("pg");
    const pool = quiet(new pg.Pool({ ...settingsOf(/** @type {{ host: string, port: number }} */ (where)), max: 2 }));
    return { store: postgresStore(pool), close: () => pool.end() };
  },
  /** @param {Where} where */
  async "postgres.js"({ host, port }) {
    const { default: postgres } = await importPackage("postgres");
    const sql = postgres({ path: `${host}/.s.PGSQL.${port}`, user: "postgres", database: "postgres", max: 2 });
    return { store: postgresStore(sql), close: () => sql.end({ timeout: 1 }) };
  },
  /** @param {Where} where */
  async "better-sqlite3"({ path }) {
    const { default: Database } = await importPackage("better-sqlite3");
    const db = new Database(path);
    db.pragma("journal_mode = wal");
    return { store: sqliteStore(db), close: () => db.close() };
  },
  /** @param {Where} where */
  async "the runtime's SQLite"({ path = "" }) {
    const store = sqliteStore(path);
    return { store, close: () => store.close() };
  },
};

/**
 * Opens one.
 * @param {Kind} kind
 * @param {Where} where
 * @returns {Promise<Opened>}
 */
export const openStore = (kind, where) => OPENERS[kind](where);

/**
 * A client that loses its connection says so; tests look at what comes of it.
 * @template {{ on(event: string, listener: () => void): unknown }} Client
 * @param {Client} client
 */
function quiet(client) {
  client.on("error", () => {});
  return client;
}
