// The form for an operation: every kind of field, what goes out of it, mistakes beside their fields, the view as JSON.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertForEverybody, focused, picture, propsOf, setProps, told, viewsForTests } from "../support/views.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { Locator, Page } from "playwright-core" */
/** @import { ShowOptions } from "../support/views.mjs" */

/** @typedef {Record<string, unknown> & { place?: string, required?: boolean }} More */

/** @param {string} name @param {object} schema @param {More} [more] */
const parameter = (name, schema, { place = "query", required = false, ...more } = {}) => ({
  key: name,
  name,
  in: place,
  required,
  schema,
  ...more,
});

const DEFINITIONS = {
  Adresse: {
    type: "object",
    required: ["commune"],
    properties: { rue: { type: "string" }, commune: { type: "string", description: "Nom officiel" } },
  },
  Base: { type: "object", required: ["id"], properties: { id: { type: "integer", format: "int64", example: 12 } } },
  Demande: {
    allOf: [
      { $ref: "#/definitions/Base" },
      {
        required: ["adresse", "souhait"],
        properties: {
          adresse: { $ref: "#/definitions/Adresse" },
          ancienne: { $ref: "#/definitions/Adresse" },
          souhait: { $ref: "#/definitions/Souhait" },
          notes: { type: "array", items: { type: "string" } },
          note: { type: "string", "x-nullable": true },
          le: { type: "string", format: "date" },
          a: { type: "string", format: "date-time" },
          cree: { type: "string", readOnly: true },
          mere: { $ref: "#/definitions/Demande" },
          plus: { type: "object", additionalProperties: { type: "integer" } },
          libre: {},
        },
      },
    ],
  },
  Souhait: { type: "object", required: ["type"], discriminator: "type", properties: { type: { type: "string" } } },
  Achat: { allOf: [{ $ref: "#/definitions/Souhait" }, { properties: { prix: { type: "number" } } }] },
  Location: { allOf: [{ $ref: "#/definitions/Souhait" }, { properties: { loyer: { type: "number" } } }] },
};

const BODY = parameter("demande", { $ref: "#/definitions/Demande" }, { place: "body", required: true });

const EVERYTHING = [
  parameter("numero", { type: "string" }, { place: "path", required: true, description: "Numéro unique" }),
  parameter("page", { type: "integer", minimum: 1, maximum: 100, default: 1 }),
  parameter("langue", { type: "string", enum: ["fr", "en"] }),
  parameter("departement", { type: "string", enum: ["01", "2A", "2B", "13", "75", "974"] }),
  parameter("complet", { type: "boolean" }),
  parameter("X-Code", { type: "string", format: "password" }, { place: "header" }),
  BODY,
];

describe("the form for an operation", () => {
  const stage = viewsForTests();
  /** @param {object[]} parameters @param {object} [more] @param {ShowOptions} [options] */
  const open = (parameters, more, options) =>
    stage.show("form", { parameters, definitions: DEFINITIONS, ...more }, options);
  /** @param {Page | Locator} within @param {string} name */
  const box = (within, name) => within.getByRole("textbox", { name: new RegExp(`^${name}\\b`) });
  /** What was filled in. @typedef {Record<string, unknown> & { demande: Filled }} Value */
  /** @typedef {{ mere?: Filled, a?: string, le?: string }} FilledFields */
  /** A demand as far as it is filled in. @typedef {Record<string, unknown> & FilledFields} Filled */
  /** @param {Page} page */
  const filledIn = async (page) => /** @type {Value} */ ((await propsOf(page)).value);

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
    assert.deepEqual(await filledIn(page), { numero: "007", page: 12, langue: "en", departement: "2A", complet: true });
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
    const wrong = ["/annee", "/corps/lots/0/code", "/corps/lots/1/code", "/corps/total", "/corps/lots", "/nulle/part"];
    await setProps(page, { mistakes: wrong.map((pointer) => ({ pointer, rule: "any", message: "ne convient pas" })) });
    const items = page.locator(".error-summary li");
    await items.nth(5).waitFor();
    const own = await items.evaluateAll((all) => all.map((one) => /exemple du contrat/.test(one.textContent)));
    assert.deepEqual(own, [true, true, false, true, false, false]);
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
