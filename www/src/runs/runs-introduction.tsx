// What a run is, where there is none yet: what one needs for it, and how it goes.

import { useSpeech } from "../language.ts";
import { addressOf } from "../screens.ts";
import { useRunsSpeech } from "./speech.ts";

const STEPS = ["choose", "check", "start"] as const;

export function RunsIntroduction({ hasContract }: { hasContract: boolean }) {
  const { t } = useRunsSpeech();
  const { t: common } = useSpeech();
  return (
    <section class="panel" aria-labelledby="introduction-title">
      <h2 id="introduction-title">{t("introduction.title")}</h2>
      <ol class="introduction">
        {STEPS.map((step) => (
          <li key={step}>
            <strong>{t(`introduction.${step}`)}</strong> {t(`introduction.${step}.how`)}
          </li>
        ))}
      </ol>
      {!hasContract && (
        <p class="note">
          {t("setup.noContract")} <a href={addressOf("explore")}>{common("screen.explore")}</a>
        </p>
      )}
    </section>
  );
}
