// Where the list comes in: a file chosen or dropped. It goes to the local server as it is.

import { useRef, useState } from "preact/hooks";
import { FailureView } from "../calls/failure-view.tsx";
import type { Failure } from "../model/failure.ts";
import { FileInput } from "../shared/file-input.tsx";
import { useNoFileOpened } from "../shared/no-file-opened.ts";
import { takeRows } from "./local-runs.ts";
import type { ShownRun } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

interface Props {
  /** Does the work and shows the run that comes of it; says what came in its way. */
  onTaken: (work: () => Promise<ShownRun>) => Promise<Failure | undefined>;
}

export function NewRun({ onTaken }: Props) {
  const { t, language } = useRunsSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [name, setName] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  useNoFileOpened();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setName(file.name);
    setFailure(await onTaken(() => takeRows(file, language)));
    setName(undefined);
  };
  return (
    <section class="panel" aria-labelledby="new-run-title">
      <h2 id="new-run-title">{t("new.title")}</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the field in it takes them too */}
      <div
        class={isOver ? "drop-zone over" : "drop-zone"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <div class="field">
          <label for="run-file">{t("new.label")}</label>
          <p class="hint" id="run-file-hint">
            {t("new.hint")}
          </p>
          <FileInput
            id="run-file"
            input={input}
            text={t("new.choose")}
            accept=".ndjson,.jsonl,.json,.csv,.tsv,.txt"
            aria-describedby="run-file-hint"
            aria-invalid={failure !== undefined}
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0]);
              // So that the same file, mended, can be chosen again.
              currentTarget.value = "";
            }}
          />
        </div>
      </div>
      <div role="status">{name !== undefined && <p class="pending">{t("new.sending", { name })}</p>}</div>
      {failure && <FailureView failure={failure} level={4} />}
    </section>
  );
}
