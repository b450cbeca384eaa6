// Says to screen readers, in one short sentence each time, what the eye sees change. Any part of the page can say
// something: `useSay()("…")`.

import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useState } from "preact/hooks";

export type Say = (sentence: string) => void;

const SayContext = createContext<Say>(() => undefined);

export const useSay = (): Say => useContext(SayContext);

/**
 * Goes around all that may speak. The region exists from the start: those that appear with their text are not heard.
 */
export function Announcer({ children }: { children: ComponentChildren }) {
  const [said, setSaid] = useState({ sentence: "", turn: 0 });
  const say = useCallback((sentence: string) => setSaid(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  return (
    <SayContext.Provider value={say}>
      {children}
      <p class="for-the-ear" role="status">
        {/* A new element each time, so that the same sentence said twice is heard twice. */}
        <span key={said.turn}>{said.sentence}</span>
      </p>
    </SayContext.Provider>
  );
}
