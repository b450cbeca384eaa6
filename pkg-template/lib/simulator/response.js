// From an answer of the platform to a `Response`, with its delays, pieces and cuts.

import { sleep } from "./sleep.js";

/** Statuses of which a `Response` takes no body. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * @param {import("./engine.js").Answer} answer
 * @param {{ method: string, url: string, redirected: boolean, signal?: AbortSignal, headers: [string, string][] }} context
 * @returns {Response}
 */
export function toResponse(answer, { method, url, redirected, signal, headers }) {
  const { status } = answer;
  const none = method === "HEAD" || WITHOUT_BODY.includes(status);
  const response = new Response(none ? null : bodyOf(answer, signal), { status, headers });
  Object.defineProperties(response, { url: { value: url }, redirected: { value: redirected } });
  return response;
}

function bodyOf(answer, signal) {
  const atOnce = answer.chunkSize === null && answer.chunkDelay === 0 && answer.truncateAfter === null;
  return atOnce ? answer.body : slowBody(answer, signal);
}

/** A real stream: nothing is sent that was not asked for, and an abort breaks it off with the signal's own reason. */
function slowBody(answer, signal) {
  const pieces = piecesOf(answer);
  const cancelled = new AbortController();
  const pull = async (controller) => {
    const { value, done } = pieces.next();
    if (done) return finish(controller, answer);
    await sleep(answer.chunkDelay, signal, cancelled.signal);
    controller.enqueue(value);
  };
  return new ReadableStream({ pull, cancel: () => cancelled.abort() }, { highWaterMark: 0 });
}

function finish(controller, { body, truncateAfter }) {
  if (truncateAfter === null || truncateAfter >= body.length) return controller.close();
  const cause = Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" });
  controller.error(new TypeError("terminated", { cause }));
}

/** The pieces in which the body travels, up to where it is cut. */
export function* piecesOf({ body, chunkSize, truncateAfter }) {
  const end = Math.min(body.length, truncateAfter ?? body.length);
  const size = chunkSize ?? Math.max(end, 1);
  for (let start = 0; start < end; start += size) yield body.slice(start, Math.min(start + size, end));
}
