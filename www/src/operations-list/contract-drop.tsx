// Where the contract comes in: a file chosen or dropped. What is wrong with it is shown here, with its place in the
// document and what to do.
//
// Props
//   loaded    the contract that is in use: the name of its file and how many operations it has
//   failure   why the last one was refused: an SneError of kind "contract" fits
//   onFile    told the text of the file and its name
//   onRemove  told that the contract in use is to go
//   id        the beginning of all ids in it; default "contract"

import { useRef, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { typeset } from "../messages/index.ts";
import { FileInput } from "../shared/file-input.tsx";
import { useNoFileOpened } from "../shared/no-file-opened.ts";

export interface ContractFailure {
  message: string;
  advice?: string | undefined;
  /** A JSON Pointer into the document. */
  pointer?: string | undefined;
}

export interface ContractDropProps {
  loaded?: { name: string; operations: number } | undefined;
  failure?: ContractFailure | undefined;
  onFile: (text: string, name: string) => void;
  onRemove: () => void;
  id?: string;
}

/** The client reads no more than 32 million characters: a larger file is not even read into memory. */
const LARGEST = 128 * 1024 * 1024;

export function ContractDrop({ loaded, failure, onFile, onRemove, id = "contract" }: ContractDropProps) {
  const { t } = useSpeech();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [unread, setUnread] = useState<ContractFailure>();
  useNoFileOpened();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setUnread(undefined);
    if (file.size > LARGEST) return setUnread({ message: t("contract.tooLarge", { name: file.name }) });
    try {
      onFile(await file.text(), file.name);
    } catch {
      setUnread({ message: t("contract.unreadable", { name: file.name }) });
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files[0]);
  };
  const shown = unread ?? failure;
  return (
    <div class="contract">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the field in it takes them too */}
      <div
        class={`drop-zone${isOver ? " over" : ""}${loaded ? " slim" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <div role="status" class="contract-name">
          {loaded && !shown && <p>{t("contract.loaded", { name: loaded.name, count: loaded.operations })}</p>}
        </div>
        <div class="field">
          <label for={id} class={loaded ? "for-the-ear" : ""}>
            {t("contract.label")}
          </label>
          <p class={loaded ? "for-the-ear" : "hint"} id={`${id}-hint`}>
            {t("contract.hint")}
          </p>
          <FileInput
            id={id}
            input={input}
            text={t(loaded ? "contract.other" : "contract.choose")}
            accept=".json,application/json"
            aria-describedby={shown ? `${id}-failure ${id}-hint` : `${id}-hint`}
            aria-invalid={shown !== undefined}
            onChange={({ currentTarget }) => {
              void take(currentTarget.files?.[0]);
              // So that the same file, mended, can be chosen again.
              currentTarget.value = "";
            }}
          />
        </div>
        {loaded && (
          <button
            type="button"
            class="button small"
            aria-label={t("contract.removeIt")}
            onClick={() => {
              onRemove();
              input.current?.focus();
            }}
          >
            {t("contract.remove")}
          </button>
        )}
      </div>
      <div role="alert" id={`${id}-failure`}>
        {shown && <Refusal failure={shown} />}
      </div>
    </div>
  );
}

function Refusal({ failure: { message, advice, pointer } }: { failure: ContractFailure }) {
  const { language, t } = useSpeech();
  return (
    <div class="result failure">
      <p class="message">{typeset(message, language)}</p>
      {pointer !== undefined && pointer !== "" && (
        <p>
          {t("contract.place")} <code>{pointer}</code>
        </p>
      )}
      {advice && <p>{typeset(advice, language)}</p>}
    </div>
  );
}
