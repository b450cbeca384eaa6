// Where the number or the range of a page goes: a parameter of the operation, or a field of its body.

import { partsOf, valueAt, withValueAt } from "./pointer.js";

/**
 * @import { OperationParameter } from "../../../types/index.d.ts"
 * @import { Definitions, PagedOperation, Place, Schema } from "../paging.ts"
 */

/**
 * A place by its name: a parameter, or a field of the body by its name or as a JSON Pointer. Nothing when there is
 * none.
 * @param {string} name
 * @param {PagedOperation} contract
 * @returns {Place | undefined}
 */
export function placeOf(name, { operation, definitions }) {
  const { parameters } = operation;
  /** @param {OperationParameter} it */
  const isNamed = (it) => [it.key, it.name, `${it.in}.${it.name}`].includes(name);
  const parameter = parameters.find((it) => it.in !== "body" && isNamed(it));
  if (parameter !== undefined) return inParameter(parameter);
  const body = parameters.find((it) => it.in === "body");
  if (body === undefined) return undefined;
  const fields = fieldsOf(body.schema, definitions);
  const isKnown = name.startsWith("/") || fields === undefined || Object.hasOwn(fields, name);
  return isKnown ? inBody(body, partsOf(name), fields?.[name]) : undefined;
}

/**
 * The first place that has one of these names, which are in lower case.
 * @param {string[]} names
 * @param {PagedOperation} contract
 * @returns {Place | undefined}
 */
export function findPlace(names, { operation, definitions }) {
  /**
   * @template Item
   * @param {Item[]} list
   * @param {(it: Item) => string} nameOf
   */
  const find = (list, nameOf) => {
    for (const name of names) {
      const found = list.find((it) => nameOf(it).toLowerCase() === name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const places = operation.parameters.filter((it) => it.in === "query" || it.in === "header");
  const parameter = find(places, ({ name }) => name);
  if (parameter !== undefined) return inParameter(parameter);
  const body = operation.parameters.find((it) => it.in === "body");
  const fields = body && fieldsOf(body.schema, definitions);
  const field = find(Object.keys(fields ?? {}), (name) => name);
  return field === undefined || body === undefined ? undefined : inBody(body, [field], fields?.[field]);
}

/**
 * @param {OperationParameter} parameter
 * @returns {Place}
 */
function inParameter({ key, schema, in: where }) {
  return {
    isHeader: where === "header",
    assumed: schema?.default,
    read: (parameters) => parameters[key] ?? undefined,
    write: (parameters, value) => ({ ...parameters, [key]: schema?.type === "string" ? String(value) : value }),
  };
}

/**
 * @param {OperationParameter} body
 * @param {string[]} parts
 * @param {Schema} [schema]
 * @returns {Place}
 */
function inBody({ key }, parts, schema) {
  return {
    isHeader: false,
    assumed: schema?.default,
    read: (parameters) => valueAt(parameters[key], parts) ?? undefined,
    write: (parameters, value) => ({
      ...parameters,
      [key]: withValueAt(parameters[key], parts, schema?.type === "string" ? String(value) : value),
    }),
  };
}

/**
 * The fields that a schema has of its own; nothing when it does not say.
 * @param {Schema | undefined} schema
 * @param {() => Definitions} definitions
 */
function fieldsOf(schema, definitions) {
  const name = schema?.$ref?.replace("#/definitions/", "").replaceAll("~1", "/").replaceAll("~0", "~");
  return (name === undefined ? schema : definitions()[name])?.properties;
}
