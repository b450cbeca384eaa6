// What a run of the command is to do, as it was typed.

import type { RateLimitOptions } from "../../../types/index.d.ts";

export interface Settings {
  operation: string;
  input: string;
  format: "ndjson" | "csv";
  encoding: "utf-8" | "windows-1252";
  /** `[parameter, column]` of each --map. */
  map: [parameter: string, column: string][];
  /** Files; absent where results go to standard output. */
  output?: string;
  errors?: string;
  journal?: string;
  /** As `fileJournal` has it. */
  resume: boolean | undefined;
  onlyFailed: boolean;
  inDoubt: "hold" | "retry";
  concurrency?: number;
  rateLimit: RateLimitOptions;
  /** Seconds. */
  maxWait?: number;
  until?: string | Date;
  stopAfter?: number;
}

/** Where a cell goes: into a parameter, or into a property of one. */
export interface Target {
  path: string[];
  column: string;
  schema?: { type?: string; items?: object };
}

/** What a file gives. */
export interface Source {
  rows: AsyncIterable<unknown>;
  /** The parameters of a row. Throws a `RowProblem`. */
  parameters(row: unknown): object;
  /** A row as a dead letter has it. */
  shown(row: unknown): unknown;
  /** Columns that no parameter takes. */
  unused: string[];
}
