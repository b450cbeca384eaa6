// `sne-cotation store`: what an engine needs before processes can share a token and a quota on it.

import { postgresMigration } from "../../store/postgres.js";
import { misuse, UsageError } from "../problems.js";

/** @import { Command, Context } from "../command.ts" */

/** @type {Command} */
export const store = {
  name: "store",
  operands: [{ name: "engine", required: true }],
  options: { table: { type: "string" } },
  examples: ["sne-cotation store postgres > cells.sql", "sne-cotation store postgres --table cotation.cells"],
  run,
};

/** @param {Context} context */
function run(context) {
  const { command, operands, values, language, json, print } = context;
  // The other engines need nothing.
  if (operands.engine !== "postgres") throw misuse(context, "store.engine");
  const sql = migration(values.table, language, command?.name);
  return print(json ? JSON.stringify({ sql }) : sql.trimEnd());
}

/**
 * @param {string | undefined} table
 * @param {Context["language"]} language
 * @param {string | undefined} command
 */
function migration(table, language, command) {
  try {
    return postgresMigration({ table, language });
  } catch (error) {
    const { message, advice } = /** @type {import("../../error.js").SneError} */ (error);
    throw new UsageError(`${message} ${advice}`, { command });
  }
}
