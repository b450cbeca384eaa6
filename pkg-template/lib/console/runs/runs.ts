// A run of the console: what it is to do, and what the page is told of it. The page has its types from here, too.

import type { BulkProgress, BulkSummary, RateLimitOptions } from "../../../types/index.d.ts";
import type { Misfit, Plan, RowEncoding, RowFormat, RowMeaning } from "../../rows/rows.ts";
import type { EnvironmentName } from "../credentials.ts";

export type { Misfit, Plan };

/** What is to be done with each row. It is settled when the run begins. */
export interface Choice {
  format: RowFormat;
  encoding: RowEncoding;
  operation: string;
  map: RowMeaning["map"];
  rateLimit: RateLimitOptions;
  stopAfter?: number | undefined;
}

/** What is in a file: its columns, the names that they can go to, and those that they go to. */
export interface Look {
  columns: readonly string[];
  names: readonly string[];
  taken: readonly (readonly [column: string, name: string])[];
}

/** How a run goes on. */
export interface Beginning {
  /** What was under way when it was killed, and may have had an effect. */
  inDoubt: "hold" | "retry";
  /** Does again what has failed. */
  again: boolean;
}

/** `prepared`: a file, and no call made. `stopped`: it can go on. */
export type RunState = "prepared" | "running" | "stopped" | "over";

/** Failures of one kind. */
export interface FailureCount {
  kind: string;
  code?: string;
  count: number;
}

/** What was done in so many seconds. */
export interface PaceSample {
  done: number;
  failed: number;
  isPaused: boolean;
}

/** What is kept of a run beside its files. Nothing of a row is in it. */
export interface Record {
  id: string;
  /** The name of the file that was dropped. */
  name: string;
  bytes: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  state: RunState;
  choice?: Choice;
  environment?: EnvironmentName;
  plan?: Plan;
  progress?: BulkProgress;
  summary?: BulkSummary;
  /** Why it has stopped, as the page shows a failure. */
  failure?: object;
}

/** A run, as the page is told of it. */
export interface ShownRun extends Record {
  failures: readonly FailureCount[];
  pace: { seconds: number; samples: readonly PaceSample[] };
  hasResults: boolean;
  hasFailures: boolean;
}
