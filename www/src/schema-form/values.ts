// The rules of a form's values. `undefined` is "not given", and a member that is not given is not in its object. An
// empty field is not given; an empty text is "" and is asked for. An item of an array is always there: what has not
// been typed yet is "" in a list of texts, and null in any other.

import {
  choices,
  type Definitions,
  effective,
  type Effective,
  type Kind,
  kindOf,
  type Schema,
  writable,
} from "./schema.ts";

export type Members = Readonly<Record<string, unknown>>;

/** An operation as far as a form is concerned. */
export interface FormParameter {
  key: string;
  name: string;
  in: "path" | "query" | "header" | "formData" | "body";
  required: boolean;
  description?: string;
  schema: Schema;
}

/** Said beside the schema of what is a part of the path, and by no contract. */
export const IN_PATH = "in path";

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** What a form begins with: the objects that must be given, so that one without any required member is sent as `{}`. */
export function startingValue(parameters: readonly FormParameter[], definitions: Definitions): Members {
  const given = parameters.filter((parameter) => parameter.required);
  const values = given.map(({ key, schema }) => [key, startOf(schema, definitions)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The required objects within a schema; undefined for everything else. */
export function startOf(schema: Schema, definitions: Definitions, scope: Scope = freshScope()): Members | undefined {
  const whole = effective(schema, definitions);
  if (kindOf(whole) !== "object" || !enters(whole, scope)) return undefined;
  const below = within(whole, scope);
  const required = writable(whole, definitions).filter(([name]) => whole.required?.includes(name));
  const members = required.map(([name, member]) => [name, startOf(member, definitions, below)] as const);
  return {
    ...discriminated(whole, definitions),
    ...Object.fromEntries(members.filter(([, value]) => value !== undefined)),
  };
}

/** What a new item of an array begins with. */
export function startOfItem(schema: Schema, definitions: Definitions): unknown {
  const kind = kindOf(effective(schema, definitions));
  if (kind === "object") return startOf(schema, definitions) ?? {};
  if (kind === "array") return [];
  return kind === "string" ? "" : null;
}

/** Where one is in a walk through schemas: what is around, and how many more may be looked at in all. */
export interface Scope {
  above: readonly string[];
  budget: { left: number };
}

/** A contract can be written so that the walk, and the drawing of what it gives, would have no end in sight. */
const MOST = 300;
const DEEPEST = 10;

export const freshScope = (): Scope => ({ above: [], budget: { left: MOST } });

/** Whether to go into a schema: not into one that is around already, and not for ever. */
export function enters({ names }: Effective, { above, budget }: Scope): boolean {
  budget.left -= 1;
  return budget.left > 0 && above.length < DEEPEST && !names.some((name) => above.includes(name));
}

export function within({ names }: Effective, { above, budget }: Scope): Scope {
  return { above: [...above, ...names], budget };
}

/** Whether a field for that kind can show a value. What it cannot show is shown as JSON, so that nothing is lost. */
export function fits(value: unknown, kind: Kind): boolean {
  if (value === undefined || value === null || kind === "choice") return true;
  switch (kind) {
    case "object":
      return isMembers(value);
    case "array":
      return Array.isArray(value);
    case "string":
      return typeof value === "string";
    case "integer":
    case "number":
      return typeof value === "number" || typeof value === "bigint" || typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "file":
      return value instanceof Blob;
    case "any":
      return true;
  }
}

export function isMembers(value: unknown): value is Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Blob) && !ArrayBuffer.isView(value);
}

/** An object with one member changed; `undefined` takes it out. The order of the others stays. */
export function withMember(object: Members, name: string, value: unknown): Members {
  if (value !== undefined) return { ...object, [name]: value };
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
}

/** An object in which a member has another name, in the same place. */
export function renamed(object: Members, from: string, to: string): Members {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]));
}

/** The members that no property of the schema names. */
export function otherMembers(object: Members, properties: Readonly<Record<string, Schema>> = {}): string[] {
  return Object.keys(object).filter((name) => !Object.hasOwn(properties, name));
}

/**
 * The number that a text says, with a decimal comma too; a BigInt where numbers are not exact any more. What is no
 * number stays the text that it is: the check of the contract says so beside the field.
 */
export function numberFrom(text: string): number | bigint | string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (!NUMBER.test(trimmed)) return text;
  const number = Number(trimmed.replace(",", "."));
  if (INTEGER.test(trimmed) && !Number.isSafeInteger(number)) return BigInt(trimmed.replace("+", ""));
  return Number.isFinite(number) ? number : text;
}

/**
 * The local time that a field for dates shows for a moment, as browsers write it, "2026-01-31T13:30": seconds only
 * where there are any. Undefined for what is no moment.
 */
export function localFrom(moment: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(moment)) return undefined;
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return undefined;
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace(/:00$/, "");
}

/** The moment, in universal time, that a local time means. */
export function momentFrom(local: string): string | undefined {
  const date = new Date(local);
  return local === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.000Z$/, "Z");
}

/** A schema whose discriminator can only say one thing says it. */
function discriminated(whole: Effective, definitions: Definitions): Members {
  const names = choices(whole, definitions);
  return names.length === 1 && whole.discriminator !== undefined ? { [whole.discriminator]: names[0] } : {};
}
