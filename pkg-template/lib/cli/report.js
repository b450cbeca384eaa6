// Reports a failure on standard error, and gives the exit code: 1 the command failed, 2 wrong usage.

import { usesProxy } from "../platform/proxies.js";
import { Interrupted } from "./interruption.js";
import { talksToMiniature } from "./miniature.js";
import { Failure, UsageError } from "./problems.js";
import { wrap } from "./table.js";

/**
 * @import { SneError } from "../error.js"
 * @import { FailedContext, Translate } from "./command.ts"
 */

/**
 * Reports a failure and gives the exit code. An interruption is not reported: the person made it.
 * @param {unknown} error
 * @param {FailedContext} context
 * @returns {number}
 */
export function report(error, context) {
  const { t, json, note } = context;
  if (error instanceof Interrupted) return error.exitCode;
  if (json) note(JSON.stringify(plain(error, t)));
  else note([...words(error, context).flatMap((line) => wrap(line, width())), ...bodyLines(error, t)].join("\n"));
  return isUsage(error) ? 2 : 1;
}

/** Lines are as long as a terminal is wide; elsewhere, what reads them wraps them itself. */
function width() {
  return process.stderr.isTTY ? Math.max(process.stderr.columns, 40) : Infinity;
}

/**
 * What the client says of its options is about the command line, too: nothing was sent.
 * @param {unknown} error
 */
function isUsage(error) {
  return error instanceof UsageError || (isClients(error) && error.kind === "config");
}

/**
 * By its name, so that a failure before the client is loaded does not load it.
 * @param {unknown} error
 * @returns {error is SneError}
 */
function isClients(error) {
  return /** @type {Error | undefined} */ (error)?.name === "SneError";
}

/**
 * As SneError's toJSON has it: `name`, `kind`, `message`, `advice`, …
 * @param {unknown} error
 * @param {Translate} t
 */
function plain(error, t) {
  if (isClients(error)) return { ...error.toJSON(), ...(hasBody(error) && { body: error.body }) };
  if (error instanceof UsageError) {
    const { name, message } = error;
    return { name, kind: "usage", message, advice: seeHelp(error, t) };
  }
  if (error instanceof Failure) return { name: error.name, kind: "failure", message: error.message };
  return { name: "Failure", kind: "unexpected", message: unexpected(error, t) };
}

/**
 * @param {unknown} error
 * @param {FailedContext} context
 * @returns {string[]}
 */
function words(error, context) {
  const { t, paintNotes } = context;
  /** @param {string} message */
  const told = (message) => `${paintNotes.red("sne-cotation:")} ${message}`;
  if (isClients(error)) return clientWords(error, told, context);
  if (error instanceof UsageError) return [told(error.message), seeHelp(error, t)];
  return [told(error instanceof Failure ? error.message : unexpected(error, t))];
}

/**
 * @param {SneError} error
 * @param {(message: string) => string} told
 * @param {FailedContext} context
 */
function clientWords(error, told, context) {
  const { kind, code, status, retryAfter, attempts, cause, errors = [] } = error;
  const mistakes = errors.map(({ pointer, message }) => `${pointer} ${message}`);
  const facts = Object.entries({
    kind,
    code,
    status,
    retryAfter,
    attempts: attempts || undefined,
    cause: /** @type {{ code?: unknown } | undefined} */ (cause)?.code,
  });
  return [
    // The message has the mistakes on one line; below, each has its own.
    told(asTyped(error.message.replace(mistakes.join("; "), "").trimEnd(), error)),
    ...mistakes.map((mistake) => `  ${mistake}`),
    asTyped(error.advice, error),
    ...hints(error, context),
    `(${facts
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${value}`)
      .join(", ")})`,
  ];
}

/**
 * Whether an error has the body of the answer that failed: it does where --show-error-body is given.
 * @param {unknown} error
 * @returns {error is SneError & { body: unknown }}
 */
function hasBody(error) {
  return isClients(error) && "body" in error;
}

/**
 * The body of the answer that failed, not wrapped: it is to be read as it came.
 * @param {unknown} error
 * @param {Translate} t
 */
function bodyLines(error, t) {
  if (!hasBody(error)) return [];
  const { body } = error;
  const text = typeof body === "string" ? body.trimEnd() : JSON.stringify(body, null, 2);
  return text === "" ? [t("failure.noBody")] : [t("failure.body"), text];
}

/**
 * Options by the names that they have here.
 * @param {string} text
 * @param {SneError} error
 */
function asTyped(text, { kind }) {
  /** @type {Record<string, string>} */
  const names = {
    tokenUrl: "--token-url",
    apiUrl: "--api-url",
    clientId: "SNE_CLIENT_ID",
    clientSecret: "SNE_CLIENT_SECRET",
    maxResponseBytes: "--max-bytes",
  };
  const known = new RegExp(`\\b(${Object.keys(names).join("|")})\\b`, "g");
  return kind === "config" ? text.replace(known, (name) => names[name]) : text;
}

/**
 * What the client cannot know: what it was that did not answer, and what stands in the way.
 * @param {SneError} error
 * @param {FailedContext} context
 */
function hints({ kind, advice }, context) {
  if (kind !== "network" && kind !== "timeout") return [];
  const { t } = context;
  if (talksToMiniature(context)) return [t("hint.simulator")];
  // The client knows whether it is the proxy that is missing; not that the command can do something about it.
  if (advice.includes("HTTPS_PROXY")) {
    // Where Node could have used one, only that of ALL_PROXY was left aside.
    const isUnusable = process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
    return [isUnusable ? t("proxy.badAddress", { name: "ALL_PROXY" }) : t("hint.proxy", { version: process.version })];
  }
  return usesProxy() ? [t("hint.throughProxy")] : [];
}

/**
 * @param {UsageError} error
 * @param {Translate} t
 */
function seeHelp({ command }, t) {
  return t("usage.seeHelp", { command: command === undefined ? "" : ` ${command}` });
}

/**
 * @param {unknown} error
 * @param {Translate} t
 */
function unexpected(error, t) {
  return t("failure.unexpected", { reason: /** @type {Error | undefined} */ (error)?.stack ?? String(error) });
}
