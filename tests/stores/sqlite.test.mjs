// Cells in a file of SQLite: through better-sqlite3, and through the SQLite of the runtime where it has one; with many
// processes at once, and a file that somebody else has locked.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { sqliteStore } from "sne-cotation/store/sqlite";
import { conforms, countsInProcesses } from "./support/held.mjs";
import { openStore } from "./support/open.mjs";
import { importPackage } from "./support/packages.mjs";

const KEY = "sne:{application}:pace";
const LONG = 60_000;

/** Node has one from version 22.13 on. */
const builtin = process.getBuiltinModule?.("node:sqlite");

describe("sqliteStore", () => {
  const folder = mkdtempSync(join(tmpdir(), "sne-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  const file = () => {
    count += 1;
    return join(folder, `cells-${count}.db`);
  };
  const kinds = /** @type {const} */ (["better-sqlite3", "the runtime's SQLite"]);
  for (const kind of builtin === undefined ? kinds.slice(0, 1) : kinds) {
    const path = file();
    conforms(
      kind,
      () => ({ path }),
      async () => {
        const { default: Database } = await importPackage("better-sqlite3");
        const db = new Database(path);
        db.exec("delete from sne_cotation_cells");
        db.close();
      },
    );
    it(`${kind}: processes that begin with a new file at once lose no write of each other's`, () =>
      countsInProcesses(kind, { path: file() }));
  }

  it("leaves the database of the program open, and as it is", async () => {
    const { default: Database } = await importPackage("better-sqlite3");
    const db = new Database(file());
    const settings = () => ["journal_mode", "busy_timeout"].map((name) => db.pragma(name, { simple: true }));
    const before = settings();
    assert.deepEqual(before, ["delete", 5000]);
    const store = sqliteStore(db);
    await store.write(KEY, "value", null, LONG);
    store.close();
    assert.equal(db.open, true);
    assert.deepEqual(settings(), before);
    db.close();
  });

  it("holds nothing else up while somebody else has locked the file, however patient the database is", async () => {
    const path = file();
    const { default: Database } = await importPackage("better-sqlite3");
    const [db, holder] = [new Database(path, { timeout: 60_000 }), new Database(path)];
    const store = sqliteStore(db);
    await store.read(KEY);
    holder.exec("begin immediate");
    const waiting = store.write(KEY, "value", null, LONG);
    // Whoever waited where it stands would never come to this.
    await new Promise((resolve) => setTimeout(resolve, 1));
    holder.exec("commit");
    assert.equal((await waiting).ok, true);
    for (const opened of [db, holder]) opened.close();
  });

  it("waits for who has locked the file, and fails when that does not end", async () => {
    const path = file();
    const { default: Database } = await importPackage("better-sqlite3");
    const { store, close } = await openStore("better-sqlite3", { path });
    const first = await store.write(KEY, "value", null, LONG);
    const db = new Database(path, { timeout: 0 });
    const impatient = sqliteStore(db);
    const holder = new Database(path);
    holder.exec("begin immediate");
    const waiting = impatient.write(KEY, "later", first.version, LONG);
    await new Promise(setImmediate);
    holder.exec("commit");
    assert.equal((await waiting).ok, true);
    holder.exec("begin exclusive");
    await assert.rejects(impatient.write(KEY, "never", null, LONG), /locked/);
    holder.exec("rollback");
    assert.equal((await impatient.read(KEY)).value, "later");
    for (const opened of [db, holder]) opened.close();
    await close();
  });

  it("clears away what nobody has wanted for a day, when it makes another cell", async () => {
    const { default: Database } = await importPackage("better-sqlite3");
    const db = new Database(file());
    const store = sqliteStore(db);
    await store.read(KEY);
    const hoursAgo = (/** @type {number} */ hours) => Date.now() - hours * 3_600_000;
    const insert = db.prepare("insert into sne_cotation_cells values (?, 'v', 'x', ?)");
    insert.run("old", hoursAgo(25));
    insert.run("recent", hoursAgo(23));
    await store.write(KEY, "value", null, LONG);
    const left = db.prepare("select key from sne_cotation_cells order by key").pluck().all();
    assert.deepEqual(left, ["recent", KEY]);
    db.close();
  });

  it("refuses what is no database, in both languages", () => {
    for (const database of [undefined, null, 1, "", {}, { prepare: 1 }]) {
      const given = /** @type {string} */ (/** @type {unknown} */ (database));
      assert.throws(() => sqliteStore(given), { kind: "config", message: /ni le chemin d'un fichier, ni une base/ });
      assert.throws(() => sqliteStore(given, { language: "en" }), { message: /neither the path of a file nor/ });
    }
  });

  it("opens a path by the SQLite of the runtime, or says that there is none", async () => {
    const path = file();
    if (builtin === undefined) {
      assert.throws(() => sqliteStore(path), { kind: "config", message: /n'a pas de SQLite/, advice: /22\.13/ });
      assert.throws(() => sqliteStore(path, { language: "en" }), { message: /has no SQLite/ });
      return;
    }
    const store = sqliteStore(path);
    await store.write(KEY, "value", null, LONG);
    store.close();
    assert.ok(existsSync(path));
    assert.throws(() => sqliteStore(join(folder, "absent", "cells.db"), { language: "en" }), {
      kind: "config",
      message: /could not be opened/,
    });
  });
});
