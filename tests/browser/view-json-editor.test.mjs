// The editor for JSON: where the text is wrong, in words; set in order; the numbers of the lines beside it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { assertForEverybody, focused, picture, propsOf, viewsForTests } from "../support/views.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { Page } from "playwright-core" */

for (const [browser, launch] of ONE_BROWSER)
  describe(`the editor for JSON in ${browser}`, () => {
    const stage = viewsForTests(launch);
    /** @param {Page} page */
    const editor = (page) => page.getByRole("textbox", { name: "JSON" });

    it("says where a text is wrong, in both languages, and leads there", async () => {
      const sentences = {
        fr: "Ligne 3, colonne 8 : ce n'est pas une valeur JSON.",
        en: "Line 3, column 8: this is not a JSON value.",
      };
      for (const language of LANGUAGES) {
        const sentence = sentences[language];
        const page = await stage.show("json", { text: '{\n  "a": 1,\n  "b": }' }, { language });
        await page.getByRole("status").getByText(sentence.replace(" :", "\u00a0:")).waitFor();
        assert.equal(await editor(page).getAttribute("aria-invalid"), "true");
        assert.equal(await page.locator(".json-gutter .wrong").textContent(), "3");
        await assertForEverybody(page);
        await picture(page, `json-${language}`);
        await page.getByRole("button", { name: /Aller à l'erreur|Go to the mistake/ }).click();
        assert.match(await focused(page), /^textarea JSON/);
        await page.keyboard.type("2");
        assert.equal((await propsOf(page)).text, '{\n  "a": 1,\n  "b": 2}');
        await page.waitForFunction(() => document.querySelector("textarea")?.getAttribute("aria-invalid") === "false");
        assert.equal(await page.locator(".field-error").textContent(), "");
      }
    });

    it("sets a text in order, exactly, and only when it is JSON", async () => {
      const page = await stage.show("json", { text: '{"b":[1,{}],"a":9007199254740993}' });
      await page.getByRole("button", { name: "Mettre en forme" }).click();
      const text = '{\n  "b": [\n    1,\n    {}\n  ],\n  "a": 9007199254740993\n}';
      assert.equal(await editor(page).inputValue(), text);
      await editor(page).fill("[1,");
      await page.getByRole("button", { name: "Mettre en forme" }).click();
      assert.equal(await editor(page).inputValue(), "[1,");
      assert.match(await focused(page), /^textarea/);
    });

    it("numbers the lines, which scroll with the text, and lets Tab go on", async () => {
      const page = await stage.show("json", { text: JSON.stringify(Array(100).fill(1), null, 2) });
      assert.equal(await page.locator(".json-gutter span").count(), 102);
      await editor(page).evaluate((area) => area.scrollTo(0, area.scrollHeight));
      await page.waitForFunction(() => {
        const [area, gutter] = [document.querySelector("textarea"), document.querySelector(".json-gutter")];
        return (
          area !== null && gutter !== null && area.scrollTop > 0 && Math.abs(area.scrollTop - gutter.scrollTop) <= 1
        );
      });
      await editor(page).focus();
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "button Mettre en forme");
    });
  });
