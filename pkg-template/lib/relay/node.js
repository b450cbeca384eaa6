// A relay behind `node:http`, Express, Connect, or whatever gives Node's own request and response. It imports nothing
// of Node, so that it can live beside the rest.

import { globalOf } from "../platform/globals.js";

/**
 * @import { NodeRequestLike, NodeResponseLike } from "../../types/relay.d.ts"
 *
 * What Node, Express and the like have besides.
 * @typedef {object} More
 * @property {string} [originalUrl]
 * @property {unknown} [body]
 * @property {number} [httpVersionMajor]
 * @property {(options: { destroyOnReturn: boolean }) => AsyncIterator<Uint8Array>} iterator
 *
 * @typedef {NodeRequestLike & More} Incoming
 * @typedef {NodeResponseLike & { destroyed?: boolean }} Outgoing
 */

/** @type {typeof import("../../types/relay.d.ts").toNodeHandler} */
export function toNodeHandler(relay) {
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    const onClose = () => gone.abort();
    outgoing.once("close", onClose);
    let failure = 400;
    try {
      // Throws for what the standard cannot express, such as the method TRACE.
      const request = requestOf(/** @type {Incoming} */ (incoming), gone.signal);
      failure = 500;
      await send(await relay(request), { incoming: /** @type {Incoming} */ (incoming), outgoing });
    } catch {
      fail(outgoing, failure);
    } finally {
      outgoing.off("close", onClose);
    }
  };
}

/**
 * @param {Incoming} incoming
 * @param {AbortSignal} signal
 */
function requestOf(incoming, signal) {
  const { method } = incoming;
  // Only the path is true: neither the scheme nor the host that the client saw is known for certain here.
  const { pathname, search } = new URL(`http://localhost${pathOf(incoming)}`);
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? { body: bodyOf(incoming), duplex: "half" } : {};
  const init = { method, headers: headersOf(incoming), signal, ...body };
  return new (globalOf("Request"))(`http://localhost${pathname}${search}`, /** @type {RequestInit} */ (init));
}

/**
 * Express takes the place where a handler is mounted off `url`.
 * @param {Incoming} incoming
 */
function pathOf({ originalUrl, url }) {
  const path = originalUrl ?? url ?? "";
  return path.startsWith("/") ? path : "/";
}

/** @param {Incoming} incoming */
function headersOf({ headers }) {
  const copy = new (globalOf("Headers"))();
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has its own, such as ":path".
    if (name.startsWith(":")) continue;
    for (const one of [value].flat()) copy.append(name, /** @type {string} */ (one));
  }
  return copy;
}

/**
 * What a body parser has already read is written again: the stream is at its end.
 * @param {Incoming} incoming
 */
function bodyOf(incoming) {
  const { body } = incoming;
  if (body === undefined) return streamOf(incoming);
  return typeof body === "string" || ArrayBuffer.isView(body) ? body : JSON.stringify(body);
}

/**
 * The body, piece by piece, on demand: the relay reads none before the caller is authorised, and stops at its limit.
 * @param {Incoming} incoming
 */
function streamOf(incoming) {
  /** @type {AsyncIterator<Uint8Array> | undefined} */
  let pieces;
  return new (globalOf("ReadableStream"))(
    {
      async pull(controller) {
        // The connection stays: the refusal is still to be sent on it.
        pieces ??= incoming.iterator({ destroyOnReturn: false });
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
      async cancel() {
        await pieces?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * @param {Response} response
 * @param {{ incoming: Incoming, outgoing: Outgoing }} to
 */
async function send(response, { incoming, outgoing }) {
  const body = new Uint8Array(await response.arrayBuffer());
  if (outgoing.destroyed || outgoing.headersSent) return;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  // The rest of a request that was not read whole would be taken for the next one, or read for nothing.
  if (!incoming.complete && incoming.httpVersionMajor === 1) outgoing.setHeader("Connection", "close");
  outgoing.statusCode = response.status;
  outgoing.end(body);
}

/**
 * Without a word: it could repeat what is nobody's business.
 * @param {Outgoing} outgoing
 * @param {number} status
 */
function fail(outgoing, status) {
  if (outgoing.destroyed || outgoing.headersSent) return;
  outgoing.statusCode = status;
  outgoing.setHeader("Cache-Control", "no-store");
  outgoing.setHeader("Connection", "close");
  outgoing.end();
}
