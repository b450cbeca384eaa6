// What went wrong, in the one form that the page shows: that of an SneError's toJSON, wherever it was thrown.

import type { SneErrorKind, SneMistake } from "sne-cotation";
import { type Language, translatorFor, typeset } from "../messages/index.ts";

/** A failure, in the language in which it was put into words. */
export interface Failure {
  /** "request" also for what the local server refuses, "page" for mistakes of the page itself. */
  kind: SneErrorKind | "page";
  message: string;
  advice?: string | undefined;
  code?: string | undefined;
  status?: number | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
  /** What is in the words of a refusal of the local server's. */
  facts?: Readonly<Record<string, string>> | undefined;
  /** Whether it is between the page and the server that serves it. */
  isLocal?: boolean | undefined;
  /** Whether the local server told it: no browser hid anything of it. */
  isRelayed?: boolean | undefined;
  /** What was behind it, in its own words. */
  cause?: string | undefined;
  /** Of a call that does not fit the contract: every mistake in its parameters. */
  mistakes?: readonly SneMistake[] | undefined;
  /** What came, where something did: it may hold personal data. */
  body?: { data: unknown } | undefined;
  language: Language;
}

/** What the local server's relay answered in place of a token. */
export class RelayError extends Error {
  override name = "RelayError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Anything thrown, as a failure. */
export function failureFrom(thrown: unknown, language: Language): Failure {
  if (thrown instanceof RelayError) return thrown.failure;
  return readFailure(thrown, language) ?? unexpected(thrown, language);
}

/** An SneError, or the JSON of one; undefined when it is neither. */
export function readFailure(given: unknown, language: Language): Failure | undefined {
  if (!isRecord(given) || !isText(given.kind) || !isText(given.message)) return undefined;
  const { kind, message, advice, code, status, retryAfter, cause, errors, body, facts } = given;
  return {
    kind: kind as Failure["kind"],
    message: typeset(message, language),
    advice: isText(advice) ? typeset(advice, language) : undefined,
    code: isText(code) ? code : undefined,
    status: typeof status === "number" ? status : undefined,
    retryAfter: typeof retryAfter === "number" ? retryAfter : undefined,
    cause: isRecord(cause) && isText(cause.message) ? cause.message : undefined,
    mistakes: Array.isArray(errors) ? mistakesIn(errors, language) : undefined,
    facts: isRecord(facts) ? (facts as Record<string, string>) : undefined,
    body: body === undefined || body === "" ? undefined : { data: body },
    language,
  };
}

const mistakesIn = (errors: SneMistake[], language: Language) =>
  errors.map((mistake) => ({ ...mistake, message: typeset(mistake.message, language) }));

/** The local server is not there: the one failure that nobody else can put into words. */
export function localServerSilent(language: Language): Failure {
  const t = translatorFor(language);
  const advice = t("failure.localServer.advice");
  return { kind: "network", isLocal: true, message: t("failure.localServer"), advice, language };
}

/** The local server has been restarted, or the browser has dropped its cookies. */
export function sessionOver(language: Language): Failure {
  const t = translatorFor(language);
  return { kind: "request", message: t("failure.session"), advice: t("failure.session.advice"), language };
}

/** A token that was pasted cannot be renewed here. */
export function pastedTokenRefused(language: Language): Failure {
  const t = translatorFor(language);
  const advice = t("failure.pastedToken.advice");
  return { kind: "credentials", message: t("failure.pastedToken"), advice, language };
}

function unexpected(thrown: unknown, language: Language): Failure {
  const t = translatorFor(language);
  const message = t("failure.unexpected", { reason: String(thrown) });
  return { kind: "page", message, advice: t("failure.unexpected.advice"), language };
}

function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === "object" && given !== null;
}

function isText(given: unknown): given is string {
  return typeof given === "string";
}
