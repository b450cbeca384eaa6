// The history in a page: lines, replay, comparison, the file, by keyboard as well.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { savedBy } from "../support/saved.mjs";
import { assertForEverybody, focused, picture, told, viewsForTests } from "../support/views.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @param {number} id @param {object | undefined} outcome @param {object} [more] */
const exchange = (id, outcome, more) => ({
  id,
  call: {
    operation: { id: "lireDemande", method: "GET", path: "/demandes/{numero}", isBuiltIn: false },
    parameters: { numero: "0712345" },
  },
  environment: "sandbox",
  startedAt: Date.UTC(2026, 0, 31, 12, 0, id),
  ended: { outcome, milliseconds: 100 * id, forToken: 0, events: [] },
  ...more,
});
/** @param {unknown} data */
const answer = (data) => ({ type: "answer", answer: { status: 200, headers: [], data } });
const FAILURE = {
  type: "failure",
  failure: { kind: "profile", code: "ERRAUTUSR0001", status: 403, message: "Pas de profil.", language: "fr" },
};

const EXCHANGES = [
  exchange(1, answer({ etat: "OK", demandes: [{ numero: "1" }], version: "1.0" })),
  exchange(2, answer({ etat: "KO", demandes: [{ numero: "0" }, { numero: "1" }], date: "x" })),
  exchange(3, FAILURE),
  exchange(4, { type: "cancelled" }),
  exchange(5, undefined, { ended: undefined }),
];

for (const [browser, launch] of ONE_BROWSER)
  describe(`the history of calls in ${browser}`, () => {
    const stage = viewsForTests(launch);

    it("shows the calls, the latest first, and passes the rules of accessibility", async () => {
      for (const language of LANGUAGES) {
        const page = await stage.show("history", { exchanges: EXCHANGES }, { language });
        const lines = await page.getByRole("listitem").allTextContents();
        assert.equal(lines.length, 5);
        assert.match(lines[4], language === "fr" ? /1\. lireDemande.*Réponse 200 en 100 ms/ : /Answer 200 in 100 ms/);
        assert.match(lines[2], /ERRAUTUSR0001/);
        await page.getByRole("checkbox").nth(4).check();
        await page.getByRole("checkbox").nth(3).check();
        await assertForEverybody(page);
        await picture(page, `history-${language}`);
      }
    });

    it("compares the two that were ticked last, the earlier with the later", async () => {
      const page = await stage.show("history", { exchanges: EXCHANGES });
      const boxes = page.getByRole("checkbox", { name: /^Comparer/ });
      for (const place of [3, 4]) await boxes.nth(place).press("Space");
      const rows = page.getByRole("region", { name: "Comparaison" }).last().getByRole("row");
      assert.deepEqual(await rows.allTextContents(), [
        "OùAvantAprès",
        '≠ Modifié\u00a0: /data/etat"OK""KO"',
        '+ Ajouté\u00a0: /data/demandes/0{"numero":"0"}',
        '− Retiré\u00a0: /data/version"1.0"',
        '+ Ajouté\u00a0: /data/date"x"',
      ]);
      await boxes.nth(2).press("Space");
      assert.equal(await boxes.nth(3).isChecked(), false);
      assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 2);
      assert.ok(await page.getByText("/failure").isVisible());
      assert.equal(await boxes.nth(0).isDisabled(), true);
    });

    it("tells what is to be made again or opened, and keeps the focus when all is cleared", async () => {
      const page = await stage.show("history", { exchanges: EXCHANGES });
      await page.getByRole("button", { name: /^Rejouer 3\./ }).press("Enter");
      await page.getByRole("button", { name: /^Ouvrir 1\./ }).press("Enter");
      assert.deepEqual(await told(page), [
        ["replay", 3],
        ["open", 1],
      ]);
      await page.getByRole("button", { name: "Vider l'historique" }).press("Enter");
      await page.getByText("Aucun appel").waitFor();
      assert.match(await focused(page), /^p Aucun appel/);
      await assertForEverybody(page);
    });

    it("saves a file, with what was sent only when that is ticked", async () => {
      const page = await stage.show("history", { exchanges: EXCHANGES });
      const save = async () => {
        const { name, bytes } = await savedBy(page, page.getByRole("button", { name: "Exporter les appels" }));
        assert.equal(name, "appels.json");
        return bytes.toString();
      };
      assert.doesNotMatch(await save(), /0712345/);
      await page.getByRole("checkbox", { name: /^Joindre/ }).check();
      assert.match(await save(), /0712345/);
    });
  });
