// Who is told the steps of a client.

/** Told each step as the core numbers it (src/core/event.rs); 0 and, for a reason, -1 are how it leaves one out. */
export type Observer = (...step: Step) => void;

export type Step = [what: number, call: number, attempt: number, milliseconds: number, status: number, reason: number];
