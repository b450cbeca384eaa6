// The choice of the environment. The simulator is offered where the local server has one.

import { useSpeech } from "../language.ts";
import type { EnvironmentName } from "../model/local-server.ts";
import type { State } from "../model/state.ts";

const ALL: readonly EnvironmentName[] = ["simulator", "sandbox", "production"];

interface Props {
  state: State;
  onChange: (environment: EnvironmentName) => void;
}

export function EnvironmentChoice({ state, onChange }: Props) {
  const { t } = useSpeech();
  const names = state.config.simulator ? ALL : ALL.filter((name) => name !== "simulator");
  return (
    <fieldset class="choices">
      <legend>{t("environment.legend")}</legend>
      {names.map((name) => (
        <label key={name} class="choice">
          <input
            type="radio"
            name="environment"
            value={name}
            checked={state.environment === name}
            onChange={() => onChange(name)}
          />
          <span>
            <span class="choice-name">{t(`environment.${name}`)}</span>
            <span class="hint">{t(`environment.${name}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
