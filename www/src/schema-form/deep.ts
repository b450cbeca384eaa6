// Whether a form would be longer than one wants to go through: then one begins with the JSON, and the form is one
// switch away.

import { type Definitions, effective, kindOf, type Schema, writable } from "./schema.ts";
import { enters, type FormParameter, freshScope, type Scope, within } from "./values.ts";

/** Objects within objects, and fields in all, up to which a form is drawn. */
const LEVELS = 2;
const FIELDS = 24;

export function isDeep(parameters: readonly FormParameter[], definitions: Definitions): boolean {
  const bodies = parameters.filter((one) => one.in === "body");
  return bodies.some(({ schema }) => {
    const { levels, fields } = extentOf(schema, definitions, freshScope());
    return levels > LEVELS || fields > FIELDS;
  });
}

interface Extent {
  levels: number;
  fields: number;
}

const ONE: Extent = { levels: 0, fields: 1 };

function extentOf(schema: Schema, definitions: Definitions, scope: Scope): Extent {
  const whole = effective(schema, definitions);
  const kind = kindOf(whole);
  if (kind === "array" && whole.items) return deeper([extentOf(whole.items, definitions, within(whole, scope))]);
  if (kind !== "object" || !enters(whole, scope)) return ONE;
  const below = within(whole, scope);
  return deeper(writable(whole, definitions).map(([, member]) => extentOf(member, definitions, below)));
}

function deeper(parts: readonly Extent[]): Extent {
  return {
    levels: 1 + Math.max(0, ...parts.map(({ levels }) => levels)),
    fields: parts.reduce((sum, { fields }) => sum + fields, 0),
  };
}
