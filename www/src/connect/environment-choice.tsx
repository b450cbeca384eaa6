// The choice of the environment, where there is one. The simulator is offered where the local server has one.

import { useSpeech } from "../language.ts";
import { environmentsOf } from "../model/form.ts";
import type { EnvironmentName } from "../model/settings.ts";
import type { State } from "../model/state.ts";

interface Props {
  state: State;
  onChange: (environment: EnvironmentName) => void;
}

export function EnvironmentChoice({ state, onChange }: Props) {
  const { t } = useSpeech();
  const { settings, form } = state;
  const environments = environmentsOf(settings);
  if (environments.length < 2) return null;
  return (
    <fieldset class="choices">
      <legend>{t("environment.legend")}</legend>
      {environments.map((name) => (
        <label key={name} class="choice">
          <input
            type="radio"
            name="environment"
            value={name}
            checked={form.environment === name}
            onChange={() => onChange(name)}
          />
          <span>
            <span class="choice-name">{t(`environment.${name}`)}</span>
            <span class="hint">
              {name === "other" && settings.other ? settings.other.apiUrl : t(`environment.${name}.hint`)}
            </span>
          </span>
        </label>
      ))}
      {settings.isLocal && settings.other === null && <p class="hint">{t("environment.other.how")}</p>}
    </fieldset>
  );
}
