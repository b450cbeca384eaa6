// A run, as the local server tells of it (pkg-template/lib/console/runs/runs.ts), and what is chosen for one.

import type { BulkProgress, BulkSummary } from "sne-cotation";
import type { EnvironmentName } from "../model/settings.ts";

export type RowFormat = "ndjson" | "csv";
export type RowEncoding = "utf-8" | "windows-1252";

/** The windows of a quota, in the order in which they are asked for. */
export const WINDOWS = ["perSecond", "perMinute", "perHour", "perDay"] as const;

export interface Choice {
  format: RowFormat;
  encoding: RowEncoding;
  operation: string;
  /** `[parameter, column]`, where a column does not go by its name. */
  map: readonly (readonly [parameter: string, column: string])[];
  rateLimit: Readonly<Partial<Record<(typeof WINDOWS)[number], number>>>;
  stopAfter?: number | undefined;
}

export interface Plan {
  items: number;
  calls: number;
  failed: number;
  seconds?: number;
  left: number;
  isTooLong: boolean;
  mistakes: readonly { n: number; kind: string; rule?: string; mistakes?: readonly string[] }[];
}

export interface PaceSample {
  done: number;
  failed: number;
  isPaused: boolean;
}

export interface ShownRun {
  id: string;
  name: string;
  bytes: number;
  createdAt: number;
  state: "prepared" | "running" | "stopped" | "over";
  choice?: Choice;
  environment?: EnvironmentName;
  plan?: Plan;
  progress?: BulkProgress;
  summary?: BulkSummary;
  failure?: unknown;
  failures: readonly { kind: string; code?: string; count: number }[];
  pace: { seconds: number; samples: readonly PaceSample[] };
  hasResults: boolean;
  hasFailures: boolean;
}

/** What is in a file: its columns, the names that they can go to, and those that they go to. */
export interface Look {
  columns: readonly string[];
  names: readonly string[];
  taken: readonly (readonly [column: string, name: string])[];
}

/** What its name says of a file. */
export const formatOf = (name: string): RowFormat => (/\.(csv|tsv)$/i.test(name) ? "csv" : "ndjson");
