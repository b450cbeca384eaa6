// The same call for every row of a file: a list that a person has in hand. The local server goes through it, with the
// decisions of `sne.bulk` and of the command.

import { useState } from "preact/hooks";
import { FailureView } from "../calls/failure-view.tsx";
import { hasServer } from "../model/settings.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { NewRun } from "./new-run.tsx";
import { RunsIntroduction } from "./runs-introduction.tsx";
import { RunView } from "./run-view.tsx";
import { RunsList } from "./runs-list.tsx";
import { RunSetup } from "./run-setup.tsx";
import { useRunsSpeech } from "./speech.ts";
import { useRuns } from "./use-runs.ts";

export function RunsScreen({ model }: { model: ConsoleModel }) {
  const { t } = useRunsSpeech();
  if (hasServer(model.state.settings)) return <LocalRuns model={model} />;
  return (
    <section class="panel" aria-label={t("list.title")}>
      <p>{t("static")}</p>
    </section>
  );
}

function LocalRuns({ model }: { model: ConsoleModel }) {
  const { t } = useRunsSpeech();
  const runs = useRuns();
  const { kept, failure } = runs;
  const [chosen, choose] = useState<string>();
  const all = kept?.runs ?? [];
  const run = all.find(({ id }) => id === chosen) ?? all.find(({ state }) => state === "running") ?? all[0];
  return (
    <div class="columns runs">
      <div class="runs-side">
        <NewRun onTaken={(work) => runs.then(async () => choose((await work()).id))} />
        <section class="panel" aria-labelledby="runs-title">
          <h2 id="runs-title">{t("list.title")}</h2>
          {kept && <RunsList runs={all} chosen={run?.id} onChoose={choose} />}
          {kept && <p class="hint">{t(kept.isLasting ? "kept.lasting" : "kept.passing")}</p>}
          {failure && <FailureView failure={failure} level={4} />}
        </section>
      </div>
      {kept && !run && <RunsIntroduction hasContract={model.state.contract !== undefined} />}
      {run?.state === "prepared" && <RunSetup key={run.id} run={run} runs={runs} model={model} />}
      {run && run.state !== "prepared" && <RunView key={run.id} run={run} runs={runs} model={model} />}
    </div>
  );
}
