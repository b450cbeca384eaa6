// The screens, and how the address names them: "#/guide". Nothing but the screen's name is ever in the address.

import { useEffect, useState } from "preact/hooks";

export const SCREENS = ["connect", "guide", "explore", "history", "traffic"] as const;

export type Screen = (typeof SCREENS)[number];

export const addressOf = (screen: Screen): string => `#/${screen}`;

/** The screen that the address names; the first one for whatever is no screen. */
export function useScreen(): Screen {
  const [screen, setScreen] = useState(screenNow);
  useEffect(() => {
    const follow = () => setScreen(screenNow());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return screen;
}

function screenNow(): Screen {
  return SCREENS.find((screen) => addressOf(screen) === location.hash) ?? SCREENS[0];
}
