// The page on the doctor: its example is run as it is, and its tables have every step and every cause.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inPackage } from "./support/command.mjs";
import { output, settings } from "./support/example.mjs";
import { found } from "./support/found.mjs";
import { simulated } from "./support/simulated.mjs";
import { codeOf, LANGUAGES, readDocument } from "../support/documents.mjs";

const TITLES = { en: ["The steps", "The causes"], fr: ["Les étapes", "Les causes"] };
const REPORT = {
  en: /^failed Business profile: .*\n.*\n# Diagnosis/ms,
  fr: /^failed Profil métier: .*\n.*\n# Diagnostic/ms,
};

for (const language of LANGUAGES) {
  const document = readDocument(`docs/${language}/doctor.md`);

  describe(`docs/${language}/doctor.md`, () => {
    it("tells the steps, and ends with a report when something is missing", async (t) => {
      const { server, simulator } = await simulated(t);
      const example = codeOf(document, "run", "doctor");
      const [well, nothing] = await output(example, settings(server, simulator.find("works")));
      assert.deepEqual([well.trimEnd().split("\n").length, nothing], [8, ""]);
      const [told] = await output(example, settings(server, simulator.find("no-profile")));
      assert.match(told, REPORT[language]);
    });

    it("has every step and every cause in its tables, and no other", async () => {
      const { ids } = await inPackage("lib/messages/diagnosis.js");
      const [steps, causes] = TITLES[language].map((title) => {
        const [, section] = found(new RegExp(`\n## ${title}\n(.*?)(?:\n## |$)`, "s"), document);
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
  });
}
