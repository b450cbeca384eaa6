// The clients of others, and the bindings of Workers, given to the stores as they are: compiled by types.test.mjs with
// the types that these packages bring.

import Database from "better-sqlite3";
import { Cluster, Redis } from "ioredis";
import pg from "pg";
import postgres from "postgres";
import { createClient, createCluster } from "redis";
import { DatabaseSync } from "node:sqlite";
import { durableObjectStore, SneStore } from "sne-cotation/store/cloudflare";
import { postgresMigration, postgresStore } from "sne-cotation/store/postgres";
import { redisStore } from "sne-cotation/store/redis";
import { sqliteStore } from "sne-cotation/store/sqlite";
import { memoryStore, storeConformance } from "sne-cotation/store/testing";
import type { Store } from "sne-cotation/store/testing";

/** As Cloudflare's own types have them. */
interface DurableObjectId {
  toString(): string;
  readonly name?: string;
}
interface Stub {
  readonly id: DurableObjectId;
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
}
interface Namespace {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId, options?: { locationHint?: string }): Stub;
}
declare const namespace: Namespace;

const pool = new pg.Pool();
const stores: Store[] = [
  redisStore(new Redis()),
  redisStore(new Cluster([]), { language: "en", shape: "ioredis" }),
  redisStore(createClient()),
  redisStore(await createClient({ RESP: 3 }).connect()),
  redisStore(createCluster({ rootNodes: [] })),
  postgresStore(pool),
  postgresStore(await pool.connect(), { table: "cotation.cells" }),
  postgresStore(postgres()),
  sqliteStore("cells.db"),
  sqliteStore(new Database("cells.db")),
  sqliteStore(new DatabaseSync("cells.db")),
  durableObjectStore(namespace),
  memoryStore({ now: () => 1 }),
];
const checks: string[] = storeConformance({ create: () => stores[0] }).map(({ name }) => name);
const sql: string = postgresMigration({ table: "cells" });

/** A program's own. */
export class Own extends SneStore {}

export const own: Store = {
  read: async () => ({ version: null, value: null, now: 1 }),
  write: async (_key, value, version) => ({ ok: version === null, version: "1", value, now: 1 }),
};

// @ts-expect-error: an address is no client
redisStore("redis://localhost");
// @ts-expect-error: neither is this one of PostgreSQL
postgresStore({ connectionString: "" });
// @ts-expect-error: there is no such option
redisStore(new Redis(), { prefix: "a" });

console.log(checks, sql);
