// A call to take along: as curl commands, as JavaScript, as the package's command. Shown, copied by a button; the files
// that it names can be saved.
//
// Props
//   call  what is to be written: a target, what was sent (`sentRequest`, or `preparedRequest` before anything is), and
//         what was called
//   id    the beginning of all ids in it; default "copy"

import { useEffect, useState } from "preact/hooks";
import { saveFile } from "../body-view/save.ts";
import { useSpeech } from "../language.ts";
import { type Copied, CONTRACT_FILE, type CopyCall } from "./call.ts";
import { asCommand } from "./command.ts";
import { asCurl } from "./curl.ts";
import { asJavaScript } from "./javascript.ts";

const FORMS = { curl: asCurl, javascript: asJavaScript, command: asCommand } as const;
type Form = keyof typeof FORMS;

export function CopyAs({ call, id = "copy" }: { call: CopyCall; id?: string }) {
  const { t } = useSpeech();
  const [form, setForm] = useState<Form>("curl");
  const [said, say] = useState("");
  const copied = useCopied(call, form);
  const names: Record<Form, string> = { curl: "curl", javascript: "JavaScript", command: "sne-cotation" };
  const copy = async () => {
    if (!copied) return;
    await navigator.clipboard.writeText(copied.text).then(
      () => say(t("copy.done")),
      () => say(t("copy.refused")),
    );
  };
  const choose = (other: Form) => {
    setForm(other);
    say("");
  };
  return (
    <div class="copy-as">
      <fieldset class="choices copy-forms">
        <legend>{t("copy.as")}</legend>
        {(Object.keys(FORMS) as Form[]).map((it) => (
          <label class="choice" key={it}>
            <input type="radio" name={`${id}-form`} checked={it === form} onChange={() => choose(it)} />
            <span>{names[it]}</span>
          </label>
        ))}
      </fieldset>
      <p class="hint">{t("copy.variables")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must be able to do */}
      {/* biome-ignore lint/a11y/useSemanticElements: the text is preformatted, and a region with a name */}
      <pre class="copy-text" tabIndex={0} role="region" aria-label={names[form]}>
        {copied?.text}
      </pre>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void copy()}>
          {t("copy.copy")}
        </button>
        {copied?.files.map(({ name, content }) => (
          <button type="button" class="button" key={name} onClick={() => saveFile([content], name)}>
            {t("copy.saveFile", { name })}
          </button>
        ))}
      </div>
      {copied?.text.includes(CONTRACT_FILE) && <p class="hint">{t("copy.contract", { name: CONTRACT_FILE })}</p>}
      <p class="muted" role="status">
        {said}
      </p>
    </div>
  );
}

function useCopied(call: CopyCall, form: Form): Copied | undefined {
  const [state, setState] = useState<{ form: Form; copied: Copied }>();
  useEffect(() => {
    let isWanted = true;
    void FORMS[form](call).then((copied) => isWanted && setState({ form, copied }));
    return () => {
      isWanted = false;
    };
  }, [call, form]);
  return state?.form === form ? state.copied : undefined;
}
