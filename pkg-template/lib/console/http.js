// The few things that every answer of the console's server needs.

import { promisify } from "node:util";
import { gzip } from "node:zlib";

/**
 * @import { IncomingMessage, ServerResponse } from "node:http"
 * @import { SiteFile } from "./site.ts"
 */

const compress = promisify(gzip);
/**
 * Compressed bodies, by the bytes that they were made of: each file is compressed once.
 * @type {WeakMap<Buffer, Promise<Buffer>>}
 */
const compressed = new WeakMap();

/** A request that is not served, and why. Nothing of the request is repeated in it. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {string} [code] by which the page knows a refusal for which it has words of its own
   */
  constructor(status, message, code) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** In the form of an SneError's, so that the page reads one form only. */
  toJSON() {
    const { status, message, code } = this;
    return { name: "ConsoleError", kind: "request", status, message, code };
  }
}

/**
 * Sends a whole body; Node itself leaves it out after HEAD.
 * @param {ServerResponse} response
 * @param {SiteFile & { status?: number }} content
 */
export function send(response, { status = 200, type, cache, body }) {
  response.writeHead(status, { "Content-Type": type, "Content-Length": body.length, "Cache-Control": cache });
  response.end(body);
}

/**
 * Sends a file, compressed if the browser accepts that.
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {SiteFile} file
 */
export async function sendFile({ headers }, response, { type, cache, body }) {
  response.setHeader("Vary", "Accept-Encoding");
  if (!/\bgzip\b/.test(headers["accept-encoding"] ?? "")) return send(response, { type, cache, body });
  const small = compressed.get(body) ?? compress(body);
  compressed.set(body, small);
  response.setHeader("Content-Encoding", "gzip");
  send(response, { type, cache, body: await small });
}

/**
 * Sends JSON that nobody keeps: it may hold a token.
 * @param {ServerResponse} response
 * @param {number} status
 * @param {unknown} value
 */
export function sendJson(response, status, value) {
  send(response, { status, type: "application/json", cache: "no-store", body: Buffer.from(JSON.stringify(value)) });
}

/**
 * The JSON of a request, which must say that it is JSON: a form on another site cannot.
 * @param {IncomingMessage} request
 * @param {number} longest
 */
export async function readJson(request, longest) {
  const [type] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") throw new Refusal(415, "the body must be application/json");
  const bytes = await readBytes(request, longest);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
}

/**
 * The body of a request, as long as it is not longer than that.
 * @param {IncomingMessage} request
 * @param {number} longest
 */
export async function readBytes(request, longest) {
  const pieces = [];
  let length = 0;
  // Not destroyed when we stop reading: the refusal still has to be sent on the same connection.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    length += piece.length;
    if (length > longest) throw new Refusal(413, `the body is longer than ${longest} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
