// What survives a reload of the page: choices that are no secret. This tab keeps them (`sessionStorage`), and forgets
// them when it is closed. What was lost by the reload can then be named. A browser that keeps nothing loses only that.

import type { Language } from "../messages/index.ts";
import type { Route } from "./forward.ts";
import type { EnvironmentName } from "./settings.ts";

export interface Kept {
  language?: Language | undefined;
  theme?: "light" | "dark" | undefined;
  environment?: EnvironmentName | undefined;
  route?: Route | undefined;
  /** The name of the contract's file: the contract itself stays where it is. */
  contract?: string | undefined;
  /** Whether there were credentials that had been typed, a token, or calls. */
  hasMore?: boolean | undefined;
}

const KEY = "sne-console";

/** What was kept before the page was loaded; anything else that is there is nothing. */
export function kept(): Kept {
  try {
    const { language, theme, environment, route, contract, hasMore } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return {
      language: language === "fr" || language === "en" ? language : undefined,
      theme: theme === "light" || theme === "dark" ? theme : undefined,
      environment: typeof environment === "string" ? (environment as EnvironmentName) : undefined,
      route: route === "page" || route === "server" ? route : undefined,
      contract: typeof contract === "string" ? contract : undefined,
      hasMore: hasMore === true,
    };
  } catch {
    return {};
  }
}

export function keep(more: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...kept(), ...more }));
  } catch {
    // A page may be forbidden to store anything.
  }
}

/** The language that the browser asks pages for, where the console speaks it. */
export function languageOfBrowser(): Language {
  const known = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((tag): tag is Language => tag === "fr" || tag === "en") ?? "fr";
}
