// One text field of the connection with its label and, tied to it, its error.

import { useSpeech } from "../language.ts";
import { isKey, type Key } from "../messages/index.ts";
import type { FieldName, FieldProblem } from "../model/form.ts";

interface Props {
  name: FieldName;
  isSecret: boolean;
  isOptional: boolean;
  value: string;
  problem: FieldProblem | undefined;
  /** Whether what is in it was refused, as an element of `describedBy` says. */
  isRefused: boolean;
  /** The ids of elements that say more of it. */
  describedBy: readonly string[];
  onInput: (value: string) => void;
}

const PLAIN = { type: "text" } as const;
const SECRET = { type: "password" } as const;

export function Field({ name, isSecret, isOptional, value, problem, isRefused, describedBy, onInput }: Props) {
  const { t } = useSpeech();
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const hint: Key | undefined = keyOf(`field.${name}.hint`);
  const described = [...(problem ? [errorId] : []), ...(hint ? [hintId] : []), ...describedBy].join(" ");
  return (
    <div class="field">
      <label for={name}>{t(`field.${name}`)}</label>
      {hint && (
        <p class="hint" id={hintId}>
          {plain(hint, t)}
        </p>
      )}
      <input
        id={name}
        {...(isSecret ? SECRET : PLAIN)}
        value={value}
        required={!isOptional}
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        aria-invalid={problem !== undefined || isRefused}
        aria-describedby={described || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {problem && (
        <p class="field-error" id={errorId}>
          {problem === "address" ? t("field.address") : plain(`field.${name}.missing` as Key, t)}
        </p>
      )}
    </div>
  );
}

function keyOf(text: string): Key | undefined {
  return isKey(text) ? text : undefined;
}

/** These texts have no blanks to fill in. */
function plain(key: Key, t: unknown): string {
  return (t as (key: Key) => string)(key);
}

/** Puts the person where something has to be done. */
export function focusField(name: FieldName | undefined): void {
  if (name !== undefined) document.getElementById(name)?.focus();
}
