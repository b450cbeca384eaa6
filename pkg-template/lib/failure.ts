// A failure as the core tells it, before it becomes an error in somebody's language.

import type { SneErrorKind } from "../types/index.d.ts";
import type { SneError } from "./error.js";

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

/** Makes an error of a failure, in the language of the client. */
export type MakeError = (view: View) => SneError;

/** The same as the core needs it: whatever it makes is what it rejects with. */
export type MakeFailure = (view: View) => unknown;

/** A reason: its id, its kind, and whether the same call may succeed later. */
export type Reason = [id: string, kind: SneErrorKind, isRetryable: boolean];

/** The languages that people are spoken to in. */
export type Language = "fr" | "en";
