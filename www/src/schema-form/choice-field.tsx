// Values among which one chooses: radios when they are few, a list when they are many. A choice may also be "not
// given".

import { useSpeech } from "../language.ts";
import { type FieldProps, useFormScope } from "./context.ts";
import { FieldFrame, Hints, Mistakes, Name, NullValue, useDescribed } from "./field-frame.tsx";
import { effective } from "./schema.ts";

const FEW = 4;

interface Option {
  value: unknown;
  text: string;
}

export function ChoiceField(field: FieldProps) {
  const { definitions } = useFormScope();
  const values = effective(field.schema, definitions).enum ?? [];
  return <Choice field={field} options={values.map((value) => ({ value, text: textOf(value) }))} />;
}

export function BooleanField(field: FieldProps) {
  const { t } = useSpeech();
  const yes = { value: true, text: t("form.true") };
  const no = { value: false, text: t("form.false") };
  return <Choice field={field} options={[yes, no]} />;
}

/** Also for what is no enum of the contract's, such as the definitions that a discriminator tells apart. */
export function Choice({ field, options }: { field: FieldProps; options: Option[] }) {
  const { t } = useSpeech();
  const all: Option[] = [...options];
  const nothing = field.isItem ? null : undefined;
  const chosen = field.value ?? nothing;
  const isKnown = all.some(({ value }) => value === chosen);
  // What is not among them is shown, so that one sees what the check refuses.
  if (chosen !== nothing && !isKnown) all.push({ value: chosen, text: textOf(chosen) });
  if (!field.isRequired || field.isItem) all.unshift({ value: nothing, text: t("form.notGiven") });
  // It depends on the contract alone, so that the control does not change while it is used.
  const Control = options.length < FEW ? Radios : List;
  return <Control field={field} options={all} chosen={chosen} nothing={nothing} />;
}

interface ControlProps {
  field: FieldProps;
  options: Option[];
  chosen: unknown;
  nothing: unknown;
}

function Radios({ field, options, chosen }: ControlProps) {
  const { id, ...described } = useDescribed(field);
  return (
    // ARIA in HTML lets a fieldset be a radiogroup, and only that may be invalid.
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above
    <fieldset class="choices" id={id} tabIndex={-1} role="radiogroup" {...described}>
      <legend>
        <Name {...field} />
      </legend>
      <NullValue field={field} />
      <Hints {...field} />
      {options.map(({ value, text }, index) => (
        <label class="choice" key={index}>
          <input type="radio" name={id} checked={value === chosen} onChange={() => field.onChange(value)} />
          <span>{text}</span>
        </label>
      ))}
      <Mistakes pointer={field.pointer} />
    </fieldset>
  );
}

/** Values of any type are chosen by their number. */
function List({ field, options, chosen, nothing }: ControlProps) {
  const described = useDescribed(field);
  const { t } = useSpeech();
  const isMissing = chosen === nothing && !options.some(({ value }) => value === nothing);
  return (
    <FieldFrame field={field} special={<NullValue field={field} />}>
      <select
        {...described}
        value={options.findIndex(({ value }) => value === chosen)}
        onChange={({ currentTarget }) => field.onChange(options[Number(currentTarget.value)]?.value)}
      >
        {isMissing && (
          <option value={-1} disabled>
            {t("form.choose")}
          </option>
        )}
        {options.map(({ text }, index) => (
          <option key={index} value={index}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : (JSON.stringify(value) ?? "");
}
