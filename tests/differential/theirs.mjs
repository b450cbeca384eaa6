// The requests that swagger-client sends for the operations of a contract: the most used client of Swagger 2.0 in
// JavaScript, and nobody's here.

import { createRequire } from "node:module";
import { BASE, toRequest } from "./request.mjs";

/** @import { Sent } from "./request.mjs" */

/**
 * What is used of it.
 * @typedef {object} Peer
 * @property {(options: object) => Promise<{ spec: Resolved }>} resolve
 * @property {(options: object) => unknown} execute
 */

/** @typedef {{ paths: Record<string, Record<string, { parameters?: { name: string, in: string }[] }>> }} Resolved */

/** @typedef {{ path: string, method: string }} Operation */

/** @typedef {{ url: string, method: string, headers: Record<string, string>, body?: unknown }} Made */

/** @type {Peer} */
const peer = createRequire(String(process.env.SNE_PEER))("swagger-client");

/**
 * `requestOf` resolves to what it sends for a call.
 * @param {string} contract
 */
export async function theirs(contract) {
  const document = JSON.parse(contract.replace(/^\uFEFF/, ""));
  const { spec } = await peer.resolve({
    spec: { ...document, host: undefined, schemes: undefined, basePath: undefined },
    baseDoc: `${BASE}/contract.json`,
    userFetch: () => Promise.reject(new Error("nothing is fetched")),
    allowMetaPatches: false,
  });
  /**
   * @param {Operation} operation
   * @param {Record<string, unknown>} parameters
   * @returns {Promise<Sent | string>} why nothing is sent, where nothing is
   */
  const requestOf = async ({ path, method }, parameters) => {
    /** @type {Made[]} */
    const made = [];
    try {
      const http = (/** @type {Made} */ request) => made.push(request);
      peer.execute({ spec, pathName: path, method, parameters, baseURL: BASE, http });
    } catch (error) {
      return /** @type {Error} */ (error).message;
    }
    const [{ url, headers, ...init }] = made;
    // Its own `http` leaves the rest to fetch, which puts an address right.
    const { href } = new URL(url);
    return toRequest(href, /** @type {RequestInit} */ ({ ...init, headers: written(headers) }));
  };
  /** The parameters that the contract declares. @param {Operation} operation */
  const declaredOf = ({ path, method }) => spec.paths[path]?.[method.toLowerCase()]?.parameters ?? [];
  return { requestOf, declaredOf };
}

/** @param {Record<string, unknown>} headers */
function written(headers) {
  const all = Object.entries(headers).filter(([, value]) => value !== undefined);
  return all.map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]));
}
