// `npm run command-docs`: writes the tables of docs/en/command.md and docs/fr/command.md, as the help of the built
// command tells them. A new command needs the place of its table first, in both: `<!-- table: name -->` with the head
// of a table under it.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { inRoot } from "./support/paths.mjs";
import { main, problem } from "./support/problem.mjs";
import { capture } from "./support/run.mjs";
import { tableIn, tablesOf } from "../tests/node/support/help-tables.mjs";

await main(async () => {
  await build();
  /** @param {string} path */
  const inPackage = (path) => import(pathToFileURL(inRoot("pkg", "lib", "cli", path)).href);
  const { commands } = await inPackage("commands/index.js");
  const { VARIABLES: variables } = await inPackage("connection.js");
  const { messagesFor } = await inPackage("language.js");
  /** @param {string[]} args */
  const help = async (args) =>
    (await capture(process.execPath, [inRoot("pkg", "bin", "sne-cotation.js"), ...args])).output;
  for (const { document, tables } of await tablesOf({ commands, variables, messagesFor, help })) {
    const path = inRoot(document);
    writeFileSync(path, [...tables].reduce(filled, readFileSync(path, "utf8")));
  }
});

/**
 * @param {string} document
 * @param {[string, string[]]} table
 */
function filled(document, [name, rows]) {
  if (rows.length === 0) return document;
  const place = tableIn(name);
  if (!place.test(document))
    throw problem(`no place for <!-- table: ${name} -->`, `pas de place pour <!-- table: ${name} -->`);
  return document.replace(place, (_whole, head) => head + rows.map((row) => `${row}\n`).join(""));
}
