// The page's second route: what it would send to the API itself, sent by this server. A browser keeps from a page what
// the gateway does not declare for its origin; here nothing is hidden: statuses, headers, why there is no answer. It
// goes to the APIs that the page may call anyway, and to nobody else.

import { pipeline } from "node:stream/promises";
import { readBytes, Refusal } from "./http.js";
import { goneSignal } from "./question.js";

/**
 * @import { ServerResponse } from "node:http"
 * @import { Route, Routes } from "./site.ts"
 */

/** What the client itself reads of an answer, and some more; of a body that is sent, as much. */
const LONGEST = 64 * 1024 * 1024;
const NEWLINE = 0x0a;
/** The header in which an answer's own status and headers go to the page. */
const ANSWER = "X-Sne-Answer";

/** What is asked: the first line, in JSON; behind it, the body as it is. */
/** @typedef {{ method: string, url: string, headers: [name: string, value: string][], hasBody: boolean }} Wish */

/**
 * @param {string[]} origins of the APIs
 * @returns {Routes}
 */
export function forwarderTo(origins) {
  /** @type {Route} */
  const forward = async (request, response) => {
    const { wish, body } = asked(await readBytes(request, LONGEST));
    if (!URL.canParse(wish.url) || !origins.includes(new URL(wish.url).origin))
      throw new Refusal(403, "this is the address of none of the APIs");
    const signal = goneSignal(response);
    try {
      const { method, headers, hasBody } = wish;
      const init = { method, headers, signal, redirect: /** @type {const} */ ("manual") };
      const answer = await fetch(wish.url, hasBody ? { ...init, body } : init);
      await pass(answer, response);
    } catch (error) {
      if (signal.aborted || response.headersSent) return void response.destroy();
      tell(response, { failure: failureOf(error) });
      response.end();
    }
  };
  return { "POST /api/forward": forward };
}

/**
 * @param {Buffer} bytes
 * @returns {{ wish: Wish, body: Uint8Array<ArrayBuffer> }}
 */
function asked(bytes) {
  const end = bytes.indexOf(NEWLINE);
  try {
    return {
      wish: Object(JSON.parse(bytes.subarray(0, end).toString("utf8"))),
      body: new Uint8Array(bytes.subarray(end + 1)),
    };
  } catch {
    throw new Refusal(400, "the first line is no JSON");
  }
}

/**
 * @param {Response} answer
 * @param {ServerResponse} response
 */
async function pass(answer, response) {
  tell(response, { status: answer.status, headers: [...answer.headers] });
  await pipeline(answer.body ?? [], response);
}

/**
 * @param {ServerResponse} response
 * @param {object} what
 */
function tell(response, what) {
  response.writeHead(200, {
    "Content-Type": "application/octet-stream",
    "Cache-Control": "no-store",
    [ANSWER]: encodeURIComponent(JSON.stringify(what)),
  });
}

/**
 * Why there is no answer, as the platform says it.
 * @param {unknown} error
 */
function failureOf(error) {
  const { message, cause } = /** @type {Error} */ (error);
  const { code, message: reason = message } = /** @type {NodeJS.ErrnoException} */ (cause ?? {});
  return { message: reason, ...(typeof code === "string" && { code }) };
}
