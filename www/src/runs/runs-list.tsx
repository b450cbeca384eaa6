// The runs, the newest first, to choose one.

import { moment } from "./moment.ts";
import type { ShownRun } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

interface Props {
  runs: readonly ShownRun[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

export function RunsList({ runs, chosen, onChoose }: Props) {
  const { t, language } = useRunsSpeech();
  if (runs.length === 0) return <p class="muted">{t("list.none")}</p>;
  return (
    <ul class="runs-list">
      {runs.map(({ id, name, state, createdAt }) => (
        <li key={id}>
          <button
            type="button"
            class="button quiet"
            aria-current={id === chosen ? "true" : undefined}
            onClick={() => onChoose(id)}
          >
            <span class="run-name">{name}</span>
            <span class="muted">
              {moment(createdAt, language)}, {t(`state.${state}`)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
