// What a schema asks of a value, in a few words: "entier · de 1 à 100 · par défaut : 1".

import type { Translate } from "../messages/index.ts";
import { written } from "./examples.ts";
import { type Effective, kindOf } from "./schema.ts";

const FORMATS = ["date", "date-time", "password", "uuid", "email", "byte"] as const;

export function hintsOf(whole: Effective, t: Translate): string {
  const parts = [typeOf(whole, t), ...bounds(whole, t), value("form.default", whole.default, t), exampleOf(whole, t)];
  return parts.filter((part) => part !== undefined).join(" · ");
}

function typeOf(whole: Effective, t: Translate): string | undefined {
  const kind = kindOf(whole);
  const format = FORMATS.find((name) => name === whole.format);
  // Of a text without a format, the field itself says enough.
  if (kind === "string") return format && t(`form.format.${format}`);
  if (kind === "integer" || kind === "number" || kind === "any") return t(`form.type.${kind}`);
  return undefined;
}

function bounds(whole: Effective, t: Translate): (string | undefined)[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, pattern } = whole;
  return [
    limit(exclusiveMinimum === true ? "form.above" : "form.min", minimum, t),
    limit(exclusiveMaximum === true ? "form.below" : "form.max", maximum, t),
    limit("form.multipleOf", multipleOf, t),
    limit("form.minLength", whole.minLength, t),
    limit("form.maxLength", whole.maxLength, t),
    limit("form.minItems", whole.minItems, t),
    limit("form.maxItems", whole.maxItems, t),
    whole.uniqueItems === true ? t("form.uniqueItems") : undefined,
    typeof pattern === "string" ? t("form.pattern", { value: pattern }) : undefined,
  ];
}

type Limit =
  `form.${"min" | "max" | "above" | "below" | "multipleOf" | "minLength" | "maxLength" | "minItems" | "maxItems"}`;

function limit(key: Limit, bound: unknown, t: Translate): string | undefined {
  return typeof bound === "number" ? t(key, { value: bound }) : undefined;
}

function exampleOf(whole: Effective, t: Translate): string | undefined {
  const kind = kindOf(whole);
  return kind === "object" || kind === "array" ? undefined : value("form.example", written(whole), t);
}

function value(key: "form.default" | "form.example", it: unknown, t: Translate): string | undefined {
  if (it === undefined) return undefined;
  return t(key, { value: typeof it === "string" ? it : JSON.stringify(it) });
}
