// One text field with its label and, tied to it, its error.

import { useSpeech } from "../language.ts";
import type { Field as Name } from "../model/state.ts";

interface Props {
  name: Name;
  isSecret?: boolean;
  value: string;
  isMissing: boolean;
  /** Whether what is in it was refused, as the element with `describedBy` says. */
  isRefused: boolean;
  describedBy: string;
  onInput: (value: string) => void;
}

const PLAIN = { type: "text" } as const;
const SECRET = { type: "password" } as const;

export function Field({ name, isSecret = false, value, isMissing, isRefused, describedBy, onInput }: Props) {
  const { t } = useSpeech();
  const errorId = `${name}-error`;
  return (
    <div class="field">
      <label for={name}>{t(`credentials.${name}`)}</label>
      <input
        id={name}
        {...(isSecret ? SECRET : PLAIN)}
        value={value}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        aria-invalid={isMissing || isRefused}
        aria-describedby={isMissing ? `${errorId} ${describedBy}` : describedBy}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {isMissing && (
        <p class="field-error" id={errorId}>
          {t(`credentials.${name}.missing`)}
        </p>
      )}
    </div>
  );
}

/** Puts the person where something has to be done. */
export function focusField(name: Name | undefined): void {
  if (name !== undefined) document.getElementById(name)?.focus();
}
