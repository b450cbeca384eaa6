// The diagnosis: the package's own, made by the local server, which sees what a browser hides; then one step more,
// which only the page can make.

import type { Language } from "../messages/index.ts";
import { translatorFor } from "../messages/index.ts";
import type { Connection } from "./connection.ts";
import { type Failure, failureFrom } from "./failure.ts";
import type { Form } from "./form.ts";
import { diagnoseThere } from "./local-server.ts";

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

export interface Patient {
  form: Form;
  language: Language;
  connection: Connection;
}

export interface DoctorOptions {
  /** Sends the credentials to the other environment too. */
  tryOtherEnvironment: boolean;
  signal: AbortSignal;
}

/** The steps, each as soon as it is known, and the report. */
export async function* diagnose(patient: Patient, options: DoctorOptions): AsyncGenerator<DoctorStep | DoctorReport> {
  const { form, language } = patient;
  const { tryOtherEnvironment, signal } = options;
  let hasFailed = false;
  for await (const told of diagnoseThere({ form, language, tryOtherEnvironment }, signal)) {
    hasFailed ||= "status" in told && told.status === "failed";
    yield told;
  }
  yield hasFailed ? skipped(language) : await fromThePage(patient, signal);
}

/** The same call, made by the page: what the server sees may still be kept from it. */
async function fromThePage({ connection, language }: Patient, signal: AbortSignal): Promise<DoctorStep> {
  const t = translatorFor(language);
  const step = { id: "page", title: t("doctor.page"), evidence: [], causes: [] };
  try {
    const { status } = await connection.call(PAGE_CALL, signal);
    const evidence = [{ text: `GET /healthcheck: ${status}` }];
    return { ...step, status: "ok", message: t("doctor.page.ok"), evidence, advice: "" };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const { kind, message, advice = "" } = failureFrom(thrown, language);
    if (kind !== "network") return { ...step, status: "failed", message, advice };
    const cause = { id: "origin", message: t("doctor.page.origin", { origin: location.origin }), advice };
    return {
      ...step,
      status: "failed",
      message: t("doctor.page.failed"),
      causes: [cause],
      advice: t("doctor.page.advice"),
    };
  }
}

const PAGE_CALL = {
  operation: { id: "healthcheck", method: "GET", path: "/healthcheck", isBuiltIn: true },
  parameters: {},
};

function skipped(language: Language): DoctorStep {
  const t = translatorFor(language);
  const nothing = { message: t("doctor.page.skipped"), evidence: [], causes: [], advice: "" };
  return { id: "page", status: "skipped", title: t("doctor.page"), ...nothing };
}
