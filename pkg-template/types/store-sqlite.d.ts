// Types of sne-cotation/store/sqlite, written by hand. They know no package of SQLite.

import type { Store, StoreOptions } from "./store.js";

export type { Store, StoreCell, StoreOptions, StoreWrite } from "./store.js";

/** An open database of `node:sqlite`, `bun:sqlite` or better-sqlite3. */
export interface SqliteLike {
  prepare(sql: string): SqliteStatementLike;
}

/** A statement of one of these. */
export interface SqliteStatementLike {
  get(...values: (string | number)[]): unknown;
  run(...values: (string | number)[]): unknown;
}

/** A store over SQLite. */
export interface SqliteStore extends Store {
  /** Closes the file, if the store has opened it itself: a database that it was given stays open. */
  close(): void;
}

/**
 * Cells in a file of SQLite, for the processes of one host (not on a network drive). A path is opened by the SQLite
 * that Node (22.13 or later), Bun or Deno has; a database of the program's own is used as it is. The store makes its
 * table itself: `sne_cotation_cells`.
 */
export declare function sqliteStore(database: string | SqliteLike, options?: StoreOptions): SqliteStore;
