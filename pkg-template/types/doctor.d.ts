// The types of sne-cotation/doctor: what is made of the steps of `diagnose()`.

import type { DiagnosisStep } from "./index.js";

/** What `sne-cotation doctor --json` prints. */
export interface DiagnosisResult {
  /** Whether every step is "ok". */
  ok: boolean;
  steps: DiagnosisStep[];
}

/** How a report is written. */
export interface ReportOptions {
  /** Default: "fr". The steps have the language of their client. */
  language?: "fr" | "en";
  /** When the diagnosis was made. Default: now. */
  date?: Date;
  /** The version of the package, told when it is given. */
  version?: string;
}

/** The form for machines. */
export declare function resultOf(steps: readonly DiagnosisStep[]): DiagnosisResult;

/**
 * A report that is safe to paste into a mail to the administrators: Markdown that reads well as plain text. It holds no
 * secret, no token and no body; of the client id, only the beginning.
 */
export declare function reportOf(steps: readonly DiagnosisStep[], options?: ReportOptions): string;

/** The steps of a client that could not even be made, from the error of `SneCotation.create`. */
export declare function stepsOf(
  error: { message: string; advice?: string },
  options?: { language?: "fr" | "en" },
): DiagnosisStep[];
