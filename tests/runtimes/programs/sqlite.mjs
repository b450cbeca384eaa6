// The SQLite of a runtime, held against what every store must do: by the path of a file, and by a database that the
// program has opened. Prints what failed, and how many checks there were.

import { sqliteStore } from "sne-cotation/store/sqlite";
import { storeConformance } from "sne-cotation/store/testing";

/** @import { SqliteLike } from "sne-cotation/store/sqlite" */
/** @typedef {SqliteLike & { close(): void }} Database */

const [path] = process.argv.slice(2);
const open = await opener();
/** @type {Map<object, () => void>} */
const ends = new Map();

/** Half of the stores by a path, half by a database. */
function create() {
  const database = ends.size % 2 === 0 ? path : open();
  const store = sqliteStore(database);
  ends.set(store, () => (typeof database === "string" ? store.close() : database.close()));
  return store;
}

/** How a program of this runtime opens a file. @returns {Promise<() => Database>} */
async function opener() {
  if (process.versions.bun !== undefined) {
    // Named by a variable: Node's types have no such module.
    const name = "bun:sqlite";
    const { Database } = await import(name);
    return () => new Database(path);
  }
  const { DatabaseSync } = await import("node:sqlite");
  return () => new DatabaseSync(path);
}

/** @type {string[]} */
const failures = [];
const checks = storeConformance({ create, close: (store) => ends.get(store)?.(), language: "en" });
for (const { name, run } of checks) await run().catch((error) => failures.push(`${name}: ${error}`));
console.log(JSON.stringify({ checks: checks.length, failures }));
