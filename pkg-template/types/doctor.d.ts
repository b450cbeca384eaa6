// The types of sne-cotation/doctor: what goes with `diagnose()`, above all what is made of its steps.

import type { DiagnosisStep, Operation, SneRemark } from "./index.js";

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

/** What `operations()` and `remarks()` of a client say of its contract. */
export interface ContractSeen {
  operations: readonly Operation[];
  remarks: readonly SneRemark[];
}

/**
 * The operation that a diagnosis calls in the end: `GET /healthcheck`, or, of a contract without it, the first that
 * changes nothing and asks for nothing (GET, no required parameter, callable as it stands). Undefined where there is
 * none.
 */
export declare function firstCallOf(contract: ContractSeen): Operation | undefined;

/** The steps of a client that could not even be made, from the error of `SneCotation.create`. */
export declare function stepsOf(
  error: { message: string; advice?: string },
  options?: { language?: "fr" | "en" },
): DiagnosisStep[];
