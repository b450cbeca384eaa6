// sne-cotation/store/sqlite: cells in a file, for the processes of one host, through whichever SQLite there is. Its
// calls wait where they stand, for microseconds; what another process has locked is tried again later.

import { cellOf, newVersion, refused, wholeTtl, written } from "./cell.js";
import { has, readOptions, refusal } from "./refusal.js";

/**
 * @import { SqliteLike, SqliteStatementLike } from "../../types/store-sqlite.d.ts"
 * @import { Language } from "../failure.ts"
 */

/** A database that the store has opened. @typedef {SqliteLike & { close(): void }} Opened */

/** Milliseconds in which the first of several processes turns a new file into what all of them use. */
const openingPatience = 5_000;
/** Milliseconds for which a call may wait where it stands, and for which a locked file is tried again. */
const patience = { standing: 20, altogether: 1_000 };
const longestPause = 10;

/** SQLite's number of "somebody else has locked it"; others, in their lowest byte, say why. */
const busy = 5;

const now = "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)";

const statements = {
  table: `create table if not exists sne_cotation_cells (
    key text primary key, version text not null, value text not null, expires integer not null)`,
  read: `select c.version, c.value, ${now} as now
    from (select 1) left join sne_cotation_cells as c on c.key = ? and c.expires > ${now}`,
  // Whoever makes a cell clears away those that nobody has wanted for a day.
  clear: `delete from sne_cotation_cells where expires < ${now} - 86400000`,
  create: `insert into sne_cotation_cells (key, version, value, expires) values (?, ?, ?, ${now} + ?)
    on conflict (key) do update set version = excluded.version, value = excluded.value, expires = excluded.expires
    where expires <= ${now}`,
  replace: `update sne_cotation_cells set version = ?, value = ?, expires = ${now} + ?
    where key = ? and version = ? and expires > ${now}`,
};

/** @typedef {Record<Exclude<keyof typeof statements, "table">, SqliteStatementLike>} Prepared */

/** @type {typeof import("../../types/store-sqlite.d.ts").sqliteStore} */
export function sqliteStore(database, given) {
  const { language } = readOptions(given, "sqliteStore", []);
  const opened = typeof database === "string" && database !== "" ? open(database, language) : undefined;
  const db = opened ?? database;
  if (typeof db === "string" || !has(db, "prepare")) throw refusal("sqlite-database", {}, language);
  /** @type {Prepared | undefined} */
  let prepared;
  const prepare = () => {
    prepared ??= prepareAll(db);
    return prepared;
  };
  /**
   * @template Result
   * @param {() => Result} work
   */
  const impatiently = (work) => whenFree(() => (opened === undefined ? hurried(db, work) : work()));
  /** @param {string} key */
  const cellAt = (key) => {
    const row = /** @type {Record<string, unknown>} */ (prepare().read.get(key));
    return cellOf(row.version, row.value, row.now);
  };
  return {
    read: (key) => impatiently(() => cellAt(key)),
    write(key, value, version, ttl) {
      const next = newVersion();
      const lasts = wholeTtl(ttl);
      return impatiently(() => {
        const { clear, create, replace } = prepare();
        if (version === null) clear.run();
        const done =
          version === null ? create.run(key, next, value, lasts) : replace.run(next, value, lasts, key, version);
        const cell = cellAt(key);
        return Number(/** @type {{ changes: unknown }} */ (done).changes) === 0
          ? refused(cell)
          : written(next, value, cell.now);
      });
    },
    close: () => opened?.close(),
  };
}

/**
 * Does something with a database of the program's, which may be set to wait for seconds where it stands: without that,
 * and as it was afterwards.
 * @template Result
 * @param {SqliteLike} db
 * @param {() => Result} work
 */
function hurried(db, work) {
  const { timeout } = /** @type {{ timeout: number }} */ (db.prepare("pragma busy_timeout").get());
  if (timeout <= patience.standing) return work();
  db.prepare(`pragma busy_timeout = ${patience.standing}`).get();
  try {
    return work();
  } finally {
    db.prepare(`pragma busy_timeout = ${Number(timeout)}`).get();
  }
}

/** @param {SqliteLike} db */
function prepareAll(db) {
  const { table, ...others } = statements;
  db.prepare(table).run();
  return /** @type {Prepared} */ (
    Object.fromEntries(Object.entries(others).map(([name, sql]) => [name, db.prepare(sql)]))
  );
}

/**
 * Opens a file by the SQLite that the runtime has.
 * @param {string} path
 * @param {Language} language
 * @returns {Opened}
 */
function open(path, language) {
  const Database = builtinDatabase();
  if (Database === undefined) throw refusal("sqlite-absent", {}, language);
  try {
    const db = new Database(path);
    // In this order: turning to the log of writes needs the file for oneself, and so do the others that begin.
    for (const pragma of [
      `busy_timeout = ${openingPatience}`,
      "journal_mode = wal",
      "synchronous = normal",
      `busy_timeout = ${patience.standing}`,
    ])
      db.prepare(`pragma ${pragma}`).get();
    return db;
  } catch (error) {
    throw refusal("sqlite-open", { cause: error instanceof Error ? error.message : "" }, language);
  }
}

/** @returns {(new (path: string) => Opened) | undefined} */
function builtinDatabase() {
  /** @param {string} name */
  const builtin = (name) =>
    /** @type {Record<string, unknown> | undefined} */ (globalThis.process?.getBuiltinModule?.(name));
  const found = builtin("node:sqlite")?.DatabaseSync ?? builtin("bun:sqlite")?.Database;
  return /** @type {(new (path: string) => Opened) | undefined} */ (found);
}

/**
 * Does something with the file, at once or when another process has let go of it. Not for ever: that process may be
 * suspended.
 * @template Result
 * @param {() => Result} work
 * @returns {Promise<Result>}
 */
async function whenFree(work) {
  for (const end = performance.now() + patience.altogether; ; ) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * longestPause));
  }
}

/** @param {unknown} error */
function isBusy(error) {
  const { code, errcode, errno } = /** @type {{ code?: unknown, errcode?: number, errno?: number }} */ (error ?? {});
  // better-sqlite3 and Bun give a name; node:sqlite and Bun a number.
  return String(code).startsWith("SQLITE_BUSY") || ((errcode ?? errno ?? 0) & 0xff) === busy;
}
