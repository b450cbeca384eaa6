// Which way calls go: from this page, as a page of one's own would, or by the local server. Without one there is no
// choice.

import { useSpeech } from "../language.ts";
import type { Route } from "../model/forward.ts";
import type { State } from "../model/state.ts";

const ROUTES = ["page", "server"] as const;

export function RouteChoice({ state, onChange }: { state: State; onChange: (route: Route) => void }) {
  const { t } = useSpeech();
  const { route, form } = state;
  const isReal = form.environment !== "simulator";
  return (
    <fieldset class="choices">
      <legend>{t("route.legend")}</legend>
      {ROUTES.map((name) => (
        <label key={name} class="choice">
          <input type="radio" name="route" value={name} checked={route === name} onChange={() => onChange(name)} />
          <span>
            <span class="choice-name">{t(`route.${name}`)}</span>
            <span class="hint">{t(`route.${name}.hint`)}</span>
          </span>
        </label>
      ))}
      {isReal && route === "page" && <p class="note">{t("credentials.route", { origin: location.origin })}</p>}
    </fieldset>
  );
}
