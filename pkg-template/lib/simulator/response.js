// From an answer of the platform to a `Response`, with its delays, pieces and cuts.

import { sleep } from "./sleep.js";
import { globalOf } from "../platform/globals.js";

/** @import { Answer, Header } from "./exchange.ts" */

/** Statuses of which a `Response` takes no body. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * @param {Answer} answer
 * @param {{ method: string, url: string, redirected: boolean, signal?: AbortSignal, headers: Header[] }} context
 * @returns {Response}
 */
export function toResponse(answer, { method, url, redirected, signal, headers }) {
  const { status } = answer;
  const none = method === "HEAD" || WITHOUT_BODY.includes(status);
  const response = new (globalOf("Response"))(none ? null : bodyOf(answer, signal), { status, headers });
  Object.defineProperties(response, { url: { value: url }, redirected: { value: redirected } });
  return response;
}

/**
 * @param {Answer} answer
 * @param {AbortSignal} [signal]
 */
function bodyOf(answer, signal) {
  const atOnce = answer.chunkSize === null && answer.chunkDelay === 0 && answer.truncateAfter === null;
  return atOnce ? answer.body : slowBody(answer, signal);
}

/**
 * A real stream: nothing is sent that was not asked for, and an abort breaks it off with the signal's own reason.
 * @param {Answer} answer
 * @param {AbortSignal} [signal]
 */
function slowBody(answer, signal) {
  const pieces = piecesOf(answer);
  const cancelled = new (globalOf("AbortController"))();
  /** @param {ReadableStreamDefaultController<Uint8Array>} controller */
  const pull = async (controller) => {
    const { value, done } = pieces.next();
    if (done) return finish(controller, answer);
    await sleep(answer.chunkDelay, signal, cancelled.signal);
    controller.enqueue(value);
  };
  return new (globalOf("ReadableStream"))({ pull, cancel: () => cancelled.abort() }, { highWaterMark: 0 });
}

/**
 * @param {ReadableStreamDefaultController<Uint8Array>} controller
 * @param {Answer} answer
 */
function finish(controller, { body, truncateAfter }) {
  if (truncateAfter === null || truncateAfter >= body.length) return controller.close();
  const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
  controller.error(new TypeError("terminated", { cause }));
}

/**
 * The pieces in which the body travels, up to where it is cut.
 * @param {Answer} answer
 */
export function* piecesOf({ body, chunkSize, truncateAfter }) {
  const end = Math.min(body.length, truncateAfter ?? body.length);
  const size = chunkSize ?? Math.max(end, 1);
  for (let start = 0; start < end; start += size) yield body.slice(start, Math.min(start + size, end));
}
