// The first thing that Tab reaches: over the top of the page, straight to the screen.

import { useSpeech } from "../language.ts";
import { focusScreen } from "./screen-title.tsx";

export function SkipLink() {
  const { t } = useSpeech();
  const skip = (event: Event) => {
    // The address names screens only.
    event.preventDefault();
    focusScreen();
  };
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page, and only keeps the address as it is
    <a class="skip-link" href="#screen" onClick={skip}>
      {t("page.skip")}
    </a>
  );
}
