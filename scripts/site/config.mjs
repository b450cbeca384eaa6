// How VitePress makes the site: two languages, a search in the page itself, nothing from anybody else.

import { readFileSync } from "node:fs";
import { inRoot } from "../support/paths.mjs";

const WORDS = {
  en: {
    label: "English",
    outline: "On this page",
    previous: "Previous page",
    next: "Next page",
    reference: "Reference",
    demo: "Demo",
    theme: "Theme",
    menu: "Menu",
    top: "Back to the top",
    search: {
      button: "Search",
      none: "Nothing found for",
      reset: "Clear",
      open: "to open",
      move: "to move",
      close: "to close",
    },
  },
  fr: {
    label: "Français",
    outline: "Sur cette page",
    previous: "Page précédente",
    next: "Page suivante",
    reference: "Référence",
    demo: "Démonstration",
    theme: "Thème",
    menu: "Menu",
    top: "Revenir en haut",
    search: {
      button: "Rechercher",
      none: "Rien pour",
      reset: "Effacer",
      open: "ouvrir",
      move: "se déplacer",
      close: "fermer",
    },
  },
};

/** @typedef {keyof typeof WORDS} Language */

const LANGUAGES = /** @type {Language[]} */ (Object.keys(WORDS));

/**
 * Where the site is served, and where it is made.
 * @typedef {{ base: string, folder: string, out: string, cache: string }} Places
 */

/**
 * The configuration of VitePress.
 * @param {Places} places
 */
export function configOf({ base, folder, out, cache }) {
  return {
    title: "sne-cotation",
    base,
    srcDir: folder,
    outDir: out,
    cacheDir: cache,
    lang: "en",
    // The button that switches themes wants a script in the page; the system's choice does not.
    appearance: false,
    metaChunk: true,
    lastUpdated: false,
    head: [["link", { rel: "icon", href: `${base}icon.svg`, type: "image/svg+xml" }]],
    // Anchors are those of the repository, which pages link to. The usual colours of code are too pale for many.
    markdown: { anchor: { slugify: anchorOf }, theme: "github-light-high-contrast" },
    locales: Object.fromEntries(LANGUAGES.map((language) => [`docs/${language}`, localeOf(language)])),
    themeConfig: {
      search: {
        provider: "local",
        options: {
          locales: Object.fromEntries(LANGUAGES.map((language) => [`docs/${language}`, searchIn(language)])),
        },
      },
    },
  };
}

/** As GitHub and npm make them. @param {string} heading */
export function anchorOf(heading) {
  const words = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "");
  return words.trim().replaceAll(/\s/g, "-");
}

/** @param {Language} language */
function localeOf(language) {
  const words = WORDS[language];
  return {
    label: words.label,
    lang: language,
    link: `/docs/${language}/`,
    themeConfig: {
      sidebar: sidebarOf(language),
      nav: [
        { text: words.demo, link: "/demo/index.html", target: "_self" },
        { text: words.reference, link: "/reference/index.html", target: "_self" },
      ],
      outline: { level: [2, 3], label: words.outline },
      docFooter: { prev: words.previous, next: words.next },
      darkModeSwitchLabel: words.theme,
      sidebarMenuLabel: words.menu,
      returnToTopLabel: words.top,
    },
  };
}

/** @param {Language} language */
function searchIn(language) {
  const { button, none, reset, open, move, close } = WORDS[language].search;
  return {
    translations: {
      button: { buttonText: button, buttonAriaLabel: button },
      modal: {
        noResultsText: none,
        resetButtonTitle: reset,
        footer: { selectText: open, navigateText: move, closeText: close },
      },
    },
  };
}

/** The list of the language's first page, which is in the order of a reader. @param {Language} language */
function sidebarOf(language) {
  /** @type {{ text: string, items: { text: string, link: string }[] }[]} */
  const groups = [];
  for (const line of readFileSync(inRoot("docs", language, "README.md"), "utf8").split("\n")) {
    const [, group] = /^\*\*(.+)\*\*$/.exec(line) ?? [];
    if (group !== undefined) groups.push({ text: group, items: [] });
    if (!line.startsWith("- ")) continue;
    for (const [, text, page] of line.matchAll(/\[([^\]]+)\]\((\w[\w-]*)\.md\)/g)) {
      const title = text.charAt(0).toUpperCase() + text.slice(1);
      groups.at(-1)?.items.push({ text: title, link: `/docs/${language}/${page}` });
    }
  }
  return groups;
}
