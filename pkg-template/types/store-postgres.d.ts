// Types of sne-cotation/store/postgres, written by hand. They know no client of PostgreSQL.

import type { Store, StoreOptions } from "./store.js";

export type { Store, StoreCell, StoreOptions, StoreWrite } from "./store.js";

/** A pool (or a client) of pg, or anything whose `query` takes a text and values and gives rows. */
export interface PgLike {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What `postgres()` of postgres.js gives. */
export interface PostgresJsLike {
  unsafe(text: string, values: (string | number | null)[], options: { prepare: boolean }): PromiseLike<unknown>;
}

/** Options of `postgresMigration`. */
export interface PostgresTable {
  /** The table, with its schema before a dot if it has one. Default: "sne_cotation_cells". */
  table?: string;
}

/** Options of `postgresStore`. */
export interface PostgresStoreOptions extends StoreOptions, PostgresTable {}

/**
 * Cells in a table of PostgreSQL, through the pool that the program has: single statements without names, which pass
 * PgBouncer too. The table is made once, by `postgresMigration`.
 */
export declare function postgresStore(pool: PgLike | PostgresJsLike, options?: PostgresStoreOptions): Store;

/** What makes the table, as SQL. `sne-cotation store postgres` prints the same. */
export declare function postgresMigration(options?: PostgresTable & StoreOptions): string;
