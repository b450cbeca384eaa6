// What an answer announces of the quota, as far as its headers can be seen. The client reads the same headers for its
// pace; here they are put into words.

import { duration } from "../duration.ts";
import type { Translate } from "../messages/index.ts";
import type { Answer } from "../model/exchange.ts";

interface Announced {
  /** Calls. */
  remaining: number;
  /** Seconds in which they may be made. */
  window: number;
}

/** "12, for the next 45 s": of several quotas, the one with the fewest calls left; undefined where there is none. */
export function quotaLeft(headers: Answer["headers"], t: Translate): string | undefined {
  const announced = announcedIn(new Map(headers)).filter(isSensible);
  const [least] = announced.sort((one, other) => one.remaining - other.remaining);
  return least && t("answer.quotaLeft", { count: least.remaining, time: duration(least.window) });
}

function announcedIn(headers: ReadonlyMap<string, string>): Announced[] {
  const all = headers.get("x-rate-limit");
  if (all !== undefined) return listIn(all);
  const [remaining, reset] = ["remaining", "reset"].map((name) => Number(headers.get(`x-rate-limit-${name}`)));
  return [{ remaining: remaining ?? Number.NaN, window: secondsUntil(reset ?? Number.NaN) }];
}

function listIn(text: string): Announced[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** A larger number is a date, in seconds since 1970. */
const EARLIEST_DATE = 1_000_000_000;

const secondsUntil = (reset: number) => (reset > EARLIEST_DATE ? reset - Date.now() / 1000 : reset);

const isSensible = (one: Partial<Announced> | null) => Number.isFinite(one?.remaining) && Number.isFinite(one?.window);
