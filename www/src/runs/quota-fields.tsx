// The quotas that a run keeps to, and when failures stop it. What is not a number is not sent: what numbers may be, the
// client says.

import { useState } from "preact/hooks";
import { type Choice, WINDOWS } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

interface Props {
  choice: Choice;
  onChange: (changes: Partial<Choice>) => void;
}

export function QuotaFields({ choice, onChange }: Props) {
  const { t } = useRunsSpeech();
  const { rateLimit, stopAfter } = choice;
  return (
    <details class="options">
      <summary>{t("setup.options")}</summary>
      <p class="hint" id="quota-hint">
        {t("setup.quotaHint")}
      </p>
      <div class="quota-fields">
        {WINDOWS.map((name) => (
          <Count
            key={name}
            id={`run-${name}`}
            label={t(`setup.${name}`)}
            value={rateLimit[name]}
            onChange={(count) => {
              const { [name]: _, ...others } = rateLimit;
              onChange({ rateLimit: count === undefined ? others : { ...others, [name]: count } });
            }}
          />
        ))}
        <Count
          id="run-stop-after"
          label={t("setup.stopAfter")}
          value={stopAfter}
          onChange={(count) => onChange({ stopAfter: count })}
        />
      </div>
    </details>
  );
}

interface CountProps {
  id: string;
  label: string;
  value: number | undefined;
  onChange: (count: number | undefined) => void;
}

function Count({ id, label, value, onChange }: CountProps) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={text.trim() !== "" && !isCount(text)}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          onChange(isCount(currentTarget.value) ? Number(currentTarget.value) : undefined);
        }}
      />
    </div>
  );
}

const isCount = (text: string) => /^\s*\d{1,9}\s*$/.test(text);
