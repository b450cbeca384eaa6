// The form of an operation for its tests: parameters of every kind, and what was filled in.

import { propsOf } from "./views.mjs";

/** @import { Locator, Page } from "playwright-core" */
/** @import { ShowOptions, Stage } from "./views.mjs" */

/** @typedef {Record<string, unknown> & { place?: string, required?: boolean }} More */

/** @param {string} name @param {object} schema @param {More} [more] */
export const parameter = (name, schema, { place = "query", required = false, ...more } = {}) => ({
  key: name,
  name,
  in: place,
  required,
  schema,
  ...more,
});

export const DEFINITIONS = {
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

export const BODY = parameter("demande", { $ref: "#/definitions/Demande" }, { place: "body", required: true });

export const EVERYTHING = [
  parameter("numero", { type: "string" }, { place: "path", required: true, description: "Numéro unique" }),
  parameter("page", { type: "integer", minimum: 1, maximum: 100, default: 1 }),
  parameter("langue", { type: "string", enum: ["fr", "en"] }),
  parameter("departement", { type: "string", enum: ["01", "2A", "2B", "13", "75", "974"] }),
  parameter("complet", { type: "boolean" }),
  parameter("X-Code", { type: "string", format: "password" }, { place: "header" }),
  BODY,
];

/**
 * Opens a form for some parameters.
 * @param {Stage} stage
 * @param {object[]} parameters
 * @param {object} [more]
 * @param {ShowOptions} [options]
 */
export const openForm = (stage, parameters, more, options) =>
  stage.show("form", { parameters, definitions: DEFINITIONS, ...more }, options);

/** @param {Page | Locator} within @param {string} name */
export const box = (within, name) => within.getByRole("textbox", { name: new RegExp(`^${name}\\b`) });

/** What was filled in. @typedef {Record<string, unknown> & { demande: Filled }} Value */
/** @typedef {{ mere?: Filled, a?: string, le?: string }} FilledFields */
/** A demand as far as it is filled in. @typedef {Record<string, unknown> & FilledFields} Filled */

/** @param {Page} page */
export const filledIn = async (page) => /** @type {Value} */ ((await propsOf(page)).value);
