// docs/command.md says what the help says: its tables are made of the help. `npm run command-docs` writes them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inPackage, run } from "./support/command.mjs";
import { tableIn, tablesOf } from "./support/help-tables.mjs";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const DOCUMENT = readFileSync(join(FOLDER, "..", "..", "docs", "command.md"), "utf8").replaceAll("\r\n", "\n");

/** @type {{ commands: { name: string }[] }} */
const { commands } = await inPackage("lib/cli/commands/index.js");
const { VARIABLES: variables } = await inPackage("lib/cli/connection.js");
const { messagesFor } = await inPackage("lib/cli/language.js");

test("docs/command.md has each command, argument, option and variable as the help, in both languages", async (t) => {
  /** @param {string[]} args */
  const help = async (args) => (await run(t, args)).stdout;
  const tables = await tablesOf({ commands, variables, messagesFor, help });
  assert.ok(tables.size >= 2 * (commands.length + 3));
  for (const [name, rows] of tables) {
    const [, , found = ""] = tableIn(name).exec(DOCUMENT) ?? [];
    assert.equal(found, rows.map((row) => `${row}\n`).join(""), `${name}: npm run command-docs`);
  }
});
