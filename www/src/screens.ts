// The screens, and how the address names them: "#/guide", "#/explore/lireDemande". Nothing but the names of a screen
// and of an operation of the contract is ever in the address.

import { useEffect, useState } from "preact/hooks";

export const SCREENS = ["connect", "guide", "explore", "runs", "history", "traffic"] as const;

export type Screen = (typeof SCREENS)[number];

/** Where one is: a screen, and the operation that the address names, or has named last: it is open on its screen. */
export interface Place {
  screen: Screen;
  operation: string | undefined;
}

export const addressOf = (screen: Screen, operation?: string): string =>
  operation === undefined ? `#/${screen}` : `#/${screen}/${encodeURIComponent(operation)}`;

/** Where the address leads; the first screen for whatever is none. */
export function usePlace(): Place {
  const [place, setPlace] = useState(() => placeNow());
  useEffect(() => {
    const follow = () => setPlace(placeAfter);
    // Somebody may have gone on between the drawing and now.
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return place;
}

/** The same one, where the address leads to where one is. */
function placeAfter(before: Place): Place {
  const now = placeNow(before);
  return now.screen === before.screen && now.operation === before.operation ? before : now;
}

/** Coming back to the operations by their link, one finds open what was. */
function placeNow(before?: Place): Place {
  const [, name, operation] = /^#\/([a-z]+)(?:\/(.+))?$/.exec(location.hash) ?? [];
  const screen = SCREENS.find((one) => one === name) ?? SCREENS[0];
  const isNamed = screen === "explore" && operation !== undefined;
  return { screen, operation: isNamed ? decoded(operation) : before?.operation };
}

/** What somebody has typed into the address may be written in no way that can be read. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
