// Members that no property names, each a name and a value: those that `additionalProperties` invites, and any that came
// with the value and would else be sent without being seen.

import { useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { useFocusAfter, useFormScope } from "./context.ts";
import { below, idOf } from "./pointers.ts";
import { additional, type Effective } from "./schema.ts";
import { SchemaField } from "./schema-field.tsx";
import { type Members, otherMembers, renamed, startOfItem, withMember } from "./values.ts";

interface Props {
  pointer: string;
  label: string;
  value: Members;
  whole: Effective;
  onChange: (members: Members) => void;
}

export function MoreMembers({ pointer, label, value, whole, onChange }: Props) {
  const { definitions } = useFormScope();
  const { t } = useSpeech();
  const { root, focusAfter } = useFocusAfter<HTMLDivElement>();
  const schema = additional(whole);
  const names = otherMembers(value, whole.properties);
  if (schema === undefined && names.length === 0) return null;
  const add = () => {
    // One row without a name is enough: a second press leads to it.
    if (!names.includes("")) onChange({ ...value, "": startOfItem(schema ?? {}, definitions) });
    const place = names.includes("") ? names.indexOf("") : names.length;
    focusAfter(`${row(place)} > .field > .row-name`);
  };
  const remove = (name: string, index: number) => {
    onChange(withMember(value, name, undefined));
    focusAfter(`${row(Math.min(index, names.length - 2))} > .remove`, ":scope > .add");
  };
  return (
    <div ref={root} class="more">
      <div class="rows">
        {names.map((name, index) => (
          <div class="row" key={index}>
            <RowName
              id={`${idOf("", pointer)}=${index}`}
              name={name}
              others={names.filter((other) => other !== name)}
              properties={Object.keys(whole.properties ?? {})}
              onName={(to) => onChange(renamed(value, name, to))}
            />
            <SchemaField
              pointer={below(pointer, name)}
              label={name === "" ? t("form.value") : name}
              schema={schema ?? {}}
              value={value[name]}
              isRequired={false}
              isItem
              onChange={(member) => onChange(withMember(value, name, member ?? null))}
            />
            <button
              type="button"
              class="special remove"
              aria-label={t("form.remove", { name })}
              onClick={() => remove(name, index)}
            >
              {t("form.removeShort")}
            </button>
          </div>
        ))}
      </div>
      {schema !== undefined && (
        <button type="button" class="button add" onClick={add}>
          {t("form.addMember", { name: label })}
        </button>
      )}
    </div>
  );
}

const row = (index: number) => `:scope > .rows > .row:nth-child(${index + 1})`;

interface RowNameProps {
  id: string;
  name: string;
  others: string[];
  properties: string[];
  onName: (name: string) => void;
}

/** A name counts once no other member has it: until then it is only shown. */
function RowName({ id, name, others, properties, onName }: RowNameProps) {
  const { prefix } = useFormScope();
  const { t } = useSpeech();
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? name;
  const isTaken = [...others, ...properties].includes(shown);
  const whole = `${prefix}${id}`;
  return (
    <div class="field">
      <label for={whole}>{t("form.memberName")}</label>
      <input
        id={whole}
        class="row-name"
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        value={shown}
        aria-invalid={isTaken}
        aria-describedby={isTaken ? `${whole}!` : undefined}
        onInput={({ currentTarget: { value } }) => {
          const isFree = ![...others, ...properties].includes(value);
          setDraft(isFree ? undefined : value);
          if (isFree) onName(value);
        }}
        onBlur={() => setDraft(undefined)}
      />
      {isTaken && (
        <p class="field-error" id={`${whole}!`}>
          {t("form.nameTaken")}
        </p>
      )}
    </div>
  );
}
