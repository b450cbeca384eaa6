// The page on the command says what the help says: its tables are made of the help. `npm run command-docs` writes them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inPackage, run } from "./support/command.mjs";
import { tableIn, tablesOf } from "./support/help-tables.mjs";
import { readDocument } from "../support/documents.mjs";

/** @type {{ commands: { name: string }[] }} */
const { commands } = await inPackage("lib/cli/commands/index.js");
const { VARIABLES: variables } = await inPackage("lib/cli/connection.js");
const { messagesFor } = await inPackage("lib/cli/language.js");

test("command.md has each command, argument, option and variable as the help, in both languages", async (t) => {
  /** @param {string[]} args */
  const help = async (args) => (await run(t, args)).stdout;
  const documents = await tablesOf({ commands, variables, messagesFor, help });
  assert.equal(documents.length, 2);
  for (const { document, tables } of documents) {
    assert.ok(tables.size >= commands.length + 3);
    for (const [name, rows] of tables) {
      const [, , found = ""] = tableIn(name).exec(readDocument(document)) ?? [];
      assert.equal(found, rows.map((row) => `${row}\n`).join(""), `${document}, ${name}: npm run command-docs`);
    }
  }
});
