// Where to connect and as whom, and the token that this gives.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { hasServer } from "../model/settings.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { CancelButton } from "../shared/cancel-button.tsx";
import { focusField } from "../shared/field.tsx";
import { ApplicationSelect } from "./application-select.tsx";
import { CredentialFields } from "./credential-fields.tsx";
import { EnvironmentChoice } from "./environment-choice.tsx";
import { RouteChoice } from "./route-choice.tsx";
import { SourceChoice } from "./source-choice.tsx";
import { TokenView } from "./token-view.tsx";

export function ConnectionPanel({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { state } = model;
  const { settings, form, pending, token } = state;
  const get = useRef<HTMLButtonElement>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    focusField(model.getToken(token === undefined ? "any" : "new")[0]);
  };
  return (
    <section class="panel" aria-labelledby="connection-title">
      <h2 id="connection-title">{t("connection.title")}</h2>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <EnvironmentChoice state={state} onChange={model.chooseEnvironment} />
        {!settings.isLocal && <SourceChoice state={state} onChange={model.chooseSource} />}
        {form.environment === "simulator" && <ApplicationSelect state={state} onChange={model.chooseApplication} />}
        <CredentialFields state={state} onInput={model.type} />
        {hasServer(settings) && (
          <details class="options" open={state.route === "server" || form.environment !== "simulator"}>
            <summary>{t("route.summary", { route: t(`route.${state.route}.short`) })}</summary>
            <RouteChoice state={state} onChange={model.chooseRoute} />
          </details>
        )}
        <div class="buttons">
          <button ref={get} type="submit" class="button primary" aria-disabled={pending !== undefined}>
            {t(token === undefined ? "token.get" : "token.getAnother")}
          </button>
          {pending?.type === "token" && <CancelButton onClick={model.cancel} returnTo={get} />}
        </div>
      </form>
      <TokenView state={state} />
    </section>
  );
}
