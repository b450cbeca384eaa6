// Makes a diagnosis: the package's own, made by the local server, which sees what a browser hides; then one step more,
// which only the page can make.

import type { Language } from "../messages/index.ts";
import { translatorFor } from "../messages/index.ts";
import type { Connection } from "./connection.ts";
import type { Contract } from "./contract.ts";
import type { DoctorReport, DoctorStep } from "./diagnosis.ts";
import { failureFrom } from "./failure.ts";
import { contractToDiagnose, firstCall } from "./first-call.ts";
import type { Route } from "./forward.ts";
import type { Form } from "./form.ts";
import { diagnoseThere } from "./local-server.ts";

/** What is diagnosed: the form as it is, in a language, and the connection that the page has. */
export interface DiagnosisTarget {
  form: Form;
  route: Route;
  language: Language;
  connection: Connection;
  contract: Contract | undefined;
}

export interface DoctorOptions {
  /** Sends the credentials to the other environment too. */
  tryOtherEnvironment: boolean;
  signal: AbortSignal;
}

/** The steps, each as soon as it is known, and the report. */
export async function* diagnose(
  target: DiagnosisTarget,
  options: DoctorOptions,
): AsyncGenerator<DoctorStep | DoctorReport> {
  const { form, language } = target;
  const contract = contractToDiagnose(target.contract);
  const { tryOtherEnvironment, signal } = options;
  let hasFailed = false;
  for await (const told of diagnoseThere({ form, language, contract, tryOtherEnvironment }, signal)) {
    hasFailed ||= "status" in told && told.status === "failed";
    yield told;
  }
  yield hasFailed
    ? skipped({ message: translatorFor(language)("doctor.page.skipped") }, language)
    : await fromThePage(target, signal);
}

/** The same call, made by the page: what the server sees may still be kept from it. */
async function fromThePage(
  { connection, route, contract, language }: DiagnosisTarget,
  signal: AbortSignal,
): Promise<DoctorStep> {
  if (route === "server") return skipped({ advice: translatorFor(language)("doctor.page.elsewhere") }, language);
  const t = translatorFor(language);
  const call = firstCall(contract);
  if (call === undefined) return skipped({ advice: t("doctor.page.noSafe") }, language);
  const step = { id: "page", title: t("doctor.page"), evidence: [], causes: [] };
  try {
    const { status } = await connection.call(call, signal);
    const evidence = [{ text: `${call.operation.method} ${call.operation.path}: ${status}` }];
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

function skipped(why: Partial<Pick<DoctorStep, "message" | "advice">>, language: Language): DoctorStep {
  const t = translatorFor(language);
  const nothing = { message: "", evidence: [], causes: [], advice: "" };
  return { id: "page", status: "skipped", title: t("doctor.page"), ...nothing, ...why };
}
