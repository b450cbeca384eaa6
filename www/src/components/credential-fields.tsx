// The application's credentials. They are typed or filled in here and kept in memory only.

import { useSpeech } from "../language.ts";
import type { Field as Name, State } from "../model/state.ts";
import { Field } from "./field.tsx";
import { TOKEN_FAILURE } from "./token-view.tsx";

interface Props {
  state: State;
  onInput: (field: Name, value: string) => void;
}

const HINT = "credentials-hint";

export function CredentialFields({ state, onInput }: Props) {
  const { t } = useSpeech();
  const { credentials, environment, missing } = state;
  const isRefused = refusedCredentials(state);
  const describedBy = [...(isRefused ? [TOKEN_FAILURE] : []), ...(environment === "simulator" ? [] : [HINT])].join(" ");
  const common = (name: Name) => ({
    name,
    value: credentials[name],
    isMissing: missing.includes(name),
    isRefused,
    describedBy,
    onInput: (value: string) => onInput(name, value),
  });
  return (
    <>
      {environment !== "simulator" && (
        <p class="hint" id={HINT}>
          {t("credentials.hint")}
        </p>
      )}
      <Field {...common("clientId")} />
      <Field {...common("clientSecret")} isSecret />
      {environment !== "simulator" && <p class="note">{t("credentials.route", { origin: location.origin })}</p>}
    </>
  );
}

function refusedCredentials({ outcomes }: State): boolean {
  const { token } = outcomes;
  return token?.type === "failure" && ["credentials", "config"].includes(token.failure.kind);
}
