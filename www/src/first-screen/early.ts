// In line in the page, before any other script has come: shows the first screen as the build has drawn it, in the
// language of whoever looks, and notes what they do to it until the page listens (begin.ts).

import { kept, languageOfBrowser } from "../model/kept.ts";
import { type Settings, settingsInPage } from "../model/settings.ts";
import { type Control, type DrawnPlace, isFirstScreen } from "./drawn.ts";

const READY_MADE = "works";

const place: DrawnPlace | null = document.getElementById("console");
const settings = settingsInPage();
const before = kept();
const drawings = [...document.querySelectorAll<HTMLTemplateElement>("template[lang]")];
if (place && isAsDrawn()) show(place);
for (const drawing of drawings) drawing.remove();

/** The build has drawn the console as its command serves it, and as nobody has chosen anything yet but how it looks. */
function isAsDrawn(): boolean {
  const { environment = "simulator", route = "page", contract, hasMore } = before;
  const isFirst = environment === "simulator" && route === "page" && contract === undefined && hasMore !== true;
  return isFirst && isFirstScreen() && settings.simulator !== null && settings.other === null;
}

function show(place: DrawnPlace): void {
  const language = before.language ?? settings.language ?? languageOfBrowser();
  const drawing = drawings.find(({ lang }) => lang === language);
  if (drawing === undefined) return;
  const { documentElement } = document;
  documentElement.lang = language;
  if (before.theme) documentElement.dataset.theme = before.theme;
  place.append(drawing.content);
  fillIn(settings);
  listen(place);
}

/** What is drawn has no credentials in it, not even those of the simulator. */
function fillIn({ simulator }: Settings): void {
  const application = simulator?.applications.find(({ label }) => label === READY_MADE);
  for (const name of ["clientId", "clientSecret"] as const) {
    const field = document.getElementById(name);
    if (field instanceof HTMLInputElement) field.value = application?.[name] ?? "";
  }
}

function listen(place: DrawnPlace): void {
  const controller = new AbortController();
  const drawn = { changed: new Set<Control>(), pressed: undefined, controller } as NonNullable<DrawnPlace["drawn"]>;
  const { signal } = controller;
  place.addEventListener("input", ({ target }) => drawn.changed.add(target as Control), { signal });
  place.addEventListener("submit", (event) => event.preventDefault(), { signal });
  place.addEventListener(
    "click",
    ({ target }) => {
      drawn.pressed = (target as Element).closest("button") ?? drawn.pressed;
    },
    { signal },
  );
  place.drawn = drawn;
}
