// What surrounds every control: its label with the mark of what must be given, what the contract says of it, its
// mistakes, and the buttons for the values that cannot be typed, the empty text and null.

import type { ComponentChildren } from "preact";
import { useSpeech } from "../language.ts";
import { type FieldProps, useFormScope } from "./context.ts";
import { hintsOf } from "./hints.ts";
import { idOf } from "./pointers.ts";
import { effective } from "./schema.ts";

export interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
  "aria-required": boolean;
}

/** What a control says of itself to people who do not see it. */
export function useDescribed({ pointer, isRequired, schema }: FieldProps): Described {
  const { prefix, mistakes, definitions } = useFormScope();
  const { t } = useSpeech();
  const id = idOf(prefix, pointer);
  const isWrong = mistakes.some((mistake) => mistake.pointer === pointer);
  const whole = effective(schema, definitions);
  const isHinted = !!whole.description || hintsOf(whole, t) !== "";
  const describing = [isWrong && `${id}!`, isHinted && `${id}?`].filter(Boolean).join(" ");
  return { id, "aria-describedby": describing || undefined, "aria-invalid": isWrong, "aria-required": isRequired };
}

interface FrameProps {
  field: FieldProps;
  children: ComponentChildren;
  /** Values that the control cannot show, as buttons. */
  special?: ComponentChildren;
}

/** The frame of a field with one control. */
export function FieldFrame({ field, children, special }: FrameProps) {
  const { prefix } = useFormScope();
  const id = idOf(prefix, field.pointer);
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>
          <Name {...field} />
        </label>
        {special}
      </div>
      <Hints {...field} />
      {children}
      <Mistakes pointer={field.pointer} />
    </div>
  );
}

export function Name({ label, isRequired }: Pick<FieldProps, "label" | "isRequired">) {
  const { t } = useSpeech();
  return (
    <>
      <span class="name">{label}</span>
      {isRequired && <span class="required"> ({t("form.required")})</span>}
    </>
  );
}

export function Hints({ pointer, schema }: FieldProps) {
  const { prefix, definitions } = useFormScope();
  const { t } = useSpeech();
  const whole = effective(schema, definitions);
  const hints = hintsOf(whole, t);
  if (!whole.description && hints === "") return null;
  return (
    <div class="hint" id={`${idOf(prefix, pointer)}?`}>
      {whole.description && <p class="description">{whole.description}</p>}
      {hints !== "" && <p>{hints}</p>}
    </div>
  );
}

export function Mistakes({ pointer }: Pick<FieldProps, "pointer">) {
  const { prefix, mistakes } = useFormScope();
  const here = mistakes.filter((mistake) => mistake.pointer === pointer);
  if (here.length === 0) return null;
  return (
    <div class="field-error" id={`${idOf(prefix, pointer)}!`}>
      {here.map(({ rule, message }) => (
        <p key={rule}>{message}</p>
      ))}
    </div>
  );
}

/** A value that no typing gives, to be chosen and taken back. Pressed, it is the value. */
export function SpecialValue({ field, value, text }: { field: FieldProps; value: unknown; text: string }) {
  const isChosen = field.value === value;
  return (
    <button
      type="button"
      class="special"
      aria-pressed={isChosen}
      aria-label={`${text} : ${field.label}`}
      onClick={() => field.onChange(isChosen ? undefined : value)}
    >
      {text}
    </button>
  );
}

/** The button for null, where the contract admits it. In a list, null is what stands for an item not typed yet. */
export function NullValue({ field }: { field: FieldProps }) {
  const { definitions } = useFormScope();
  const isNullable = effective(field.schema, definitions)["x-nullable"] === true;
  return isNullable && !field.isItem ? <SpecialValue field={field} value={null} text="null" /> : null;
}

/** A group has no value of its own that would be required or invalid. */
export function groupOnly({ "aria-describedby": describedBy }: { "aria-describedby": string | undefined }) {
  return { "aria-describedby": describedBy };
}
