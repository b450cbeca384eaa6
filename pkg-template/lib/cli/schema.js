// A schema of the contract as a table for people: its fields, one a line, those within a field below it.

import { oneLine } from "./foreign.js";
import { glossary } from "./table.js";

/** @import { Translate } from "./command.ts" */

/**
 * @typedef {object} Schema
 * @property {string} [$ref]
 * @property {string} [type]
 * @property {string} [format]
 * @property {string} [description]
 * @property {Schema} [items]
 * @property {unknown[]} [enum]
 * @property {Record<string, Schema>} [properties]
 * @property {string[]} [required]
 * @property {Schema[]} [allOf]
 * @property {string} [pattern]
 * @property {number} [minLength]
 * @property {number} [maxLength]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [minItems]
 * @property {number} [maxItems]
 * @property {boolean} [readOnly]
 */

/** @typedef {Record<string, unknown>} Definitions */

/** Fields within fields within fields: what is deeper is told by the name of its definition. */
const DEEPEST = 4;
/** Lines that somebody still reads. */
const MOST = 200;

/**
 * `integer (int32)`, `array of string`, the name of a definition.
 * @param {Schema} schema
 * @param {Translate} t
 * @returns {string}
 */
export function typeOf({ $ref, type, format, items }, t) {
  if (typeof $ref === "string") return $ref.replace(/^.*\//s, "");
  if (type === "array" && items !== undefined) return t("operations.arrayOf", { type: typeOf(items, t) });
  return format === undefined ? (type ?? t("operations.anyType")) : `${type ?? ""} (${format})`.trim();
}

/**
 * The fields of a schema, each with its type and what is demanded of it.
 * @param {Schema} schema
 * @param {Definitions} definitions
 * @param {{ t: Translate, width: number }} context
 * @returns {string[]}
 */
export function fieldLines(schema, definitions, { t, width }) {
  /** @type {string[][]} */
  const rows = [];
  addFields(schema, { definitions, t, rows, depth: 0, above: [] });
  return glossary(rows, width);
}

/**
 * @typedef {object} Walk
 * @property {Definitions} definitions
 * @property {Translate} t
 * @property {string[][]} rows
 * @property {number} depth
 * @property {Schema[]} above the schemas that this one is within: a schema may be within itself
 */

/**
 * @param {Schema} schema
 * @param {Walk} walk
 */
function addFields(schema, walk) {
  const { definitions, rows, depth, above } = walk;
  const parts = partsOf(schema, definitions);
  if (depth >= DEEPEST || parts.some((part) => above.includes(part))) return;
  const required = new Set(parts.flatMap(({ required: names }) => (Array.isArray(names) ? names : [])));
  for (const [name, field] of parts.flatMap(({ properties }) => Object.entries(properties ?? {}))) {
    if (rows.length >= MOST) return;
    rows.push([`${"  ".repeat(depth)}${oneLine(name)}`, factsOf(field, required.has(name), walk)]);
    addFields(innermost(field), { ...walk, depth: depth + 1, above: [...above, ...parts] });
  }
}

/**
 * What a schema is made of: itself, what it refers to, and the parts of an allOf.
 * @param {Schema} schema
 * @param {Definitions} definitions
 * @param {Schema[]} [seen]
 * @returns {Schema[]}
 */
function partsOf(schema, definitions, seen = []) {
  if (!isSchema(schema) || seen.includes(schema)) return [];
  seen.push(schema);
  const { $ref, allOf } = schema;
  if (typeof $ref === "string") {
    const [, name] = /^#\/definitions\/(.*)$/s.exec($ref) ?? [];
    const meant = name === undefined ? undefined : definitions[unescaped(name)];
    return isSchema(meant) ? partsOf(meant, definitions, seen) : [];
  }
  return [schema, ...(Array.isArray(allOf) ? allOf : []).flatMap((part) => partsOf(part, definitions, seen))];
}

/** @param {unknown} value @returns {value is Schema} */
const isSchema = (value) => typeof value === "object" && value !== null;

/**
 * A name as it was before it became a part of a JSON Pointer (RFC 6901, section 4).
 * @param {string} name
 */
function unescaped(name) {
  const plain = name.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/**
 * Of a list, what is in it.
 * @param {Schema} schema
 * @returns {Schema}
 */
function innermost(schema) {
  return isSchema(schema?.items) && !Array.isArray(schema.items) ? innermost(schema.items) : schema;
}

/**
 * @param {Schema} schema
 * @param {boolean} isRequired
 * @param {Walk} walk
 */
function factsOf(schema, isRequired, { t }) {
  if (!isSchema(schema)) return t("operations.anyType");
  const facts = [typeOf(schema, t), ...limitsOf(schema, t), ...(isRequired ? [t("operations.required")] : [])];
  if (schema.readOnly === true) facts.push(t("operations.readOnly"));
  const allowed = Array.isArray(schema.enum) ? [t("operations.allowed", { values: schema.enum.join(", ") })] : [];
  const description = typeof schema.description === "string" ? schema.description.replace(/\.\s*$/, "") : "";
  return oneLine([facts.join(", "), description, ...allowed].filter(Boolean).join(". "));
}

/**
 * @param {Schema} schema
 * @param {Translate} t
 */
function limitsOf(schema, t) {
  const { pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  /** @type {[key: string, least: unknown, most: unknown][]} */
  const ranges = [
    ["length", minLength, maxLength],
    ["range", minimum, maximum],
    ["count", minItems, maxItems],
  ];
  const told = ranges
    .filter(([, least, most]) => least !== undefined || most !== undefined)
    .map(([key, least, most]) => {
      const which = least === undefined ? "Most" : most === undefined ? "Least" : "Both";
      return t(`operations.${key}${which}`, { least, most });
    });
  return pattern === undefined ? told : [...told, t("operations.pattern", { pattern })];
}
