// sne-cotation/store/postgres: cells in a table of PostgreSQL, through the pool of the program. Each step is a single
// statement without a name, so that a pool that hands out connections by transaction (PgBouncer) may be in between.

import { cellOf, newVersion, refused, wholeTtl, written } from "./cell.js";
import { has, readOptions, refusal } from "./refusal.js";

/**
 * @import { PgLike, PostgresJsLike } from "../../types/store-postgres.d.ts"
 * @import { Language } from "../failure.ts"
 */

const defaultTable = "sne_cotation_cells";
const tableName = /^[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/;

/** What PostgreSQL calls a table that is not there, and two transactions that it could not put in an order. */
const codes = { absent: "42P01", disorder: ["40001", "40P01"] };
const mostTries = 5;

const now = "floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now";
const expiry = "clock_timestamp() + $4::float8 * interval '1 millisecond'";

/** @param {string} table */
const statements = (table) => ({
  read: `
select c.version, c.value, ${now}
from (select 1) as one left join ${table} as c on c.key = $1::text and c.expires > clock_timestamp()`,
  // Whoever makes a cell clears away those that nobody has wanted for a day.
  create: `
with old as (
  delete from ${table} where key in (
    select key from ${table} where expires < clock_timestamp() - interval '1 day' and key <> $1::text
    limit 100 for update skip locked)
), done as (
  insert into ${table} as c (key, version, value, expires) values ($1::text, $2::text, $3::text, ${expiry})
  on conflict (key) do update set version = excluded.version, value = excluded.value, expires = excluded.expires
  where c.expires <= clock_timestamp()
  returning c.version
)
select version, ${now} from done`,
  replace: `
update ${table} set version = $2::text, value = $3::text, expires = ${expiry}
where key = $1::text and version = $5::text and expires > clock_timestamp()
returning version, ${now}`,
});

/**
 * Sends a statement; resolves to its rows.
 * @typedef {(text: string, values: (string | number)[]) => Promise<Record<string, unknown>[]>} Query
 */

/** @type {typeof import("../../types/store-postgres.d.ts").postgresStore} */
export function postgresStore(pool, given) {
  const { options, language } = readOptions(given, "postgresStore", ["table"]);
  const send = queryOf(pool, language);
  const table = tableOf(options.table, language);
  const { read, create, replace } = statements(quoted(table));
  /** @type {Query} */
  const query = async (text, values) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send(text, values);
      } catch (error) {
        const { code } = /** @type {{ code?: string }} */ (error ?? {});
        if (code === codes.absent) throw refusal("postgres-absent", { table }, language);
        // Where transactions are serializable, one of two that meet is told to come back.
        if (tries === mostTries || code === undefined || !codes.disorder.includes(code)) throw error;
      }
    }
  };
  /** @param {string} key */
  const cellAt = async (key) => {
    const [row] = await query(read, [key]);
    return cellOf(row.version, row.value, row.now);
  };
  return {
    read: cellAt,
    async write(key, value, version, ttl) {
      const next = newVersion();
      const values = [key, next, value, wholeTtl(ttl)];
      const [row] = version === null ? await query(create, values) : await query(replace, [...values, version]);
      return row === undefined ? refused(await cellAt(key)) : written(next, value, Number(row.now));
    },
  };
}

/** @type {typeof import("../../types/store-postgres.d.ts").postgresMigration} */
export function postgresMigration(given) {
  const { options, language } = readOptions(given, "postgresMigration", ["table"]);
  // Unlogged: a crash may empty it, which clients bear, and a write costs a quarter.
  return `create unlogged table if not exists ${quoted(tableOf(options.table, language))} (
  key text primary key,
  version text not null,
  value text not null,
  expires timestamptz not null
);
`;
}

/**
 * How a client is asked.
 * @param {unknown} pool
 * @param {Language} language
 * @returns {Query}
 */
function queryOf(pool, language) {
  if (has(pool, "unsafe")) {
    const sql = /** @type {PostgresJsLike} */ (pool);
    return async (text, values) =>
      /** @type {Record<string, unknown>[]} */ (await sql.unsafe(text, values, { prepare: false }));
  }
  if (!has(pool, "query")) throw refusal("postgres-client", {}, language);
  const pg = /** @type {PgLike} */ (pool);
  return async (text, values) => /** @type {Record<string, unknown>[]} */ ((await pg.query(text, values)).rows);
}

/**
 * @param {unknown} table
 * @param {Language} language
 */
function tableOf(table, language) {
  if (table === undefined) return defaultTable;
  if (typeof table === "string" && tableName.test(table)) return table;
  throw refusal("postgres-table", {}, language);
}

/** @param {string} table */
const quoted = (table) => table.replace(/[^.]+/g, '"$&"');
