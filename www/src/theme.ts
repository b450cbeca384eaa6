// Light or dark: the system's, until the person chooses. The choice lives as long as the page.

import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";

const DARK = "(prefers-color-scheme: dark)";

export function useTheme(): [Theme, (theme: Theme) => void] {
  const system = useSystemTheme();
  const [chosen, choose] = useState<Theme>();
  useEffect(() => {
    if (chosen) document.documentElement.dataset.theme = chosen;
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
