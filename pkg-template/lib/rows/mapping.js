// Which column, or field, goes into which parameter of the operation, or into which property of its body.

import { SourceProblem } from "./problems.js";
import { typed } from "./typed.js";

/**
 * @import { OperationParameter } from "../../types/index.d.ts"
 * @import { RowMeaning, Target } from "./rows.ts"
 */

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {{ $ref?: string, type?: string, items?: object, properties?: Record<string, Schema> }} Schema */

/** Names that are offered at most, and their levels: others can be written all the same. */
const MOST = 200;
const DEEPEST = 4;

/**
 * Where the columns go: where `map` says, the others into the parameters of their names.
 * @param {string[]} columns
 * @param {RowMeaning} meaning
 * @returns {{ targets: Target[], unused: string[] }}
 */
export function targetsOf(columns, meaning) {
  const { map, operation } = meaning;
  const absent = map.find(([, column]) => !columns.includes(column));
  if (absent !== undefined) throw new SourceProblem("noColumn", { column: absent[1] });
  const mapped = map.map(([parameter, column]) => {
    const target = targetOf(parameter, column, meaning);
    if (target !== undefined) return target;
    const allowed = operation.parameters.map(({ key }) => key).join(", ");
    throw new SourceProblem("noParameter", { parameter, operation: operation.id, allowed });
  });
  const taken = map.map(([, column]) => column);
  const others = columns.filter((column) => !taken.includes(column));
  const named = others.flatMap((column) => targetOf(column, column, meaning) ?? []);
  const used = named.map(({ column }) => column);
  return { targets: [...mapped, ...named], unused: others.filter((column) => !used.includes(column)) };
}

/**
 * `numero` is a parameter; `corps.adresse.ville` a property of one, by the names in the contract.
 * @param {string} name
 * @param {string} column
 * @param {RowMeaning} meaning
 * @returns {Target | undefined}
 */
function targetOf(name, column, { operation, definitions }) {
  const whole = operation.parameters.find(({ key }) => key === name);
  if (whole !== undefined) return { path: [name], column, schema: whole.schema };
  const owner = operation.parameters.find((one) => one.in === "body" && name.startsWith(`${one.key}.`));
  if (owner === undefined) return undefined;
  const properties = name.slice(owner.key.length + 1).split(".");
  return { path: [owner.key, ...properties], column, schema: schemaAt(owner, properties, definitions) };
}

/**
 * The names that a column can go to, as `map` has them: parameters, and the properties of a body.
 * @param {Omit<RowMeaning, "map">} meaning
 */
export function targetNames({ operation, definitions }) {
  const names = operation.parameters.map(({ key }) => key);
  const bodies = operation.parameters.filter((one) => one.in === "body");
  /** @type {[owner: OperationParameter, path: string[]][]} */
  const rest = bodies.map((owner) => [owner, []]);
  for (let next = rest.shift(); next !== undefined && names.length < MOST; next = rest.shift()) {
    const [owner, above] = next;
    for (const name of Object.keys(schemaAt(owner, above, definitions)?.properties ?? {})) {
      const path = [...above, name];
      names.push([owner.key, ...path].join("."));
      if (path.length < DEEPEST) rest.push([owner, path]);
    }
  }
  return names.slice(0, MOST);
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
