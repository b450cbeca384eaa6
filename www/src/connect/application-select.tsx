// The simulator's ready-made applications: choosing one fills in its credentials.

import { useSpeech } from "../language.ts";
import { isKey, type Translate } from "../messages/index.ts";
import type { Application } from "../model/settings.ts";
import type { State } from "../model/state.ts";

interface Props {
  state: State;
  onChange: (label: string) => void;
}

export function ApplicationSelect({ state, onChange }: Props) {
  const { t } = useSpeech();
  const applications = state.settings.simulator?.applications ?? [];
  return (
    <div class="field">
      <label for="application">{t("application.label")}</label>
      <p class="hint" id="application-hint">
        {t("application.hint")}
      </p>
      <select
        id="application"
        aria-describedby="application-hint"
        value={state.form.application}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{t("application.none")}</option>
        {applications.map((application) => (
          <option key={application.label} value={application.label}>
            {situation(application, t)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What is missing to it, in words; an application that the console does not know has a name at least. */
function situation({ label, name }: Application, t: Translate): string {
  const key = `application.${label}`;
  return isKey(key) ? plain(key, t) : name;
}

function plain(key: Parameters<Translate>[0], t: Translate): string {
  return (t as (key: string) => string)(key);
}
