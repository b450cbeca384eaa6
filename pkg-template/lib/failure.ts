// A failure as the core tells it, before it becomes an error in somebody's language.

import type { SneErrorKind } from "../types/index.d.ts";

/** What is known of a failure besides its reason: `Fact` in src/core/error.rs. */
export interface Facts {
  code?: string;
  status?: number;
  retryAfter?: number;
  pointer?: string;
  causeName?: string;
  causeMessage?: string;
  causeCode?: string;
  /** What is wrong, one by one. */
  errors?: View[];
  [name: string]: unknown;
}

/**
 * A failure: the number of its reason, the requests that were sent for it, and its facts. `View` in src/core/error.rs.
 */
export type View = [reason: number, attempts: number, facts: [name: string, value: unknown][]];

/** A reason: its id, its kind, and whether the same call may succeed later. */
export type Reason = [id: string, kind: SneErrorKind, isRetryable: boolean];

/** The languages that people are spoken to in. */
export type Language = "fr" | "en";
