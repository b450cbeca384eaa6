// What the console writes for PowerShell, by a grammar of it: that it can be read, and that no value ends as a command.
// PowerShell itself is on no machine of these tests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { Language, Parser } from "web-tree-sitter";
import { load } from "../support/sources.mjs";
import { CALLS, CONTRACT } from "./support/copied.mjs";

/** @import { Client } from "./support/platform.mjs" */

const { asPowerShell } = await load("copy-as/powershell.ts");
const { preparedRequest } = await load("copy-as/prepared-request.ts");

await Parser.init();
const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
const parser = new Parser();
parser.setLanguage(await Language.load(readFileSync(grammar)));

/** All that a program calls, by its names. @param {string} text */
function commandsOf(text) {
  const root = parser.parse(text)?.rootNode ?? assert.fail("nothing was read");
  assert.equal(root.hasError, false, text);
  return new Set(root.descendantsOfType("command_name").map((node) => node?.text));
}

test("the grammar finds a value that is a command", () => {
  assert.ok(commandsOf("$x = 'a'; touch owned").has("touch"));
  assert.ok(commandsOf('"$(touch owned)"').has("touch"));
});

for (const [id, parameters] of CALLS) {
  test(`PowerShell of ${id} ${Object.keys(parameters)} can be read, and calls nothing else`, async () => {
    const target = { tokenUrl: "http://127.0.0.1:1/token", apiUrl: "http://127.0.0.1:1/api", scope: "a'b" };
    const sent = await preparedRequest(
      { SneCotation },
      {
        apiUrl: target.apiUrl,
        contract: CONTRACT,
        language: "fr",
        make: (/** @type {Client} */ client) => client.call(id, parameters),
      },
    );
    const { text } = await asPowerShell({ target, sent, called: { type: "request" } });
    const known = ["Add-Type", "Invoke-RestMethod", "New-Object", "Join-Path"];
    assert.deepEqual(
      [...commandsOf(text)].filter((name) => !known.includes(String(name))),
      [],
      text,
    );
    assert.ok(!/[^\x20-\x7e\n]/.test(text), "it is ASCII, whatever the character encoding of the machine");
  });
}
