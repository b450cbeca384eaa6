// What the stores refuse, in English: message and advice. The keys are those of fr.js.

export const en = {
  options: ["The options of {store} are not an object.", "Give an object of options, or leave it out."],
  "option-unknown": ['There is no option "{option}" ({store}).', "Correct or remove it. Known options: {known}."],
  "redis-client": [
    "redisStore was given no client of Redis: it has no method eval.",
    "Give the client that your program has: new Redis(…) of ioredis, or await createClient(…).connect() of node-redis.",
  ],
  "redis-shape": [
    'The option "shape" of redisStore is neither "ioredis" nor "node-redis".',
    "Leave it out for these two packages. For another client, say whose eval its own is called like.",
  ],
  "redis-answer": [
    "The Redis client does not answer as the eval of ioredis or node-redis does.",
    'Give the option shape: "ioredis" where eval takes (script, 1, key, …), "node-redis" where it takes ' +
      "(script, { keys, arguments }).",
  ],
  "postgres-client": [
    "postgresStore was given no client of PostgreSQL: it has neither query nor unsafe.",
    "Give the pool that your program has: new Pool(…) of pg, or postgres(…) of postgres.js.",
  ],
  "postgres-table": [
    'The option "table" of postgresStore is not the name of a table.',
    'Small letters, digits and underscores, after a schema if there is one: "cells", "cotation.cells".',
  ],
  "postgres-absent": [
    "The table {table} is not in the database.",
    "Make it once, by what the command prints: npx sne-cotation store postgres | psql. The role of the program needs " +
      "select, insert, update and delete on it.",
  ],
  "sqlite-database": [
    "sqliteStore was given neither the path of a file nor an open database.",
    "Give a path, or the database that your program has: of node:sqlite, bun:sqlite or better-sqlite3.",
  ],
  "sqlite-absent": [
    "This runtime has no SQLite that could open a file.",
    "Use Node 22.13 or later, Bun or Deno, or give an open database of better-sqlite3: " +
      "sqliteStore(new Database(path)).",
  ],
  "sqlite-open": [
    "The file could not be opened as a database of SQLite: {cause}",
    "Give the path of a file in a folder that is there and may be written to, on a disk of this host.",
  ],
  "cloudflare-namespace": [
    "durableObjectStore was not given a binding of Durable Objects: it has no idFromName and get.",
    'Give env.NAME, where NAME is the binding in wrangler.json whose class_name is "SneStore".',
  ],
  "cloudflare-answer": [
    "The Durable Object does not answer as SneStore does (status {status}).",
    'Bind the class that sne-cotation/store/cloudflare exports: class_name "SneStore".',
  ],
  "conformance-create": [
    "storeConformance needs a function create that gives a store.",
    "For example: storeConformance({ create: () => myStore(client) }).",
  ],
};
