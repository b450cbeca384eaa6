// Who one is, on every screen: the environment, the token's life, and the way to make all of it forgotten.

import { useSay } from "./announcer.tsx";
import { useSpeech } from "../language.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { Countdown } from "../shared/countdown.tsx";

export function StatusBar({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const say = useSay();
  const { form, route, token } = model.state;
  const forget = () => {
    model.forget();
    say(t("said.forgotten"));
  };
  return (
    <section class="status-bar" aria-label={t("status.title")}>
      <p>
        <span class="badge" data-environment={form.environment}>
          {t(`environment.${form.environment}`)}
        </span>
        {route === "server" && <span class="badge">{t("route.badge")}</span>}
        <span class="token-state">
          {token === undefined ? t("token.none") : <TokenLeft expiresAt={token.expiresAt} />}
        </span>
      </p>
      <button type="button" class="button small" onClick={forget}>
        {t("token.forget")}
      </button>
    </section>
  );
}

function TokenLeft({ expiresAt }: { expiresAt: number | undefined }) {
  const { t } = useSpeech();
  if (expiresAt === undefined) return <>{t("status.token")}</>;
  return (
    <>
      {t("status.tokenFor")} <Countdown until={expiresAt} />
    </>
  );
}
