// A fetch that sends a body with GET and HEAD, as those of some platforms do and the web's does not: contracts have
// such operations. Everything else is the platform's own.

import { request } from "node:http";

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
export async function fetchWithAnyBody(url, init = {}) {
  const { method = "GET", body, headers, signal } = init;
  if (!/^(GET|HEAD)$/i.test(method) || body === undefined || body === null) return fetch(url, init);
  const content = new Response(/** @type {BodyInit} */ (body));
  const bytes = Buffer.from(await content.arrayBuffer());
  const type = content.headers.get("content-type");
  const lines = { ...(type === null ? {} : { "content-type": type }), ...Object.fromEntries(new Headers(headers)) };
  return new Promise((resolve, reject) => {
    const options = { method, signal: signal ?? undefined, headers: { ...lines, "content-length": bytes.length } };
    const sent = request(url, options, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on("data", (part) => parts.push(part)).on("error", reject);
      answer.on("end", () => resolve(responseOf(answer, Buffer.concat(parts))));
    });
    sent.on("error", reject).end(bytes);
  });
}

/**
 * @param {import("node:http").IncomingMessage} answer
 * @param {Buffer} body
 */
function responseOf({ statusCode: status = 0, rawHeaders }, body) {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at], rawHeaders[at + 1]);
  return new Response(body.length === 0 ? null : new Uint8Array(body), { status, headers });
}
