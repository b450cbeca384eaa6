// The top of the page: what it is for, and the switch to the other language.

import { useSpeech } from "../language.ts";
import type { Language } from "../messages/index.ts";

export function Header({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const { language, t } = useSpeech();
  const other = language === "fr" ? "en" : "fr";
  return (
    <header class="page-header">
      <div>
        <h1>{t("page.title")}</h1>
        <p class="muted">{t("page.purpose")}</p>
      </div>
      <button type="button" class="button quiet" lang={other} onClick={() => onLanguage(other)}>
        {t("page.otherLanguage")}
      </button>
    </header>
  );
}
