// The texts of a diagnosis, and the lists by which the core numbers what it says (crates/diagnosis/src/messages).

import type { DiagnosisStep, DiagnosisStepId, GuidePlace } from "../../types/index.d.ts";

/** By their numbers. */
export interface Ids {
  steps: DiagnosisStepId[];
  statuses: DiagnosisStep["status"][];
  probes: ProbeId[];
  findings: string[];
  causes: string[];
  guides: GuidePlace[];
}

export type ProbeId =
  | "ask-server"
  | "token"
  | "other-token"
  | "ask-gateway"
  | "healthcheck"
  | "healthcheck-again"
  | "store";

/** Texts in one language. */
export interface Catalogue {
  steps: Record<DiagnosisStepId, string>;
  findings: Record<string, { message: string; advice?: string }>;
  causes: Record<string, { message: string; advice: string }>;
  words: Record<string, string>;
}

/** Those that are needed where no diagnosis has run: of its steps, of a report, of a step that was not looked at. */
export interface ReportTexts {
  steps: Catalogue["steps"];
  report: Record<string, string>;
  skipped: { message: string; advice: string };
}

/** What the core says of a step. */
export interface Verdict {
  id: DiagnosisStepId;
  status: DiagnosisStep["status"];
  finding: string;
  /** The step because of which this one was not looked at. */
  blocker: DiagnosisStepId;
  /** What was asked for it. */
  probes: ProbeId[];
  causes: { id: string; guide?: GuidePlace }[];
}
