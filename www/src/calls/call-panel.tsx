// The first call, which needs nothing but a token: healthcheck, or what a contract has in its place; and what came of
// it.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { HEALTHCHECK } from "../model/exchange.ts";
import { firstCall } from "../model/first-call.ts";
import { lastOf } from "../model/state.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { addressOf } from "../screens.ts";
import { CancelButton } from "../shared/cancel-button.tsx";
import { focusField } from "../shared/field.tsx";
import { OutcomeView } from "./outcome-view.tsx";

export function CallPanel({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { state } = model;
  const first = firstCall(state.contract);
  const { method, path, id, isBuiltIn } = (first ?? HEALTHCHECK).operation;
  const exchange = lastOf(state, id);
  const call = useRef<HTMLButtonElement>(null);
  return (
    <section class="panel" aria-labelledby="call-title">
      <h2 id="call-title">{t("call.title")}</h2>
      {first === undefined ? (
        <p class="note">
          {t("call.noSafe")} <a href={addressOf("explore")}>{t("screen.explore")}</a>
        </p>
      ) : (
        <>
          <p class="address">
            {method} {path}
          </p>
          <div class="buttons">
            <button
              ref={call}
              type="button"
              class="button primary"
              aria-disabled={state.pending !== undefined}
              onClick={() => focusField(model.call(first)[0])}
            >
              {isBuiltIn ? t("call.healthcheck") : t("call.operation", { operation: id })}
            </button>
            {state.pending?.type === "call" && <CancelButton onClick={model.cancel} returnTo={call} />}
          </div>
        </>
      )}
      <OutcomeView exchange={exchange} model={model} />
    </section>
  );
}
