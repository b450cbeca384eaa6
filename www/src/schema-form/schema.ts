// Schemas of the contract as a form sees them: references followed, `allOf` merged, and what kind of value is meant.

/** A schema object of Swagger 2.0, or what a parameter says of its values. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  allOf?: Schema[];
  discriminator?: string;
  readOnly?: boolean;
  [keyword: string]: unknown;
}

export type Definitions = Readonly<Record<string, Schema>>;

/** A schema without references and without `allOf`. */
export interface Effective extends Schema {
  /** The definitions that it was put together from, the one that was meant first. */
  names: readonly string[];
}

export type Kind = "object" | "array" | "choice" | "string" | "integer" | "number" | "boolean" | "file" | "any";

const PREFIX = "#/definitions/";
const KINDS: readonly string[] = ["object", "array", "string", "integer", "number", "boolean", "file"];

/** Follows references and merges `allOf`. A definition that contains itself in that way counts once. */
export function effective(schema: Schema, definitions: Definitions): Effective {
  const names: string[] = [];
  const whole = merge(schema, definitions, names);
  return { ...whole, names };
}

export function kindOf(schema: Schema): Kind {
  if (Array.isArray(schema.enum)) return "choice";
  if (schema.type !== undefined && KINDS.includes(schema.type)) return schema.type as Kind;
  if (schema.type !== undefined) return "any";
  if (schema.properties || schema.additionalProperties || schema.discriminator !== undefined) return "object";
  if (schema.items) return "array";
  return schema.format !== undefined || schema.pattern !== undefined ? "string" : "any";
}

/** The name of the definition that a reference means. */
export function referred(reference: string): string {
  const name = reference.startsWith(PREFIX) ? reference.slice(PREFIX.length) : reference;
  return decode(name).replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * The definitions among which a discriminator chooses: the one that is meant and all that are made of it. Empty when
 * there is nothing to choose.
 */
export function choices({ discriminator, names }: Effective, definitions: Definitions): string[] {
  const [meant] = names;
  if (discriminator === undefined || meant === undefined) return [];
  const derived = derivedFrom(definitions);
  const found = new Set([meant]);
  for (const base of found) {
    for (const name of derived.get(base) ?? []) found.add(name);
  }
  return found.size > 1 || names.length > 1 ? [...found] : [];
}

/** The properties that a request may have: `readOnly` ones come from the server only. */
export function writable({ properties = {} }: Schema, definitions: Definitions): [name: string, schema: Schema][] {
  return Object.entries(properties).filter(([, schema]) => effective(schema, definitions).readOnly !== true);
}

/** What the members may be that no property names; undefined when none may be. */
export function additional({ additionalProperties, properties, discriminator }: Schema): Schema | undefined {
  if (typeof additionalProperties === "object") return additionalProperties;
  if (additionalProperties === true) return {};
  const isOpen = additionalProperties === undefined && properties === undefined && discriminator === undefined;
  return isOpen ? {} : undefined;
}

function merge(schema: Schema, definitions: Definitions, names: string[]): Schema {
  const { $ref, allOf, ...own } = schema;
  if ($ref !== undefined) return mergeReference(referred($ref), own, definitions, names);
  return (allOf ?? []).reduceRight<Schema>((whole, part) => joined(merge(part, definitions, names), whole), own);
}

/** Beside a reference only a description counts, as people write one there though they should not. */
function mergeReference(name: string, { description }: Schema, definitions: Definitions, names: string[]): Schema {
  const definition = definitions[name];
  if (definition === undefined || names.includes(name)) return {};
  names.push(name);
  const whole = merge(definition, definitions, names);
  return description === undefined ? whole : { ...whole, description };
}

/** Both schemas at once; where only one can be said, the second counts. */
function joined(first: Schema, second: Schema): Schema {
  const whole: Schema = { ...first, ...second };
  const required = [...(first.required ?? []), ...(second.required ?? [])];
  if (required.length > 0) whole.required = [...new Set(required)];
  if (first.properties && second.properties) whole.properties = joinedProperties(first.properties, second.properties);
  return whole;
}

function joinedProperties(first: Record<string, Schema>, second: Record<string, Schema>): Record<string, Schema> {
  const both = (name: string, schema: Schema) => {
    const other = Object.hasOwn(first, name) ? first[name] : undefined;
    return other === undefined ? schema : { allOf: [other, schema] };
  };
  return { ...first, ...Object.fromEntries(Object.entries(second).map(([name, it]) => [name, both(name, it)])) };
}

/** For each definition, those that have it in their `allOf`. Found once for all fields of a form. */
function derivedFrom(definitions: Definitions): Map<string, string[]> {
  const known = DERIVED.get(definitions);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const [name, { allOf }] of Object.entries(definitions)) {
    for (const { $ref } of Array.isArray(allOf) ? allOf : []) {
      if ($ref !== undefined) found.set(referred($ref), [...(found.get(referred($ref)) ?? []), name]);
    }
  }
  DERIVED.set(definitions, found);
  return found;
}

const DERIVED = new WeakMap<Definitions, Map<string, string[]>>();

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
