// Whether a value that does not fit the contract is an example of the contract's own: then that contradicts itself, and
// whoever has filled the form with it is not to blame.

import { segmentsOf } from "./pointers.ts";
import { additional, type Definitions, effective, type Schema } from "./schema.ts";
import { type FormParameter, type Members, isMembers } from "./values.ts";

/** Whether an example, of the value itself or of what it is a part of, has this value at its place. */
export function isOwnExample(
  pointer: string,
  {
    parameters,
    definitions,
    value,
  }: { parameters: readonly FormParameter[]; definitions: Definitions; value: Members },
): boolean {
  const [key = "", ...path] = segmentsOf(pointer);
  const wrong = at(value[key], path);
  if (wrong === undefined || (typeof wrong === "object" && wrong !== null)) return false;
  let schema = parameters.find((parameter) => parameter.key === key)?.schema as Schema | undefined;
  for (let depth = 0; schema !== undefined; depth += 1) {
    const whole = effective(schema, definitions);
    // Many write numbers between quotes.
    if (String(at(whole.example ?? whole["x-example"], path.slice(depth))) === String(wrong)) return true;
    schema = depth < path.length ? part(whole, path[depth] ?? "") : undefined;
  }
  return false;
}

/** The schema of a member, or of an item. */
function part(whole: Schema, name: string): Schema | undefined {
  if (whole.items && /^\d+$/.test(name)) return whole.items;
  const { properties = {} } = whole;
  return Object.hasOwn(properties, name) ? properties[name] : additional(whole);
}

/** What is at a place within a value. */
function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inside, name) => {
    if (Array.isArray(inside)) return inside[Number(name)];
    return isMembers(inside) && Object.hasOwn(inside, name) ? inside[name] : undefined;
  }, value);
}
