// Without a local server: where the page's tokens come from, and why it cannot get them itself.

import { useSpeech } from "../language.ts";
import type { TokenSource } from "../model/form.ts";
import type { State } from "../model/state.ts";

const SOURCES = ["relay", "paste"] as const;

export function SourceChoice({ state, onChange }: { state: State; onChange: (source: TokenSource) => void }) {
  const { t } = useSpeech();
  return (
    <fieldset class="choices" aria-describedby="source-why">
      <legend>{t("source.legend")}</legend>
      <p class="note" id="source-why">
        {t("source.why")}
      </p>
      {SOURCES.map((source) => (
        <label key={source} class="choice">
          <input
            type="radio"
            name="source"
            value={source}
            checked={state.form.source === source}
            onChange={() => onChange(source)}
          />
          <span>
            <span class="choice-name">{t(`source.${source}`)}</span>
            <span class="hint">{t(`source.${source}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
