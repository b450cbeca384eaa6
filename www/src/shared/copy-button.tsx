// Copies a text, and says that it has. Where the browser does not let a page copy, the text is shown to be selected.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useSay } from "../frame/announcer.tsx";
import { useSpeech } from "../language.ts";

interface Props {
  text: string;
  children: ComponentChildren;
}

export function CopyButton({ text, children }: Props) {
  const { t } = useSpeech();
  const say = useSay();
  const [copied, setCopied] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      say(t("said.copied"));
    } catch {
      setRefused(true);
    }
  };
  return (
    <div class="copy">
      <button type="button" class="button" onClick={() => void copy()}>
        {children}
      </button>
      {copied === text && <span class="muted">{t("said.copied")}</span>}
      {isRefused && <textarea readOnly rows={8} aria-label={t("copy.byHand")} value={text} />}
    </div>
  );
}
