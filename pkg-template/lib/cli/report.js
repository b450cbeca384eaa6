// What is told of a failure on standard error, and the exit code: 1 the command failed, 2 wrong usage.

import { Interrupted } from "./interruption.js";
import { Failure, UsageError } from "./problems.js";

/** Tells a failure and gives the exit code. An interruption needs no words: the person knows. */
export function report(error, { t, json, note, paintNotes }) {
  if (error instanceof Interrupted) return error.exitCode;
  if (json) note(JSON.stringify(plain(error, t)));
  else note(words(error, t, paintNotes).join("\n"));
  return isUsage(error) ? 2 : 1;
}

/** What the client says of its options is about the command line, too: nothing was sent. */
function isUsage(error) {
  return error instanceof UsageError || (isClients(error) && error.kind === "config");
}

/** By its name, so that a failure before the client is loaded does not load it. */
function isClients(error) {
  return error?.name === "SneError";
}

/** As SneError's toJSON has it: `name`, `kind`, `message`, `advice`, … */
function plain(error, t) {
  if (isClients(error)) return error.toJSON();
  const { name, message } = error;
  if (error instanceof UsageError) return { name, kind: "usage", message, advice: seeHelp(error, t) };
  if (error instanceof Failure) return { name, kind: "failure", message };
  return { name: "Failure", kind: "unexpected", message: unexpected(error, t) };
}

function words(error, t, paint) {
  const told = (message) => `${paint.red("sne-cotation:")} ${message}`;
  if (isClients(error)) return clientWords(error, t, told);
  if (error instanceof UsageError) return [told(error.message), seeHelp(error, t)];
  return [told(error instanceof Failure ? error.message : unexpected(error, t))];
}

function clientWords(error, t, told) {
  const { kind, code, status, retryAfter, attempts, cause, errors = [] } = error;
  const mistakes = errors.map(({ pointer, message }) => `${pointer} ${message}`);
  const facts = Object.entries({ kind, code, status, retryAfter, attempts: attempts || undefined, cause: cause?.code });
  return [
    // The message has the mistakes on one line; below, each has its own.
    told(error.message.replace(mistakes.join("; "), "").trimEnd()),
    ...mistakes.map((mistake) => `  ${mistake}`),
    error.advice,
    `(${facts.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`).join(", ")})`,
  ];
}

function seeHelp({ command }, t) {
  return t("usage.seeHelp", { command: command === undefined ? "" : ` ${command}` });
}

function unexpected(error, t) {
  return t("failure.unexpected", { reason: error?.stack ?? String(error) });
}
