// What a client's events come to: the calls that have ended, how, and how long they took; the tokens that were asked
// for.

import type { SneErrorKind, SneEvent } from "sne-cotation";

/** A call, or a request for a token, that is over. */
export interface Ended {
  /** When it ended: milliseconds since 1970. */
  time: number;
  milliseconds: number;
  outcome: "good" | "bad" | "aborted";
  kind: SneErrorKind | undefined;
}

export interface Traffic {
  calls: readonly Ended[];
  tokens: readonly Ended[];
  /** By number, the most frequent first. */
  failures: readonly { kind: SneErrorKind; count: number }[];
  underWay: number;
  /** Waits between attempts, and for their turn. */
  waits: { count: number; milliseconds: number };
}

/** What ended from then on, in the minutes that a bar stands for. */
export interface Slot extends Record<Ended["outcome"], number> {
  time: number;
}

const MINUTE = 60_000;

const ENDS: readonly SneEvent["type"][] = ["call-end", "token", "token-failed"];

export function trafficOf(events: readonly SneEvent[]): Traffic {
  const ends = events.filter(({ type }) => ENDS.includes(type));
  const calls = ends.filter(({ type }) => type === "call-end").map(ended);
  const begun = events.filter(({ type }) => type === "call").length;
  return {
    calls,
    tokens: ends.filter(({ type }) => type !== "call-end").map(ended),
    failures: byKind(calls),
    // The list may have lost its beginning: a call may have ended in it that it does not see begin.
    underWay: Math.max(0, begun - calls.length),
    waits: waitsIn(events),
  };
}

/** By so many minutes, 1, 2, 5, 10 …, that the time from the first to the last has no more slots than that. */
export function perMinutes(ended: readonly Ended[], most: number): { minutes: number; slots: Slot[] } {
  const times = ended.map(({ time }) => time);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const place = (time: number, minutes: number) => Math.floor(time / (minutes * MINUTE));
  let minutes = 1;
  while (place(last, minutes) - place(first, minutes) >= most) minutes = roundUp(minutes + 1);
  const start = place(first, minutes);
  const slots = Array.from({ length: place(last, minutes) - start + 1 }, (_, index) => ({
    ...{ time: (start + index) * minutes * MINUTE, good: 0, bad: 0, aborted: 0 },
  }));
  for (const { time, outcome } of ended) {
    const slot = slots[place(time, minutes) - start];
    if (slot) slot[outcome] += 1;
  }
  return { minutes, slots };
}

function waitsIn(events: readonly SneEvent[]): Traffic["waits"] {
  const waits = events.filter(({ type }) => type === "wait");
  return { count: waits.length, milliseconds: waits.reduce((sum, { duration = 0 }) => sum + duration, 0) };
}

/** A round number that is not smaller: the top of a chart. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 2, 5].find((it) => it * power >= value) ?? 10;
  return factor * power;
}

function ended({ type, time, duration = 0, kind, reason }: SneEvent): Ended {
  const isBad = type === "token-failed" || reason !== undefined;
  const outcome = reason === "aborted" ? "aborted" : isBad ? "bad" : "good";
  // What the person gave up is no failure, whatever kind the event names.
  return { time, milliseconds: duration, outcome, kind: outcome === "bad" ? kind : undefined };
}

function byKind(calls: readonly Ended[]): Traffic["failures"] {
  const counts = new Map<SneErrorKind, number>();
  for (const { kind } of calls) if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}
