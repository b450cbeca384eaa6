// The calls of a session as a file to keep or to send. No token and no credentials are in it; what was sent and what
// came back, which may be personal data, only when the person wants that.

import type { Exchange } from "../model/exchange.ts";
import { writeJson } from "../json-editor/write-json.ts";

export interface ExportOptions {
  /** Parameters, headers and bodies too. */
  withContents: boolean;
}

/** JSON, a call an element, in the order in which they were made. */
export function exported(exchanges: readonly Exchange[], { withContents }: ExportOptions): string {
  const calls = exchanges.map((exchange) => ({
    ...factsOf(exchange),
    ...(withContents && contentsOf(exchange)),
  }));
  return `${writeJson({ calls }, shown)}\n`;
}

function factsOf({ call: { operation }, environment, startedAt, ended }: Exchange): Record<string, unknown> {
  const { id, method, path } = operation;
  const begun = new Date(startedAt).toISOString();
  return { operation: id, method, path, environment, startedAt: begun, ...(ended && endOf(ended)) };
}

function endOf({ outcome, milliseconds, forToken, events }: NonNullable<Exchange["ended"]>): Record<string, unknown> {
  const times = { milliseconds: Math.round(milliseconds), forToken: Math.round(forToken) };
  // Events hold no secret, no address and no body: what they have is the client's promise.
  const steps = events.map(({ type, time, attempt, duration, status, reason, kind, cause }) => ({
    ...{ type, time, attempt, duration, status, reason, kind, cause },
  }));
  if (outcome.type === "answer") return { outcome: "answer", status: outcome.answer.status, ...times, steps };
  if (outcome.type === "cancelled") return { outcome: "cancelled", ...times, steps };
  const { kind, code, status, message } = outcome.failure;
  return { outcome: "failure", kind, code, status, message, ...times, steps };
}

function contentsOf({ call: { parameters }, ended }: Exchange): Record<string, unknown> {
  const outcome = ended?.outcome;
  if (outcome?.type === "failure") return { parameters, ...outcome.failure.body };
  if (outcome?.type !== "answer") return { parameters };
  const { headers, data } = outcome.answer;
  return { parameters, headers: Object.fromEntries(headers), data };
}

/** What JSON has no word for is told by its size. */
function shown(value: object): unknown {
  if (value instanceof Blob) return { file: value instanceof File ? value.name : "", bytes: value.size };
  return ArrayBuffer.isView(value) ? { bytes: value.byteLength } : value;
}
