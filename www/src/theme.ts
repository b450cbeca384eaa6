// Light or dark: the system's, until the person chooses. The choice lives as long as the tab.

import { useEffect, useState } from "preact/hooks";
import { keep } from "./model/kept.ts";

export type Theme = "light" | "dark";

const DARK = "(prefers-color-scheme: dark)";

/** `before` is what was chosen before the page was loaded anew. */
export function useTheme(before: Theme | undefined): [Theme, (theme: Theme) => void] {
  const system = useSystemTheme();
  const [chosen, choose] = useState(before);
  useEffect(() => {
    if (chosen) document.documentElement.dataset.theme = chosen;
    keep({ theme: chosen });
  }, [chosen]);
  return [chosen ?? system, choose];
}

function useSystemTheme(): Theme {
  const [isDark, setDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = () => setDark(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isDark ? "dark" : "light";
}
