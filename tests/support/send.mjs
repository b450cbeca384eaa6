// Requests as no fetch would send them.

import { request } from "node:http";

/**
 * @typedef {object} Sent what is sent
 * @property {string} [method]
 * @property {import("node:http").OutgoingHttpHeaders} [headers]
 * @property {string | Uint8Array} [body]
 */

/**
 * What came of it.
 * @typedef {object} Received
 * @property {number} status
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {string} text
 * @property {() => any} json the body as JSON; any: the tests say what must be in it
 */

/**
 * One request with exactly these headers: fetch would not let a test set Host and Origin.
 * @param {string} url
 * @param {string} path
 * @param {Sent} [sent]
 * @returns {Promise<Received>}
 */
export function sendTo(url, path, { method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, async (response) => {
      const text = (await response.setEncoding("utf8").toArray()).join("");
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
