// Values made from what the contract says, so that a form can be tried at once: its examples where it has some, else a
// value of the right form. They stay within the contract's wishes as far as these can be met without a search.

import { choices, type Definitions, effective, type Effective, kindOf, type Schema, writable } from "./schema.ts";
import { textFor } from "./patterned.ts";
import { enters, fits, type FormParameter, freshScope, isMembers, type Members, numberFrom } from "./values.ts";
import { type Scope, withMember, within } from "./values.ts";

/** How many schemas are looked at to see whether there is an example in one of them. */
const FEW = 100;

const TEXTS: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  uuid: "123e4567-e89b-12d3-a456-426614174000",
  email: "prenom.nom@example.org",
  byte: "YWJj",
  uri: "https://example.org/",
};

/** What has not been given yet, filled in: what must be given, and what the contract has an example of. */
export function filled(parameters: readonly FormParameter[], definitions: Definitions, value: Members): Members {
  const scope = freshScope();
  return parameters.reduce((all, { key, schema, required, in: place }) => {
    const isWanted = required || place === "body" || written(effective(schema, definitions)) !== undefined;
    return isWanted ? withMember(all, key, completed(all[key], schema, definitions, scope)) : all;
  }, value);
}

/** A value of a schema, to be read: what an answer looks like. */
export function exampleOf(schema: Schema, definitions: Definitions): unknown {
  return completed(undefined, schema, definitions, freshScope());
}

/** The example that the contract itself gives, in the type of the schema: many write numbers between quotes. */
export function written(whole: Effective): unknown {
  const example = whole.example ?? whole["x-example"];
  if (example === undefined || example === null) return undefined;
  const kind = kindOf(whole);
  if (kind === "string") return typeof example === "object" ? undefined : String(example);
  if (kind === "choice") return whole.enum?.includes(example) ? example : undefined;
  const read = typeof example === "string" && kind !== "any" ? readIn(kind, example) : example;
  return fits(read, kind) && !(typeof read === "string" && kind !== "any") ? read : undefined;
}

function readIn(kind: string, text: string): unknown {
  if (kind === "integer" || kind === "number") return numberFrom(text);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function completed(value: unknown, schema: Schema, definitions: Definitions, scope: Scope): unknown {
  const whole = effective(schema, definitions);
  if (value !== undefined && value !== null && !isMembers(value)) return value;
  if (isMembers(value) && kindOf(whole) === "object") return objectOf(value, whole, definitions, scope);
  if (isMembers(value)) return value;
  return written(whole) ?? made(whole, definitions, scope);
}

function made(whole: Effective, definitions: Definitions, scope: Scope): unknown {
  switch (kindOf(whole)) {
    case "choice":
      return whole.enum?.[0];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return numberOf(whole);
    case "string":
      return textOf(whole);
    case "array":
      return arrayOf(whole, definitions, scope);
    case "object":
      return enters(whole, scope) ? objectOf({}, whole, definitions, scope) : undefined;
    default:
      return undefined;
  }
}

/** The members that must be there, and those with an example somewhere; the others stay for the person to add. */
function objectOf(value: Members, whole: Effective, definitions: Definitions, scope: Scope): Members {
  const [first, derived] = choices(whole, definitions);
  const chosen = derived ?? first;
  const { discriminator } = whole;
  if (discriminator !== undefined && chosen !== undefined && value[discriminator] === undefined) {
    const meant = { ...effective({ $ref: chosen }, definitions), discriminator: undefined } as unknown as Effective;
    return objectOf({ ...value, [discriminator]: chosen }, meant, definitions, scope);
  }
  const below = within(whole, scope);
  return writable(whole, definitions).reduce((all, [name, schema]) => {
    const member = effective(schema, definitions);
    const isWanted =
      whole.required?.includes(name) ||
      hasExample(member, definitions, within(whole, { ...scope, budget: { left: FEW } }));
    return isWanted ? withMember(all, name, completed(all[name], schema, definitions, below)) : all;
  }, value);
}

function hasExample(whole: Effective, definitions: Definitions, scope: Scope): boolean {
  if (written(whole) !== undefined) return true;
  if (!enters(whole, scope)) return false;
  const parts = whole.items ? [whole.items] : Object.values(whole.properties ?? {});
  return parts.some((schema) => hasExample(effective(schema, definitions), definitions, within(whole, scope)));
}

function arrayOf(whole: Effective, definitions: Definitions, scope: Scope): unknown {
  const { items = {}, minItems } = whole;
  const count = typeof minItems === "number" ? Math.min(Math.max(minItems, 1), 10) : 1;
  const item = completed(undefined, items, definitions, within(whole, scope));
  return item === undefined ? [] : Array.from({ length: count }, () => item);
}

function numberOf({ minimum, maximum, exclusiveMinimum, multipleOf, type }: Effective): number {
  const step = typeof multipleOf === "number" && multipleOf > 0 ? multipleOf : 1;
  const least = typeof minimum === "number" ? minimum : Math.min(1, typeof maximum === "number" ? maximum : 1);
  const first = Math.ceil(least / step) * step;
  const isTooSmall = exclusiveMinimum === true && first === minimum;
  const found = isTooSmall ? first + step : first;
  return type === "integer" ? Math.ceil(found) : found;
}

function textOf({ format, pattern, minLength, maxLength }: Effective): string {
  const patterned = typeof pattern === "string" ? textFor(pattern) : undefined;
  if (patterned !== undefined) return patterned;
  const text = (format !== undefined && TEXTS[format]) || "exemple";
  const least = typeof minLength === "number" ? Math.min(minLength, 1000) : 0;
  return text.padEnd(least, "x").slice(0, typeof maxLength === "number" ? maxLength : undefined);
}
