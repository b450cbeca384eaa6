// When something is to go on: the time of the day, and the day where it is another one.

import { clockTime } from "../duration.ts";
import type { Language } from "../messages/translator.ts";

export function moment(time: number, language: Language): string {
  if (new Date(time).toDateString() === new Date().toDateString()) return clockTime(time, language);
  const form = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", form).format(time);
}
