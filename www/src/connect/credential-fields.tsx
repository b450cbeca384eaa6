// What is typed to connect: credentials, or where tokens come from. It is kept in memory only.

import { useSpeech } from "../language.ts";
import { type FieldName, fieldsOf } from "../model/form.ts";
import type { State } from "../model/state.ts";
import { Field } from "../shared/field.tsx";
import { TOKEN_FAILURE } from "./token-view.tsx";

interface Props {
  state: State;
  onInput: (field: FieldName, value: string) => void;
}

const HINT = "credentials-hint";
const SECRETS: readonly FieldName[] = ["clientSecret", "pastedToken"];

export function CredentialFields({ state, onInput }: Props) {
  const { t } = useSpeech();
  const { settings, form } = state;
  const isRefused = refusedCredentials(state);
  const isReal = form.environment !== "simulator";
  const hasHint = isReal && form.source === "credentials";
  const describedBy = [...(isRefused ? [TOKEN_FAILURE] : []), ...(hasHint ? [HINT] : [])];
  const fields = fieldsOf(form, settings);
  const needed = fields.filter((name) => name !== "scope");
  const field = (name: FieldName) => (
    <Field
      key={name}
      name={name}
      isSecret={SECRETS.includes(name)}
      isOptional={name === "scope"}
      value={form.values[name]}
      problem={form.problems[name]}
      isRefused={isRefused && name !== "apiUrl"}
      describedBy={describedBy}
      onInput={(value) => onInput(name, value)}
    />
  );
  return (
    <>
      {hasHint && (
        <p class="hint" id={HINT}>
          {t("credentials.hint")}
        </p>
      )}
      {needed.map(field)}
      {fields.includes("scope") && (
        <details class="options" open={form.values.scope !== ""}>
          <summary>{t("credentials.options")}</summary>
          {field("scope")}
        </details>
      )}
      {isReal && !settings.isLocal && <p class="note">{t("source.route", { origin: location.origin })}</p>}
    </>
  );
}

function refusedCredentials({ tokenOutcome }: State): boolean {
  return tokenOutcome?.type === "failure" && ["credentials", "config"].includes(tokenOutcome.failure.kind);
}
