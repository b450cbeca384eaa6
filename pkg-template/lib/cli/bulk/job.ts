// What a run of the command is to do, as it was typed.

import type { RateLimitOptions } from "../../../types/index.d.ts";
import type { RowEncoding, RowFormat } from "../../rows/rows.ts";

export interface Settings {
  operation: string;
  input: string;
  format: RowFormat;
  encoding: RowEncoding;
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
