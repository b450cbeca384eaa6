// docs/en/doctor.md: its example is run as it is, and its tables have every step and every cause.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inPackage } from "./support/command.mjs";
import { output, settings } from "./support/example.mjs";
import { found } from "./support/found.mjs";
import { simulated } from "./support/simulated.mjs";
import { readDocument } from "../support/documents.mjs";

const DOCUMENT = readDocument("docs/en/doctor.md");
const [, EXAMPLE] = found(/<!-- run: doctor -->\n```js\n(.*?)```\n/s, DOCUMENT);

test("the example tells the steps, and ends with a report when something is missing", async (t) => {
  const { server, simulator } = await simulated(t);
  const [well, nothing] = await output(EXAMPLE, settings(server, simulator.find("works")));
  assert.deepEqual([well.trimEnd().split("\n").length, nothing], [8, ""]);
  const [told] = await output(EXAMPLE, settings(server, simulator.find("no-profile")));
  assert.match(told, /^failed Business profile: .*\n.*\n# Diagnosis/ms);
});

test("the tables have every step and every cause, and no other", async () => {
  const { ids } = await inPackage("lib/messages/diagnosis.js");
  const [steps, causes] = ["The steps", "The causes"].map((title) => {
    const [, section] = found(new RegExp(`\n## ${title}\n(.*?)(?:\n## |$)`, "s"), DOCUMENT);
    return section
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(1);
  });
  /** @param {string} row */
  const firstOf = (row) => found(/^\| `([\w-]+)`/, row)[1];
  assert.deepEqual(steps.map(firstOf), ids.steps);
  const told = causes.flatMap((row) => [...row.matchAll(/`([\w-]+)`/g)].map(([, id]) => id));
  assert.deepEqual(told.sort(), [...ids.causes].sort());
});
