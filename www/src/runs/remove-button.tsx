// Deletes a run with all its files: asked twice, since nothing brings them back.

import { useState } from "preact/hooks";
import { focusScreen } from "../frame/screen-title.tsx";
import { remove } from "./local-runs.ts";
import type { ShownRun } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";
import type { RunsModel } from "./use-runs.ts";

export function RemoveButton({ run, runs }: { run: ShownRun; runs: RunsModel }) {
  const { t, language } = useRunsSpeech();
  const [isAsked, setAsked] = useState(false);
  const press = () => {
    // The button goes with the run: the focus is to be somewhere.
    if (isAsked || !run.hasResults) void runs.then(() => remove(run.id, language)).then(focusScreen);
    else setAsked(true);
  };
  return (
    <button type="button" class="button" onClick={press} onBlur={() => setAsked(false)}>
      {t(isAsked ? "run.removeSure" : "run.remove")}
    </button>
  );
}
