// A form for one operation of the contract, drawn from its parameters and the definitions. Controlled: the value comes
// in and goes out; it is what `sne.call` takes as its parameters.
//
// Props
//   parameters   those of the operation, as `sne.operations()` gives them
//   definitions  what `sne.definitions()` gives
//   value        the parameters by their keys. `startingValue(parameters, definitions)` is the one to begin with. What
//                is not given is not in it; "" is an empty text; see values.ts for the rules
//   onChange     told each new value
//   mistakes     `error.errors` of the last call, shown beside their fields and summed up. A new array takes the focus
//   onProblem    told whether the JSON view holds a text that is no JSON: the value is then the last one that was
//   startsAsJson whether the JSON view is shown first; default: the fields. `isDeep` says when that is better
//   foldsOptional whether what need not be given is folded away, where there is more than a little of it
//   id           the beginning of all ids in it; default "form"
//
// It draws no <form> and no button that sends: these are its user's.

import { useMemo, useState } from "preact/hooks";
import { JsonEditor } from "../json-editor/json-editor.tsx";
import { useSpeech } from "../language.ts";
import { FormContext } from "./context.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { filled } from "./examples.ts";
import { OptionalPart } from "./optional-part.tsx";
import { ObjectField } from "./object-field.tsx";
import { isOwnExample } from "./own-example.ts";
import { below, type Mistake } from "./pointers.ts";
import { rawFrom, valueFrom } from "./raw.ts";
import { type Definitions, effective, kindOf } from "./schema.ts";
import { SchemaField } from "./schema-field.tsx";
import { fits, type FormParameter, IN_PATH, type Members, withMember } from "./values.ts";

export { isDeep } from "./deep.ts";
export { startingValue } from "./values.ts";
export type { FormParameter, Members, Mistake };

export interface SchemaFormProps {
  parameters: readonly FormParameter[];
  definitions: Definitions;
  value: Members;
  onChange: (value: Members) => void;
  mistakes?: readonly Mistake[];
  onProblem?: (isThere: boolean) => void;
  startsAsJson?: boolean;
  foldsOptional?: boolean;
  id?: string;
}

const PLACES = ["path", "query", "header", "formData", "body"] as const;
const NONE: readonly Mistake[] = [];

export function SchemaForm(props: SchemaFormProps) {
  const { parameters, definitions, value, onChange, mistakes = NONE, startsAsJson = false, id = "form" } = props;
  const { t } = useSpeech();
  const [said, say] = useState("");
  const [isRaw, setRaw] = useState(startsAsJson);
  const scope = useMemo(() => ({ prefix: id, definitions, mistakes, say }), [id, definitions, mistakes]);
  if (parameters.length === 0) return <p class="muted">{t("form.nothing")}</p>;
  return (
    <FormContext.Provider value={scope}>
      <div class="schema-form">
        <ErrorSummary
          prefix={id}
          mistakes={mistakes}
          isOwnExample={({ pointer }) => isOwnExample(pointer, { parameters, definitions, value })}
        />
        <div class="buttons">
          <button type="button" class="button" onClick={() => onChange(filled(parameters, definitions, value))}>
            {t("form.fill")}
          </button>
          <ViewSwitch isRaw={isRaw} onRaw={setRaw} id={id} />
        </div>
        {isRaw ? <RawView {...props} id={id} /> : PLACES.map((place) => <Group key={place} place={place} {...props} />)}
        <p class="for-the-ear" role="status">
          {said}
        </p>
      </div>
    </FormContext.Provider>
  );
}

/** So much that need not be given is shown all the same. */
const SHOWN = 2;

function Group(props: { place: (typeof PLACES)[number] } & SchemaFormProps) {
  const { place, parameters, value, onChange, mistakes = NONE, foldsOptional = false } = props;
  const { t } = useSpeech();
  const here = parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return null;
  const optional = here.filter(({ required }) => !required);
  const folds = foldsOptional && optional.length > SHOWN;
  const fields = (some: readonly FormParameter[]) =>
    some.map((one) => <ParameterField key={one.key} parameter={one} value={value} onChange={onChange} />);
  return (
    <fieldset class="place">
      <legend>{t(`form.place.${place}`)}</legend>
      {fields(folds ? here.filter(({ required }) => required) : here)}
      {folds && (
        <OptionalPart count={optional.length} isUsed={optional.some(({ key }) => isUsed(key, value, mistakes))}>
          {fields(optional)}
        </OptionalPart>
      )}
    </fieldset>
  );
}

function isUsed(key: string, value: Members, mistakes: readonly Mistake[]): boolean {
  const pointer = below("", key);
  return Object.hasOwn(value, key) || mistakes.some((mistake) => `${mistake.pointer}/`.startsWith(`${pointer}/`));
}

type ParameterProps = { parameter: FormParameter } & Pick<SchemaFormProps, "value" | "onChange">;

function ParameterField({ parameter, value, onChange }: ParameterProps) {
  const { key, name, required, description, schema: own, in: place } = parameter;
  const schema = useMemo(() => {
    const more = { ...(description && { description }), ...(place === "path" && { [IN_PATH]: true }) };
    return Object.keys(more).length > 0 ? { allOf: [own], ...more } : own;
  }, [own, description, place]);
  const field = {
    pointer: below("", key),
    label: name,
    schema,
    value: Object.hasOwn(value, key) ? value[key] : undefined,
    isRequired: required,
    onChange: (it: unknown) => onChange(withMember(value, key, it)),
  };
  return place === "body" ? <BodyField field={field} /> : <SchemaField {...field} />;
}

function BodyField({ field }: { field: Parameters<typeof ObjectField>[0] }) {
  return (
    <FormContext.Consumer>
      {({ definitions }) => {
        const isObject = kindOf(effective(field.schema, definitions)) === "object" && fits(field.value, "object");
        return isObject ? <ObjectField {...field} isBody /> : <SchemaField {...field} />;
      }}
    </FormContext.Consumer>
  );
}

function ViewSwitch({ isRaw, onRaw, id }: { isRaw: boolean; onRaw: (isRaw: boolean) => void; id: string }) {
  const { t } = useSpeech();
  const change = () => {
    const editor = document.getElementById(`${id}-json`);
    // What is no JSON cannot be shown as fields: the person stays with it.
    if (isRaw && editor?.getAttribute("aria-invalid") === "true") editor.focus();
    else onRaw(!isRaw);
  };
  return (
    <button type="button" class="button" aria-pressed={isRaw} onClick={change}>
      {t("form.raw")}
    </button>
  );
}

/** All parameters as one JSON text. The text stays as it is typed while it means the value. */
function RawView({ value, onChange, onProblem, id }: SchemaFormProps) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState(() => ({ ...rawFrom(value), value }));
  const current = draft.value === value ? draft : { ...rawFrom(value), value };
  const read = (text: string) => valueFrom(text, current.files);
  const onText = (text: string) => {
    const reading = read(text);
    const isSound = !("problem" in reading);
    const next = isSound ? (reading.value as Members) : value;
    setDraft({ ...current, text, value: next });
    onProblem?.(!isSound);
    if (isSound) onChange(next);
  };
  return (
    <>
      <p class="hint" id={`${id}-json-hint`}>
        {t(current.files.length > 0 ? "form.rawHintWithFiles" : "form.rawHint")}
      </p>
      <JsonEditor
        id={`${id}-json`}
        label={t("form.rawLabel")}
        text={current.text}
        onText={onText}
        read={read}
        describedBy={`${id}-json-hint`}
      />
    </>
  );
}
