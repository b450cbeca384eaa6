// A value of any form, as JSON: where the contract does not say, and where a value is not of the form that it says.

import { useState } from "preact/hooks";
import { sentenceAbout } from "../json-editor/json-editor.tsx";
import { readJson } from "../json-editor/read-json.ts";
import { writeJson } from "../json-editor/write-json.ts";
import { useSpeech } from "../language.ts";
import type { FieldProps } from "./context.ts";
import { FieldFrame, useDescribed } from "./field-frame.tsx";

interface Draft {
  text: string;
  /** What it meant when it was typed, or what was there before while it means nothing. */
  value: unknown;
}

export function AnyField(field: FieldProps) {
  const { t } = useSpeech();
  const described = useDescribed(field);
  const [draft, setDraft] = useState<Draft>();
  const text = draft && Object.is(draft.value, field.value) ? draft.text : (writeJson(field.value) ?? "");
  const reading = readJson(text);
  const onInput = (typed: string) => {
    const read = readJson(typed);
    const value = "problem" in read ? field.value : (read.value ?? (field.isItem ? null : undefined));
    setDraft({ text: typed, value });
    field.onChange(value);
  };
  return (
    <FieldFrame field={field}>
      <textarea
        {...described}
        aria-invalid={described["aria-invalid"] || "problem" in reading}
        class="code"
        rows={3}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      {"problem" in reading && (
        <p class="field-error" role="status">
          {sentenceAbout(reading.problem, t)}
        </p>
      )}
    </FieldFrame>
  );
}
