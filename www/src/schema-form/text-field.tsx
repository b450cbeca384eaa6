// Fields in which one types: texts, dates, passwords, numbers.

import { useRef, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { type FieldProps, useFormScope } from "./context.ts";
import { type Described, FieldFrame, NullValue, SpecialValue, useDescribed } from "./field-frame.tsx";
import { effective, type Effective } from "./schema.ts";
import { IN_PATH, localFrom, momentFrom, numberFrom } from "./values.ts";

const PLAIN = { autoComplete: "off", autoCapitalize: "none", spellcheck: false } as const;
const SHOWN = { type: "text" } as const;
const SECRET = { type: "password" } as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONG = 200;

export function TextField(field: FieldProps) {
  const { definitions } = useFormScope();
  const whole = effective(field.schema, definitions);
  const text = typeof field.value === "string" ? field.value : "";
  // Emptied, it is not given; an item, which is always there, is an empty text.
  return (
    <FieldFrame field={field} special={<Specials field={field} whole={whole} />}>
      <TextControl field={field} whole={whole} text={text} />
    </FieldFrame>
  );
}

function TextControl({ field, whole, text }: { field: FieldProps; whole: Effective; text: string }) {
  const { t } = useSpeech();
  const described = useDescribed(field);
  const drawn = useRef<{ control: Control; text: string }>(undefined);
  const control = drawn.current?.text === text ? drawn.current.control : controlFor(whole, text);
  drawn.current = { control, text };
  const change = (value: string) => {
    // What is typed here does not change the control under the hand.
    drawn.current = { control, text: value };
    field.onChange(value === "" && !field.isItem ? undefined : value);
  };
  const shared = {
    ...described,
    value: text,
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => change(value),
  };
  if (control === "moment") return <MomentControl {...described} text={text} onText={change} />;
  // The browser's own field would write the date as the browser's language does.
  if (control === "date")
    return <input {...shared} {...PLAIN} type="text" inputMode="numeric" placeholder={t("form.datePlaceholder")} />;
  if (control === "long") return <textarea {...shared} {...PLAIN} rows={4} />;
  return <input {...shared} {...PLAIN} {...(control === "password" ? SECRET : SHOWN)} />;
}

type Control = "text" | "password" | "long" | "date" | "moment";

/** A date that the browser's field cannot show is shown as text, to be corrected; line breaks need several lines. */
function controlFor({ format, maxLength }: Effective, text: string): Control {
  if (format === "date" && (text === "" || DATE.test(text))) return "date";
  if (format === "date-time" && (text === "" || localFrom(text) !== undefined)) return "moment";
  if (format === "password") return "password";
  const isLong = format === undefined && typeof maxLength === "number" && maxLength > LONG;
  return isLong || /[\n\r]/.test(text) ? "long" : "text";
}

/** A moment, chosen in this machine's time and given in universal time, which is shown. */
function MomentControl({ text, onText, ...described }: Described & { text: string; onText: (text: string) => void }) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState("");
  const read = (typed: string) => momentFrom(typed.trim().replace(" ", "T")) ?? typed;
  // What was typed stays as it was typed while it means the value.
  const shown = read(draft) === text ? draft : (localFrom(text)?.replace("T", " ") ?? text);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <input
        {...described}
        {...PLAIN}
        type="text"
        placeholder={t("form.momentPlaceholder")}
        value={shown}
        onInput={({ currentTarget: { value } }) => {
          setDraft(value);
          onText(read(value));
        }}
      />
      <p class="hint">{text === "" ? t("form.localTime", { zone }) : t("form.moment", { zone, value: text })}</p>
    </>
  );
}

/** The empty text, where one can be meant, and null. */
function Specials({ field, whole }: { field: FieldProps; whole: Effective }) {
  const { t } = useSpeech();
  // A path has no place for an empty text.
  const canBeEmpty =
    whole.format === undefined &&
    whole[IN_PATH] !== true &&
    !field.isItem &&
    !(typeof whole.minLength === "number" && whole.minLength > 0);
  return (
    <span class="specials">
      {canBeEmpty && <SpecialValue field={field} value="" text={t("form.emptyText")} />}
      <NullValue field={field} />
    </span>
  );
}

export function NumberField(field: FieldProps) {
  const described = useDescribed(field);
  const [draft, setDraft] = useState("");
  const nothing = field.isItem ? null : undefined;
  const read = numberFrom(draft) ?? nothing;
  // What was typed stays as it was typed ("1." on the way to "1.5") while it means the value.
  const shown = Object.is(read, field.value ?? nothing) ? draft : String(field.value ?? "");
  return (
    <FieldFrame field={field} special={<NullValue field={field} />}>
      <input
        {...described}
        {...PLAIN}
        type="text"
        inputMode="decimal"
        value={shown}
        onInput={({ currentTarget: { value } }) => {
          setDraft(value);
          field.onChange(numberFrom(value) ?? nothing);
        }}
      />
    </FieldFrame>
  );
}
