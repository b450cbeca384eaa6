// An object: a group of fields. One that is not given is drawn when it is asked for, which also ends the schemas that
// contain themselves; those that must be given are there from the start (`startOf`). A discriminator chooses which
// definition's fields are drawn.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { Choice } from "./choice-field.tsx";
import { CONTROLS, type FieldProps, useFocusAfter, useFormScope } from "./context.ts";
import { groupOnly, Hints, Mistakes, Name, NullValue, useDescribed } from "./field-frame.tsx";
import { MoreMembers } from "./more-members.tsx";
import { below } from "./pointers.ts";
import { choices, type Definitions, effective, type Effective, writable } from "./schema.ts";
import { SchemaField } from "./schema-field.tsx";
import { isMembers, type Members, startOf, withMember } from "./values.ts";

interface Props extends FieldProps {
  /** The body itself is drawn at once; emptied, it is not given. */
  isBody?: boolean;
}

export function ObjectField({ isBody = false, ...field }: Props) {
  const { definitions } = useFormScope();
  const { t } = useSpeech();
  const { id, ...described } = useDescribed(field);
  const { root, focusAfter } = useFocusAfter<HTMLFieldSetElement>();
  const whole = effective(field.schema, definitions);
  const isGiven = isMembers(field.value);
  const add = () => {
    field.onChange(startOf(field.schema, definitions) ?? {});
    focusAfter(`:scope > .members ${CONTROLS}`);
  };
  const remove = () => {
    field.onChange(undefined);
    focusAfter(":scope > .add-object");
  };
  return (
    <fieldset ref={root} class="nested" id={id} tabIndex={-1} {...groupOnly(described)}>
      <legend>
        <Name {...field} />
      </legend>
      <NullValue field={field} />
      <Hints {...field} />
      <Mistakes pointer={field.pointer} />
      {isGiven || isBody ? (
        <MemberFields field={field} whole={whole} isBody={isBody} />
      ) : (
        <button type="button" class="button add-object" onClick={add}>
          {t("form.give", { name: field.label })}
        </button>
      )}
      {isGiven && !isBody && !field.isItem && !field.isRequired && (
        <button type="button" class="special" onClick={remove}>
          {t("form.giveNot", { name: field.label })}
        </button>
      )}
    </fieldset>
  );
}

function MemberFields({ field, whole, isBody }: { field: FieldProps; whole: Effective; isBody: boolean }) {
  const { definitions } = useFormScope();
  const value = isMembers(field.value) ? field.value : {};
  const { meant, names } = meantBy(value, whole, definitions);
  const change = (members: Members) => {
    const isNothing = isBody && !field.isRequired && Object.keys(members).length === 0;
    field.onChange(isNothing ? undefined : members);
  };
  return (
    <div class="members">
      {names.length > 0 && <KindChoice field={field} value={value} whole={whole} names={names} onChange={change} />}
      {writable(meant, definitions)
        .filter(([name]) => names.length === 0 || name !== whole.discriminator)
        .map(([name, schema]) => (
          <SchemaField
            key={name}
            pointer={below(field.pointer, name)}
            label={name}
            schema={schema}
            value={Object.hasOwn(value, name) ? value[name] : undefined}
            isRequired={meant.required?.includes(name) ?? false}
            onChange={(member) => change(withMember(value, name, member))}
          />
        ))}
      <MoreMembers
        pointer={field.pointer}
        label={field.label}
        value={value}
        whole={hideDiscriminator(meant, names.length > 0 ? whole.discriminator : undefined)}
        onChange={change}
      />
    </div>
  );
}

/** The definition that the value itself names, where a discriminator does that. */
function meantBy(value: Members, whole: Effective, definitions: Definitions): { meant: Effective; names: string[] } {
  const names = choices(whole, definitions);
  const said = whole.discriminator === undefined ? undefined : value[whole.discriminator];
  const isKnown = typeof said === "string" && names.includes(said);
  return { meant: isKnown ? effective({ $ref: said }, definitions) : whole, names };
}

/** Which definition it is. What only another one has is put aside, and is back when that one is chosen again. */
function KindChoice({ field, value, whole, names, onChange }: KindProps) {
  const { definitions } = useFormScope();
  const aside = useRef<Members>({});
  const name = whole.discriminator ?? "";
  const choose = (chosen: unknown) => {
    const { properties = {} } = typeof chosen === "string" ? effective({ $ref: chosen }, definitions) : whole;
    const before = meantBy(value, whole, definitions).meant.properties ?? {};
    const all = { ...aside.current, ...value };
    const isOf = (member: string) => Object.hasOwn(properties, member) || !Object.hasOwn(before, member);
    aside.current = Object.fromEntries(Object.entries(all).filter(([member]) => !Object.hasOwn(properties, member)));
    const kept = Object.entries(all).filter(([member]) =>
      Object.hasOwn(value, member) ? isOf(member) : Object.hasOwn(properties, member),
    );
    onChange(withMember(Object.fromEntries(kept), name, chosen));
  };
  return (
    <Choice
      field={{
        ...field,
        pointer: below(field.pointer, name),
        label: name,
        schema: { ...whole.properties?.[name], enum: names },
        value: value[name],
        isRequired: true,
        isItem: false,
        onChange: choose,
      }}
      options={names.map((it) => ({ value: it, text: it }))}
    />
  );
}

interface KindProps {
  field: FieldProps;
  value: Members;
  whole: Effective;
  names: string[];
  onChange: (members: Members) => void;
}

/** So that the discriminator is not taken for a member that nobody knows. */
function hideDiscriminator(meant: Effective, discriminator: string | undefined): Effective {
  if (discriminator === undefined) return meant;
  return { ...meant, properties: { [discriminator]: {}, ...meant.properties } };
}
