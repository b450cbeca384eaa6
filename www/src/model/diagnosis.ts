// A diagnosis, as far as it has got.

import type { Failure } from "./failure.ts";

export interface DoctorStep {
  /** Of the package's steps, or "page". */
  id: string;
  status: "ok" | "failed" | "skipped" | "unknown";
  title: string;
  message: string;
  evidence: { text: string }[];
  causes: { id: string; message: string; advice: string; guide?: { step: number } }[];
  advice: string;
}

/** What comes last: the text of all the server's steps, to paste into a mail. Nothing secret is in it. */
export interface DoctorReport {
  report: string;
}

export interface Diagnosis {
  isRunning: boolean;
  steps: readonly DoctorStep[];
  report: string;
  /** Why there is no diagnosis, or no whole one. */
  failure: Failure | undefined;
}

export const NO_DIAGNOSIS: Diagnosis = { isRunning: false, steps: [], report: "", failure: undefined };
