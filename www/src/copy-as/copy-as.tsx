// A call to take along: as a program in one of several languages, as curl commands, as the package's command. Shown,
// copied by a button; the files that it names can be saved.
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
import { asJava } from "./java.ts";
import { asJavaScript } from "./javascript.ts";
import { asPhp } from "./php.ts";
import { asPowerShell } from "./powershell.ts";
import { asPython } from "./python.ts";
import { asTypeScript } from "./typescript.ts";

/** Each with its name, and how a file of it is called. */
const FORMS = {
  javascript: { write: asJavaScript, name: "JavaScript", file: "appel.mjs" },
  typescript: { write: asTypeScript, name: "TypeScript", file: "appel.mts" },
  command: { write: asCommand, name: "sne-cotation", file: "appel.sh" },
  curl: { write: asCurl, name: "curl", file: "appel.sh" },
  powershell: { write: asPowerShell, name: "PowerShell", file: "appel.ps1" },
  python: { write: asPython, name: "Python (requests)", file: "appel.py" },
  php: { write: asPhp, name: "PHP", file: "appel.php" },
  java: { write: asJava, name: "Java", file: "Appel.java" },
} as const;

type Form = keyof typeof FORMS;

export function CopyAs({ call, id = "copy" }: { call: CopyCall; id?: string }) {
  const { t } = useSpeech();
  const [form, setForm] = useState<Form>("javascript");
  const [said, say] = useState("");
  const copied = useCopied(call, form);
  const { name, file } = FORMS[form];
  const isForTerminal = file.endsWith(".sh");
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
      <div class="field">
        <label for={`${id}-form`}>{t("copy.as")}</label>
        <select id={`${id}-form`} value={form} onChange={({ currentTarget }) => choose(currentTarget.value as Form)}>
          {(Object.keys(FORMS) as Form[]).map((it) => (
            <option key={it} value={it}>
              {FORMS[it].name}
            </option>
          ))}
        </select>
      </div>
      <p class="hint">
        {t("copy.variables")} {isForTerminal && t("copy.terminal")}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must be able to do */}
      {/* biome-ignore lint/a11y/useSemanticElements: the text is preformatted, and a region with a name */}
      <pre class="copy-text" tabIndex={0} role="region" aria-label={name}>
        {copied?.text}
      </pre>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void copy()}>
          {t("copy.copy")}
        </button>
        {copied && (
          <button type="button" class="button" onClick={() => saveFile([copied.text], file)}>
            {t("copy.saveFile", { name: file })}
          </button>
        )}
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
    void FORMS[form].write(call).then((copied) => isWanted && setState({ form, copied }));
    return () => {
      isWanted = false;
    };
  }, [call, form]);
  return state?.form === form ? state.copied : undefined;
}
