// What the page asks of the local server that serves it: tokens, which a page gets nowhere else, and a diagnosis,
// because the server sees what a browser hides.

import type { TokenAnswer } from "sne-cotation";
import type { Language } from "../messages/index.ts";
import type { DoctorReport, DoctorStep } from "./diagnosis.ts";
import { localServerSilent, readFailure, RelayError, sessionOver } from "./failure.ts";
import type { Form } from "./form.ts";
import type { Credentials, EnvironmentName } from "./settings.ts";

export interface TokenQuestion extends Credentials {
  environment: EnvironmentName;
  scope?: string | undefined;
  language: Language;
  /** The token that the gateway refused, so that another comes. */
  rejected?: string | undefined;
}

/** How the page's own calls go. */
export const sendFromPage = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

const TOKEN = "/api/token";
const CREDENTIALS = "/api/credentials";
const DIAGNOSIS = "/api/diagnosis";
/** The code of a refusal for want of the session's cookie. */
const NO_SESSION = "no-session";

/** A token; rejects with a `RelayError` that says what the authorisation server, or the relay, had against it. */
export async function askForToken(question: TokenQuestion, signal: AbortSignal): Promise<TokenAnswer> {
  const headers = { "Content-Type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(question), signal };
  const answer = await ask(TOKEN, init, question.language);
  return (await answer.json()) as TokenAnswer;
}

/** Makes the local server forget the page's credentials and tokens. It goes through while the page is being left. */
export async function forgetPage(): Promise<void> {
  // A server that is not there has nothing to forget.
  await fetch(TOKEN, { method: "DELETE", keepalive: true }).catch(() => undefined);
}

/** The same, and those of a run, which stops. */
export async function forgetAll(): Promise<void> {
  await fetch(CREDENTIALS, { method: "DELETE" }).catch(() => undefined);
}

/** What the local server answers; rejects with a `RelayError` that says what it has against the question. */
export async function ask(path: string, init: RequestInit, language: Language): Promise<Response> {
  const answer = await fetch(path, { ...init, cache: "no-store" }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new RelayError(localServerSilent(language));
  });
  if (answer.ok) return answer;
  const said: unknown = await answer.json().catch(() => undefined);
  const failure = readFailure(said, language);
  if (failure?.code === NO_SESSION) throw new RelayError(sessionOver(language));
  throw new RelayError(failure ? { ...failure, isRelayed: true } : localServerSilent(language));
}

export interface DiagnosisQuestion {
  form: Form;
  language: Language;
  /** As much of the contract as a diagnosis needs; undefined where that goes as without one. */
  contract: object | undefined;
  tryOtherEnvironment: boolean;
}

/** The steps of a diagnosis that the local server makes: one line of JSON each, as soon as it is known. */
export async function* diagnoseThere(
  question: DiagnosisQuestion,
  signal: AbortSignal,
): AsyncGenerator<DoctorStep | DoctorReport> {
  const { form, language, contract, tryOtherEnvironment } = question;
  const { clientId, clientSecret, scope } = form.values;
  const wish = { environment: form.environment, clientId, clientSecret, language, contract, tryOtherEnvironment };
  const body = JSON.stringify({ ...wish, ...(scope.trim() !== "" && { scope: scope.trim() }) });
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(DIAGNOSIS, { method: "POST", headers, body, signal }, language);
  for await (const line of linesOf(answer)) yield JSON.parse(line) as DoctorStep | DoctorReport;
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value = "" } = (await reader?.read()) ?? { done: true };
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (done) return;
  }
}
