// The top of the page: its name, the switches for language and colours, the way to the screens, and who one is.

import { useSpeech } from "../language.ts";
import type { Language } from "../messages/index.ts";
import type { Screen } from "../screens.ts";
import type { Theme } from "../theme.ts";
import { Navigation } from "./navigation.tsx";

interface Props {
  screen: Screen;
  theme: Theme;
  onLanguage: (language: Language) => void;
  onTheme: (theme: Theme) => void;
}

export function Header({ screen, theme, onLanguage, onTheme }: Props) {
  const { language, t } = useSpeech();
  const other = language === "fr" ? "en" : "fr";
  return (
    <header class="page-header">
      <p class="site-name">{t("page.title")}</p>
      <Navigation screen={screen} />
      <div class="switches">
        <button type="button" class="button quiet" onClick={() => onTheme(theme === "dark" ? "light" : "dark")}>
          {t(theme === "dark" ? "page.light" : "page.dark")}
        </button>
        <button type="button" class="button quiet" lang={other} onClick={() => onLanguage(other)}>
          {t("page.otherLanguage")}
        </button>
      </div>
    </header>
  );
}
