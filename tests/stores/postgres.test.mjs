// Cells in a real PostgreSQL: through pg and postgres.js, through PgBouncer, where transactions are serializable, over
// a crash; and the command that prints how the table is made.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { postgresMigration, postgresStore } from "sne-cotation/store/postgres";
import { run } from "../node/support/command.mjs";
import { until } from "../node/support/wait.mjs";
import { backwards } from "./support/engine.mjs";
import { conforms, countsInProcesses } from "./support/held.mjs";
import { openStore } from "./support/open.mjs";
import { importPackage } from "./support/packages.mjs";
import { query, settingsOf, startBouncer, startPostgres } from "./support/postgres.mjs";

/** @import { Address } from "./support/postgres.mjs" */

const KEY = "sne:{application}:pace";
const LONG = 60_000;

describe("postgresStore", () => {
  const ending = backwards({ after });
  /** @type {Awaited<ReturnType<typeof startPostgres>>} */
  let server;
  /** @type {Address} */
  let bouncer;
  before(async () => {
    server = await startPostgres(ending);
    bouncer = await startBouncer(ending, server);
    await query(server, postgresMigration());
  });
  const wipe = () => query(server, "truncate sne_cotation_cells");

  for (const kind of /** @type {const} */ (["pg", "postgres.js"])) {
    conforms(kind, () => server, wipe);
    it(`${kind}: processes lose no write of each other's`, () => {
      const { host, port } = server;
      return countsInProcesses(kind, { host, port });
    });
    describe("through PgBouncer, by transaction", () => conforms(kind, () => bouncer, wipe));
  }

  describe("where transactions are serializable", () => {
    /** @type {Address} */
    let strict;
    before(async () => {
      strict = await startPostgres(ending, ["default_transaction_isolation=serializable"]);
      await query(strict, postgresMigration());
    });
    conforms(
      "pg",
      () => strict,
      () => query(strict, "truncate sne_cotation_cells"),
    );
  });

  it("names no statement, which a pool by transaction would lose", async () => {
    const [{ default: pg }, { default: postgres }] = await Promise.all(["pg", "postgres"].map(importPackage));
    const client = new pg.Client(settingsOf(server));
    await client.connect();
    const { host, port, user, database } = settingsOf(server);
    // Which types there are it would ask by a statement of its own.
    const sql = postgres({ path: `${host}/.s.PGSQL.${port}`, user, database, max: 1, fetch_types: false });
    for (const [its, names] of [
      [client, async () => (await client.query("select name from pg_prepared_statements")).rows],
      [sql, () => sql.unsafe("select name from pg_prepared_statements")],
    ]) {
      const store = postgresStore(its);
      const { version } = await store.read(KEY);
      await store.write(KEY, "value", version, LONG);
      assert.deepEqual([...(await names())], []);
    }
    await client.end();
    await sql.end();
  });

  it("makes an unlogged table, once and again, in a schema of one's own too", async () => {
    await query(server, "create schema cotation");
    const migration = postgresMigration({ table: "cotation.cells" });
    for (let time = 0; time < 2; time += 1) await query(server, migration);
    const kinds = await query(
      server,
      "select relname, relpersistence from pg_class where relname in ('cells', 'sne_cotation_cells') order by relname",
    );
    assert.deepEqual(kinds, [
      { relname: "cells", relpersistence: "u" },
      { relname: "sne_cotation_cells", relpersistence: "u" },
    ]);
    const { default: pg } = await importPackage("pg");
    const pool = new pg.Pool(settingsOf(server));
    const store = postgresStore(pool, { table: "cotation.cells" });
    assert.equal((await store.write(KEY, "there", null, LONG)).ok, true);
    await pool.end();
    assert.deepEqual(await query(server, "select value from cotation.cells"), [{ value: "there" }]);
  });

  it("is made by what the command prints", async (t) => {
    const ending = backwards(t);
    const its = await startPostgres(ending);
    const { default: pg } = await importPackage("pg");
    const pool = new pg.Pool(settingsOf(its));
    ending.after(() => pool.end());
    for (const [language, message] of /** @type {const} */ ([
      ["fr", /La table sne_cotation_cells n'est pas dans la base/],
      ["en", /The table sne_cotation_cells is not in the database/],
    ])) {
      const absent = postgresStore(pool, { language });
      await assert.rejects(absent.read(KEY), { name: "SneError", kind: "config", message, advice: /store postgres/ });
      await assert.rejects(absent.write(KEY, "value", null, LONG), { message });
    }
    const { code, stdout, stderr } = await run(t, ["store", "postgres"]);
    assert.deepEqual([code, stdout, stderr], [0, postgresMigration(), ""]);
    await query(its, stdout);
    assert.equal((await postgresStore(pool).write(KEY, "value", null, LONG)).ok, true);
  });

  it("clears away what nobody has wanted for a day, when it makes another cell", async () => {
    const old = "'{a}old', 'v', 'x', now() - interval '25 hours'";
    const recent = "'{a}recent', 'v', 'x', now() - interval '23 hours'";
    await query(server, `insert into sne_cotation_cells values (${old}), (${recent})`);
    const { store, close } = await openStore("pg", server);
    await store.write(`${KEY}:new`, "value", null, LONG);
    // What expired long ago is made again like what was never there.
    await query(server, `insert into sne_cotation_cells values (${old.replace("{a}old", "{a}again")})`);
    assert.equal((await store.write("{a}again", "value", null, LONG)).ok, true);
    await close();
    const left = await query(server, "select key from sne_cotation_cells where key like '{a}%' order by key");
    assert.deepEqual(left, [{ key: "{a}again" }, { key: "{a}recent" }]);
  });

  for (const kind of /** @type {const} */ (["pg", "postgres.js"])) {
    it(`${kind}: goes on after a crash, which empties the table`, async (t) => {
      const ending = backwards(t);
      const its = await startPostgres(ending);
      await query(its, postgresMigration());
      const { store, close } = await openStore(kind, its);
      ending.after(close);
      const first = await store.write(KEY, "before", null, LONG);
      assert.equal(first.ok, true);
      await its.engine.stop();
      await assert.rejects(store.read(KEY));
      await its.engine.start();
      const cell = await until(() => store.read(KEY).catch(() => undefined));
      assert.equal(cell.version, null);
      assert.equal((await store.write(KEY, "after", first.version, LONG)).ok, false);
      assert.equal((await store.write(KEY, "after", null, LONG)).ok, true);
    });
  }

  it("fails when its client does, while somebody else has locked the table, and goes on afterwards", async (t) => {
    const { default: pg } = await importPackage("pg");
    const pool = new pg.Pool({ ...settingsOf(server), query_timeout: 50 });
    const holder = new pg.Client(settingsOf(server));
    t.after(async () => {
      await holder.end();
      await pool.end();
    });
    await holder.connect();
    await holder.query("begin; lock table sne_cotation_cells");
    const store = postgresStore(pool);
    await assert.rejects(store.read(KEY), /timeout/i);
    await assert.rejects(store.write(KEY, "value", null, LONG), /timeout/i);
    await holder.query("rollback");
    assert.ok(await until(() => store.read(KEY).catch(() => undefined)));
  });

  it("refuses what is no pool and no table, in both languages", () => {
    for (const pool of [undefined, null, 1, "postgres://localhost", {}, { query: 1 }]) {
      const given = /** @type {{ query(): Promise<{ rows: [] }> }} */ (/** @type {unknown} */ (pool));
      assert.throws(() => postgresStore(given), { kind: "config", message: /n'a pas reçu de client PostgreSQL/ });
      assert.throws(() => postgresStore(given, { language: "en" }), { message: /was given no client of PostgreSQL/ });
    }
    const pool = { query: async () => ({ rows: [] }) };
    for (const table of ["", "a b", 'a"; drop table b; --', "a.b.c", "A", "1a", "a".repeat(64)]) {
      assert.throws(() => postgresStore(pool, { table }), { kind: "config", message: /nom de table/ });
      assert.throws(() => postgresMigration({ table, language: "en" }), { message: /not the name of a table/ });
    }
    const unknown = /** @type {object} */ ({ schema: "x", language: "en" });
    assert.throws(() => postgresStore(pool, unknown), { message: /"schema"/, advice: /table, language/ });
  });
});
