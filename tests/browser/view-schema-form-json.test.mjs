// The form for an operation: mistakes beside their fields, the view as JSON, and examples.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { EVERYTHING, box, filledIn, openForm } from "../support/schema-form.mjs";
import { assertForEverybody, focused, picture, setProps, told, viewsForTests } from "../support/views.mjs";

for (const [browser, launch] of ONE_BROWSER)
  describe(`what is filled in for an operation in ${browser}`, () => {
    const stage = viewsForTests(launch);
    /** @param {object[]} parameters @param {object} [more] */
    const open = (parameters, more) => openForm(stage, parameters, more);

    it("shows mistakes beside their fields, sums them up, and leads to them", async () => {
      const page = await open(EVERYTHING, { value: { demande: { adresse: {} } } });
      await setProps(page, {
        mistakes: [
          { pointer: "/numero", rule: "required", message: "doit être donné" },
          { pointer: "/demande/adresse/commune", rule: "required", message: "doit être donnée" },
          { pointer: "/langue", rule: "enum", message: "n'est pas permise" },
          { pointer: "/demande/cree", rule: "readOnly", message: "n'est pas à donner" },
        ],
      });
      await page.locator(".error-summary:focus").waitFor();
      assert.match(String(await page.locator(".error-summary").textContent()), /4 erreurs à corriger/);
      const commune = box(page, "commune");
      assert.equal(await commune.getAttribute("aria-invalid"), "true");
      const description = await commune.evaluate((one) =>
        String(one.getAttribute("aria-describedby"))
          .split(" ")
          .map((id) => document.getElementById(id)?.textContent)
          .join(" "),
      );
      assert.match(description, /doit être donnée.*Nom officiel/);
      const url = page.url();
      await page.getByRole("link", { name: /commune/ }).press("Enter");
      assert.match(await focused(page), /^input commune/);
      await page.getByRole("link", { name: /langue/ }).press("Enter");
      assert.match(await focused(page), /Non renseigné/);
      // No field of its own: the nearest around it.
      await page.getByRole("link", { name: /cree/ }).press("Enter");
      assert.match(await focused(page), /^input id/);
      assert.equal(page.url(), url);
      await assertForEverybody(page);
      await picture(page, "form-mistakes");
    });

    it("is edited as JSON and back without loss, and stays there while the text is no JSON", async () => {
      const value = {
        numero: "",
        page: "douze",
        "n'existe pas": [1, null, { a: "b" }],
        demande: { id: 9007199254740993n, souhait: 3 },
      };
      const page = await open(EVERYTHING, { value });
      const raw = page.getByRole("button", { name: "Modifier en JSON" });
      await raw.click();
      const editor = page.getByRole("textbox", { name: "Paramètres, en JSON" });
      const text = await editor.inputValue();
      assert.match(text, /9007199254740993/);
      await editor.fill(`${text} `);
      await raw.click();
      assert.deepEqual(await filledIn(page), value);
      assert.equal(await box(page, "souhait").inputValue(), "3");
      await raw.click();
      await editor.fill('{\n  "page": }');
      assert.deepEqual((await told(page)).at(-1), ["problem", true]);
      await page.getByText("Ligne 2, colonne 11 : ce n'est pas une valeur JSON.").waitFor();
      await raw.click();
      assert.match(await focused(page), /^textarea/);
      await editor.fill("[]");
      assert.match(String(await page.locator("#form-json-problem").textContent()), /il faut un objet/);
      await editor.fill('{ "page": 2 }');
      assert.deepEqual((await told(page)).at(-1), ["problem", false]);
      await picture(page, "form-json");
      await assertForEverybody(page);
      await raw.click();
      assert.equal(await box(page, "page").inputValue(), "2");
    });

    it("is filled with an example, which leaves alone what was given", async () => {
      const page = await open(EVERYTHING, { value: { numero: "A" } });
      await page.getByRole("button", { name: "Remplir avec un exemple" }).click();
      const { demande, ...rest } = await filledIn(page);
      assert.deepEqual(rest, { numero: "A" });
      assert.deepEqual(demande, {
        id: 12,
        adresse: { commune: "exemple" },
        souhait: { type: "Achat" },
      });
    });

    it("says of a mistake in an example of the contract's own whose it is", async () => {
      const lot = { type: "object", properties: { code: { type: "string", pattern: "^[A-Z]+$", example: "abc" } } };
      const corps = { type: "object", properties: { lots: { type: "array", items: lot }, total: { type: "integer" } } };
      const parameters = [
        { key: "annee", name: "annee", in: "query", required: true, schema: { type: "integer", "x-example": "1" } },
        { key: "corps", name: "corps", in: "body", required: true, schema: { ...corps, example: { total: 1.5 } } },
      ];
      const value = { annee: 1, corps: { lots: [{ code: "abc" }, { code: "def" }], total: 1.5 } };
      const page = await open(parameters, { value });
      const wrong = [
        "/annee",
        "/corps/lots/0/code",
        "/corps/lots/1/code",
        "/corps/total",
        "/corps/lots",
        "/nulle/part",
      ];
      await setProps(page, {
        mistakes: wrong.map((pointer) => ({ pointer, rule: "any", message: "ne convient pas" })),
      });
      const items = page.locator(".error-summary li");
      await items.nth(5).waitFor();
      const own = await items.evaluateAll((all) => all.map((one) => /exemple du contrat/.test(one.textContent)));
      assert.deepEqual(own, [true, true, false, true, false, false]);
    });
  });
