// What `sne-cotation store` says, in English.

export default {
  "store.summary": "prints how the table is made by which processes share one token and one quota",
  "store.description":
    "Prints, as SQL, how the table is made that postgresStore of sne-cotation/store/postgres works with. It can be " +
    "run again: what is there stays. Redis, SQLite and Durable Objects need nothing beforehand. Nothing is sent.",
  "store.value.engine": "engine",
  "store.operand.engine": "postgres",
  "store.value.table": "name",
  "store.option.table": "another table, as the option table of postgresStore names it (sne_cotation_cells by default)",
  "store.engine": "only PostgreSQL needs a table: sne-cotation store postgres",
};
