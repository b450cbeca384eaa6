// What a file of rows is, and what it gives.

import type { Operation } from "../../types/index.d.ts";

/** How a file is written. */
export type RowFormat = "ndjson" | "csv";

/** Its characters. */
export type RowEncoding = "utf-8" | "windows-1252";

/** What a run is to do with each row. */
export interface RowMeaning {
  operation: Operation;
  /** Of the contract: what `$ref` refers to. */
  definitions: Record<string, unknown>;
  /** Where a column does not go into the parameter of its name. */
  map: readonly (readonly [parameter: string, column: string])[];
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

/** A row that does not fit: by its rules, and in words for people. No value of it is in either. */
export interface Misfit {
  n: number;
  kind: string;
  rule?: string;
  mistakes?: readonly string[];
  words: readonly string[];
}

/** What a run would be: nothing of a row is in it. */
export interface Plan {
  items: number;
  calls: number;
  failed: number;
  /** Under the quotas, where there are some. */
  seconds?: number;
  /** Seconds until the end of the time that there is: a night, or until `until`. */
  left: number;
  isTooLong: boolean;
  /** The first rows that do not fit. */
  mistakes: readonly Misfit[];
}
