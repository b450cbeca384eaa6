// A schema as one reads it: for each field its name, what kind of value it is, what is asked of it in words, and what
// it means; objects and lists are unfolded one by one, so that a schema that holds itself is as deep as one goes.

import { useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import { hintsOf } from "../schema-form/hints.ts";
import { type Definitions, effective, type Effective, kindOf, type Schema } from "../schema-form/schema.ts";

/** Values of a list of choices that are shown. */
const MOST_CHOICES = 30;

interface Props {
  schema: Schema;
  definitions: Definitions;
}

/** What a schema is, and its fields. */
export function SchemaTree({ schema, definitions }: Props) {
  const { t } = useSpeech();
  const whole = effective(schema, definitions);
  return (
    <div class="schema-tree">
      <p>
        <Facts whole={whole} definitions={definitions} />
      </p>
      <Inside whole={whole} definitions={definitions} t={t} />
    </div>
  );
}

interface InsideProps {
  whole: Effective;
  definitions: Definitions;
  t: Translate;
}

/** The fields of an object, or those of the items of a list. */
function Inside({ whole, definitions, t }: InsideProps) {
  const items = itemsOf(whole, definitions);
  if (items) return <Inside whole={items} definitions={definitions} t={t} />;
  const fields = Object.entries(whole.properties ?? {});
  const others = typeof whole.additionalProperties === "object" ? whole.additionalProperties : undefined;
  if (fields.length === 0 && others === undefined) return null;
  return (
    <ul class="schema-fields">
      {fields.map(([name, schema]) => (
        <Field
          key={name}
          name={name}
          schema={schema}
          definitions={definitions}
          isRequired={whole.required?.includes(name) === true}
        />
      ))}
      {others && <Field name={t("reference.anyName")} schema={others} definitions={definitions} isRequired={false} />}
    </ul>
  );
}

type FieldProps = Props & { name: string; isRequired: boolean };

function Field({ name, schema, definitions, isRequired }: FieldProps) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const whole = effective(schema, definitions);
  const head = (
    <>
      <code class="schema-name">{name}</code> <Facts whole={whole} definitions={definitions} isRequired={isRequired} />
    </>
  );
  const description = whole.description && <p class="muted">{whole.description}</p>;
  if (!hasInside(whole, definitions)) {
    return (
      <li>
        <p>{head}</p>
        {description}
      </li>
    );
  }
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{head}</summary>
        {description}
        {isOpen && <Inside whole={whole} definitions={definitions} t={t} />}
      </details>
      {!isOpen && description}
    </li>
  );
}

function Facts({ whole, definitions, isRequired = false }: InsideLess & { isRequired?: boolean }) {
  const { t } = useSpeech();
  const hints = hintsOf({ ...whole, example: undefined, "x-example": undefined }, t);
  const parts = [typeIn(whole, definitions, t), hints, choicesOf(whole, t), isRequired && t("form.required")];
  const marks = [whole.readOnly === true && t("reference.readOnly"), isNullable(whole) && t("reference.nullable")];
  const shown = [...new Set([...parts, ...marks].filter(Boolean))];
  return <span class="schema-facts">{shown.join(" · ")}</span>;
}

type InsideLess = Omit<InsideProps, "t">;

/** The name of what a value is: that of a definition, where it has one. */
function typeIn(whole: Effective, definitions: Definitions, t: Translate): string {
  const items = itemsOf(whole, definitions);
  if (items) return t("reference.listOf", { what: typeIn(items, definitions, t) });
  const [name] = whole.names;
  const kind = kindOf(whole);
  if (kind === "object") return name ?? t("reference.object");
  return kind === "string" && whole.format === undefined
    ? t("reference.text")
    : kind === "boolean"
      ? t("reference.boolean")
      : "";
}

function itemsOf(whole: Effective, definitions: Definitions): Effective | undefined {
  if (kindOf(whole) !== "array") return undefined;
  const { items } = whole;
  return effective(typeof items === "object" && !Array.isArray(items) ? items : {}, definitions);
}

function hasInside(whole: Effective, definitions: Definitions, depth = 0): boolean {
  const items = itemsOf(whole, definitions);
  // A list of lists of lists of …
  if (items) return depth < 5 && hasInside(items, definitions, depth + 1);
  return Object.keys(whole.properties ?? {}).length > 0 || typeof whole.additionalProperties === "object";
}

function choicesOf({ enum: values }: Effective, t: Translate): string {
  if (!Array.isArray(values)) return "";
  const shown = values
    .slice(0, MOST_CHOICES)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  const list = shown.join(", ");
  return t("reference.oneOf", { list: values.length > MOST_CHOICES ? `${list}, …` : list });
}

const isNullable = (whole: Effective) => whole["x-nullable"] === true || whole.nullable === true;
