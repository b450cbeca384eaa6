// Times for people. Durations are written alike in both languages: "45 s", "3 min 20 s", "13 h 05 min".

import type { Language } from "./messages/index.ts";

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (hours > 0) return `${hours} h ${twoDigits(minutes)} min`;
  if (minutes > 0) return `${minutes} min ${twoDigits(rest)} s`;
  return `${rest} s`;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** The time of day: "14:03:27". */
export function clockTime(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { timeStyle: "medium" }).format(time);
}
