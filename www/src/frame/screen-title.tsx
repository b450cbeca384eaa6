// The heading of a screen. It is where the focus goes when the screen changes, so that nobody is left at a place that
// is gone, and screen readers say where one is now.

import { useEffect, useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Screen } from "../screens.ts";

const ID = "screen";

export function ScreenTitle({ screen }: { screen: Screen }) {
  const { t } = useSpeech();
  const previous = useRef(screen);
  useEffect(() => {
    if (previous.current !== screen) focusScreen();
    previous.current = screen;
  }, [screen]);
  return (
    <div class="screen-title">
      <h1 id={ID} tabIndex={-1}>
        {t(`screen.${screen}.title`)}
      </h1>
      <p class="muted">{t(`screen.${screen}.purpose`)}</p>
    </div>
  );
}

export function focusScreen(): void {
  document.getElementById(ID)?.focus();
}
