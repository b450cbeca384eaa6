// Which column, or field, goes into which parameter of the operation, or into which property of its body.

import { misuse } from "../problems.js";
import { typed } from "../values.js";

/**
 * @import { Operation, OperationParameter } from "../../../types/index.d.ts"
 * @import { Context } from "../command.ts"
 * @import { Target } from "./job.ts"
 */

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ $ref?: string, type?: string, items?: object, properties?: Record<string, Schema> }} Schema */

/** A row of which no parameters can be made. */
export class RowProblem extends Error {
  /** @override */
  name = "RowProblem";
  kind = "input";

  /** @param {string} rule what is wrong with it: a word, and nothing of the row */
  constructor(rule) {
    super(rule);
    this.rule = rule;
  }
}

/**
 * Where the columns go: those of --map where it says, the others into the parameters of their names.
 * @param {[parameter: string, column: string][]} map
 * @param {string[]} columns
 * @param {Operation} operation
 * @param {Record<string, unknown>} definitions
 * @param {Context} context
 * @returns {{ targets: Target[], unused: string[] }}
 */
export function targetsOf(map, columns, operation, definitions, context) {
  const absent = map.find(([, column]) => !columns.includes(column));
  if (absent !== undefined) throw misuse(context, "bulk.noColumn", { column: absent[1] });
  const mapped = map.map(([parameter, column]) => {
    const target = targetOf(parameter, column, operation, definitions);
    if (target !== undefined) return target;
    const allowed = operation.parameters.map(({ key }) => key).join(", ");
    throw misuse(context, "bulk.noParameter", { parameter, operation: operation.id, allowed });
  });
  const taken = map.map(([, column]) => column);
  const others = columns.filter((column) => !taken.includes(column));
  const named = others.flatMap((column) => targetOf(column, column, operation, definitions) ?? []);
  const used = named.map(({ column }) => column);
  return { targets: [...mapped, ...named], unused: others.filter((column) => !used.includes(column)) };
}

/**
 * `numero` is a parameter; `corps.adresse.ville` a property of one, by the names in the contract.
 * @param {string} name
 * @param {string} column
 * @param {Operation} operation
 * @param {Record<string, unknown>} definitions
 * @returns {Target | undefined}
 */
function targetOf(name, column, operation, definitions) {
  const whole = operation.parameters.find(({ key }) => key === name);
  if (whole !== undefined) return { path: [name], column, schema: whole.schema };
  const owner = operation.parameters.find((one) => one.in === "body" && name.startsWith(`${one.key}.`));
  if (owner === undefined) return undefined;
  const properties = name.slice(owner.key.length + 1).split(".");
  return { path: [owner.key, ...properties], column, schema: schemaAt(owner, properties, definitions) };
}

/**
 * What the contract says of a property, as far as it says it plainly.
 * @param {OperationParameter} owner
 * @param {string[]} properties
 * @param {Record<string, unknown>} definitions
 */
function schemaAt(owner, properties, definitions) {
  /** @param {Schema | undefined} schema @returns {Schema | undefined} */
  const resolved = (schema) => {
    const name = schema?.$ref?.replace(/^#\/definitions\//, "");
    return name === undefined ? schema : /** @type {Schema | undefined} */ (definitions[name]);
  };
  /** @type {Schema | undefined} */
  let schema = resolved(/** @type {Schema} */ (owner.schema));
  for (const property of properties) schema = resolved(schema?.properties?.[property]);
  return schema;
}

/**
 * The parameters of a row. An empty cell is no value.
 * @param {Target[]} targets
 * @param {(column: string) => unknown} cellOf
 */
export function parametersFrom(targets, cellOf) {
  const parameters = fields();
  for (const { path, column, schema } of targets) {
    const value = cellOf(column);
    if (value === undefined || value === "") continue;
    const names = [...path];
    const last = /** @type {string} */ (names.pop());
    let place = parameters;
    for (const name of names) {
      place[name] ??= fields();
      place = /** @type {Fields} */ (place[name]);
    }
    place[last] = typeof value === "string" ? typed(value, schema) : value;
  }
  return parameters;
}

/** Names such as "__proto__" are names like others. @returns {Fields} */
const fields = () => Object.create(null);
