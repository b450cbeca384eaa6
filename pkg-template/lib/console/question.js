// What the page sends when it asks for a token or a diagnosis: as whom, and where.

import { Refusal } from "./http.js";

/**
 * @import { ServerResponse } from "node:http"
 * @import { Credentials, Environments } from "./credentials.ts"
 */

export const LONGEST_BODY = 8 * 1024;

/**
 * The fields that are looked at here; the client itself checks what is in the credentials.
 * @param {unknown} body
 * @param {Environments} environments
 * @returns {Credentials}
 */
export function checkedQuestion(body, environments) {
  const { environment, clientId, clientSecret, scope, language } = /** @type {Credentials} */ (Object(body));
  if (!Object.hasOwn(environments, environment)) throw new Refusal(400, "there is no such environment");
  if (environments[environment] === undefined)
    throw new Refusal(400, `this console was started without ${environment}`);
  return { environment, clientId, clientSecret, scope, language: language === "en" ? "en" : "fr" };
}

/**
 * Aborted when the page does not wait any more. After a whole answer, nothing listens to it.
 * @param {ServerResponse} response
 */
export function goneSignal(response) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}
