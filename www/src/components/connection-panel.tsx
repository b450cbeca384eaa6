// Where to connect and as whom, and the token that this gives.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { ApplicationSelect } from "./application-select.tsx";
import { CancelButton } from "./cancel-button.tsx";
import { CredentialFields } from "./credential-fields.tsx";
import { EnvironmentChoice } from "./environment-choice.tsx";
import { focusField } from "./field.tsx";
import { TokenView } from "./token-view.tsx";

export function ConnectionPanel({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { state } = model;
  const get = useRef<HTMLButtonElement>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    focusField(model.begin("token")[0]);
  };
  return (
    <section class="panel" aria-labelledby="connection-title">
      <h2 id="connection-title">{t("connection.title")}</h2>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <EnvironmentChoice state={state} onChange={model.chooseEnvironment} />
        {state.environment === "simulator" && <ApplicationSelect state={state} onChange={model.chooseApplication} />}
        <CredentialFields state={state} onInput={model.type} />
        <div class="buttons">
          <button ref={get} type="submit" class="button primary" aria-disabled={state.pending !== undefined}>
            {t("token.get")}
          </button>
          <button type="button" class="button" onClick={model.forget}>
            {t("token.forget")}
          </button>
          {state.pending === "token" && <CancelButton onClick={model.cancel} returnTo={get} />}
        </div>
      </form>
      <TokenView state={state} />
    </section>
  );
}
