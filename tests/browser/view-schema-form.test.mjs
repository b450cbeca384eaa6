// The form for an operation: every kind of field, and what goes out of it. Mistakes, JSON and examples:
// view-schema-form-json.test.mjs.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LANGUAGES } from "../node/support/languages.mjs";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { BODY, EVERYTHING, box, filledIn, openForm, parameter } from "../support/schema-form.mjs";
import { assertForEverybody, focused, picture, setProps, viewsForTests } from "../support/views.mjs";

/** @import { ShowOptions } from "../support/views.mjs" */

for (const [browser, launch] of ONE_BROWSER)
  describe(`the form for an operation in ${browser}`, () => {
    const stage = viewsForTests(launch);
    /** @param {object[]} parameters @param {object} [more] @param {ShowOptions} [options] */
    const open = (parameters, more, options) => openForm(stage, parameters, more, options);

    it("draws every kind of field under its place, and passes the rules of accessibility", async () => {
      for (const language of LANGUAGES) {
        const page = await open(EVERYTHING, {}, { language });
        const legends = await page.locator(".place > legend").allTextContents();
        const expected = {
          fr: ["Chemin", "Requête (query)", "En-têtes", "Corps"],
          en: ["Path", "Query", "Headers", "Body"],
        };
        assert.deepEqual(legends, expected[language]);
        assert.equal(await box(page, "numero").getAttribute("aria-required"), "true");
        assert.equal(await page.locator("input[type=password]").getAttribute("id"), "form%2FX-Code");
        assert.equal(await box(page, "page").getAttribute("aria-required"), "false");
        await assertForEverybody(page);
        await picture(page, `form-${language}`);
      }
    });

    it("gives what is typed in the types of the contract, and nothing for what is left empty", async () => {
      const page = await open(EVERYTHING, { value: {} });
      await box(page, "numero").fill("007");
      await box(page, "page").fill("12");
      await page.getByRole("radio", { name: "en", exact: true }).check();
      await page.getByLabel("departement").selectOption("2A");
      await page.getByRole("radio", { name: "true (oui)" }).check();
      assert.deepEqual(await filledIn(page), {
        numero: "007",
        page: 12,
        langue: "en",
        departement: "2A",
        complet: true,
      });
      await box(page, "numero").fill("");
      await box(page, "page").fill("");
      await page
        .getByRole("group", { name: "complet" })
        .or(page.getByRole("radiogroup", { name: "complet" }))
        .getByText("Non renseigné")
        .click();
      await page.getByLabel("departement").selectOption("Non renseigné");
      assert.deepEqual(await filledIn(page), { langue: "en" });
    });

    it("tells the empty text and null from what is not given", async () => {
      const page = await open([BODY], { value: {} });
      const note = page.getByLabel("note", { exact: true });
      await note.focus();
      await page.getByRole("button", { name: "texte vide : note", exact: true }).click();
      assert.deepEqual(await filledIn(page), { demande: { note: "" } });
      await page.getByRole("button", { name: "null : note", exact: true }).click();
      assert.deepEqual(await filledIn(page), { demande: { note: null } });
      await page.getByRole("button", { name: "null : note", exact: true }).click();
      assert.deepEqual(await filledIn(page), { demande: {} });
      const inPath = await open([parameter("numero", { type: "string" }, { place: "path" })]);
      assert.equal(await inPath.getByRole("button", { name: /^texte vide/ }).count(), 0);
    });

    it("keeps numbers as they are typed, exact beyond 2^53, and leaves what is no number to the check", async () => {
      const page = await open([parameter("prix", { type: "number" })]);
      const field = box(page, "prix");
      await field.pressSequentially("1.05");
      assert.equal(await field.inputValue(), "1.05");
      assert.deepEqual(await filledIn(page), { prix: 1.05 });
      await field.fill("12,5");
      assert.deepEqual([await field.inputValue(), await filledIn(page)], ["12,5", { prix: 12.5 }]);
      await field.fill("9007199254740993");
      assert.equal((await filledIn(page)).prix, 9007199254740993n);
      await field.fill("1e");
      assert.deepEqual([await field.inputValue(), await filledIn(page)], ["1e", { prix: "1e" }]);
      await setProps(page, { value: { prix: 3 } });
      await page.waitForFunction(() => document.querySelector("input")?.value === "3");
    });

    it("adds, moves and removes items by keyboard alone, without losing the focus", async () => {
      const page = await open([parameter("mots", { type: "array", items: { type: "string" } })]);
      await page.getByRole("button", { name: "Ajouter : mots" }).focus();
      for (const word of ["un", "deux", "trois"]) {
        await page.getByRole("button", { name: "Ajouter : mots" }).press("Enter");
        await page.waitForFunction(() => document.activeElement?.matches("input"));
        await page.keyboard.type(word);
      }
      assert.deepEqual(await filledIn(page), { mots: ["un", "deux", "trois"] });
      await page.getByRole("button", { name: "Monter mots 3" }).focus();
      await page.keyboard.press("Enter");
      assert.deepEqual(await filledIn(page), { mots: ["un", "trois", "deux"] });
      assert.equal(await focused(page), "button Monter mots 2");
      assert.equal(await page.getByRole("status").textContent(), "Élément déplacé en position 2.");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      assert.deepEqual(await filledIn(page), { mots: ["trois", "un", "deux"] });
      assert.equal(await focused(page), "button Monter mots 1");
      for (const [press, words] of /** @type {[press: number, words: string[]][]} */ ([
        [1, ["un", "trois", "deux"]],
        [2, ["un", "deux", "trois"]],
      ])) {
        if (press === 1) await page.getByRole("button", { name: "Descendre mots 1" }).focus();
        await page.keyboard.press("Enter");
        assert.deepEqual(await filledIn(page), { mots: words });
        assert.equal(await focused(page), `button Descendre mots ${press + 1}`);
      }
      await page.getByRole("button", { name: "Retirer mots 3" }).focus();
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "button Retirer mots 2");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      assert.deepEqual(await filledIn(page), {});
      assert.equal(await focused(page), "button Ajouter : mots");
    });

    it("draws required objects at once, others when asked for, recursive ones as deep as one goes", async () => {
      const page = await open([BODY]);
      assert.deepEqual(await filledIn(page), undefined);
      await box(page, "commune").fill("Lyon");
      assert.deepEqual((await filledIn(page)).demande.adresse, { commune: "Lyon" });
      await page.getByRole("button", { name: "Renseigner mere", exact: true }).click();
      assert.match(await focused(page), /^input id/);
      await page.getByRole("button", { name: "Renseigner mere", exact: true }).click();
      assert.equal(await box(page, "commune").count(), 3);
      const { demande } = await filledIn(page);
      assert.deepEqual(Object.keys(demande.mere?.mere ?? {}), ["adresse", "souhait"]);
      await page.getByRole("button", { name: "Ne pas renseigner mere" }).first().click();
      assert.equal((await filledIn(page)).demande.mere?.mere, undefined);
      assert.equal(await focused(page), "button Renseigner mere");
    });

    it("leaves out what only the server writes, and keeps it when it is there", async () => {
      const page = await open([BODY], { value: { demande: { cree: "hier" } } });
      assert.equal(await page.getByLabel("cree").count(), 0);
      await page.getByLabel("note", { exact: true }).fill("x");
      assert.equal((await filledIn(page)).demande.cree, "hier");
    });

    it("lets a discriminator choose the fields, and has the others back when they are chosen again", async () => {
      const page = await open([
        parameter("souhait", { $ref: "#/definitions/Souhait" }, { place: "body", required: true }),
      ]);
      await page.getByRole("radio", { name: "Achat" }).check();
      await box(page, "prix").fill("3");
      await page.getByRole("radio", { name: "Location" }).check();
      await box(page, "loyer").fill("4");
      assert.deepEqual(await filledIn(page), { souhait: { type: "Location", loyer: 4 } });
      await page.getByRole("radio", { name: "Achat" }).check();
      assert.deepEqual(await filledIn(page), { souhait: { prix: 3, type: "Achat" } });
    });

    it("has rows of names and values for additional properties, and refuses a name that is taken", async () => {
      const page = await open([BODY], { value: { demande: { plus: { un: 1 } } } });
      const more = page.getByRole("group", { name: "plus", exact: true });
      await more.getByRole("button", { name: "Ajouter un membre à plus" }).click();
      await page.keyboard.type("un");
      assert.equal(await more.getByText("Ce nom est déjà pris.").count(), 1);
      await page.keyboard.type("deux");
      await box(more, "undeux").fill("2");
      assert.deepEqual((await filledIn(page)).demande.plus, { un: 1, undeux: 2 });
      await more.getByRole("button", { name: "Retirer un", exact: true }).press("Enter");
      assert.equal(await focused(page), "button Retirer undeux");
    });

    it("gives dates as the contract wants them, and shows those that it cannot", async () => {
      const page = await open([BODY], { value: { demande: { a: "2026-03-01T10:00:00+02:00", le: "demain" } } });
      assert.equal(await page.getByLabel("le", { exact: true }).getAttribute("type"), "text");
      await page.getByLabel("le", { exact: true }).fill("");
      await page.getByLabel("le", { exact: true }).pressSequentially("2026-02-28");
      // The field is not another one under the hand.
      assert.match(await focused(page), /^input le/);
      assert.equal(await page.getByLabel("le", { exact: true }).getAttribute("type"), "text");
      await page.getByText("envoyé : 2026-03-01T10:00:00+02:00").waitFor();
      await page.getByLabel("a", { exact: true }).fill("2026-03-01T12:00:30");
      const { a = "", le } = (await filledIn(page)).demande;
      assert.equal(le, "2026-02-28");
      const local = await page.evaluate(() => new Date("2026-03-01T12:00:30").toISOString());
      assert.equal(new Date(a).toISOString(), local);
      assert.match(a, /Z$/);
    });

    it("takes a file, names it, and lets it be taken back", async () => {
      const page = await open([parameter("image", { type: "file" }, { place: "formData", required: true })]);
      await page
        .getByLabel("image")
        .setInputFiles({ name: "été.png", mimeType: "image/png", buffer: Buffer.from("abc") });
      assert.match(String(await page.locator(".chosen-file").textContent()), /été\.png \(3 octets\)/);
      assert.equal(await page.evaluate(() => /** @type {{ image: File }} */ (views.props.value).image.size), 3);
      await page.getByRole("button", { name: "Modifier en JSON" }).click();
      await page.getByRole("textbox").pressSequentially(" ");
      await page.getByRole("button", { name: "Modifier en JSON" }).click();
      assert.equal(await page.evaluate(() => /** @type {{ image: File }} */ (views.props.value).image.name), "été.png");
      await page.getByRole("button", { name: "Retirer le fichier" }).click();
      assert.deepEqual(await filledIn(page), {});
      assert.match(await focused(page), /^input image/);
    });

    it("draws a contract that is made to have no end, and says nothing of what is not there", async () => {
      /** @type {Record<string, object>} */
      const definitions = { A: { allOf: [{ $ref: "#/definitions/A" }, { $ref: "#/definitions/Nowhere" }] } };
      for (let level = 0; level < 40; level += 1) {
        const next = { $ref: `#/definitions/L${level + 1}` };
        definitions[`L${level}`] = { type: "object", required: ["a", "b"], properties: { a: next, b: next } };
      }
      const parameters = ["A", "L0"].map((name) =>
        parameter(name, { $ref: `#/definitions/${name}` }, { place: "body", required: true }),
      );
      const page = await stage.show("form", { parameters, definitions });
      await page.getByRole("button", { name: "Remplir avec un exemple" }).click();
      assert.ok((await page.locator("fieldset").count()) > 10);
    });
  });
