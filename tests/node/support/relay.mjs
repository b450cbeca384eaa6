// A relay on a socket of its own, in front of PISTE in miniature: what the tests of the relay begin with.

import { createServer } from "node:http";
import { createTokenRelay, toNodeHandler } from "sne-cotation/relay";
import { sendTo } from "../../support/send.mjs";
import { serve } from "./platform.mjs";
import { simulated } from "./simulated.mjs";

/** @import { OutgoingHttpHeaders } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { RelayOptions } from "sne-cotation/relay" */

/** The origin of the pages that may ask. */
export const PAGE = "https://app.example";

/**
 * What a page's browser sends. `session` is what `authorize` of the tests takes for a session.
 * @param {Record<string, string>} [more]
 * @returns {Record<string, string>}
 */
export function pageHeaders(more) {
  return { Origin: PAGE, "Content-Type": "application/json", Cookie: "session=ada", ...more };
}

/** A session for every cookie that there is. @type {RelayOptions["authorize"]} */
export const authorize = ({ headers }) => /session=(\w+)/.exec(headers.get("cookie") ?? "")?.[1];

/**
 * A relay for the length of a test. `ask(body, headers, method)` sends one request; `told` is what `onError` was told;
 * `simulator`, `tokenRequests` and `calls` are those of the platform behind.
 * @param {TestContext} t
 * @param {Partial<RelayOptions>} [options]
 */
export async function relayed(t, options) {
  const stage = await simulated(t);
  const { clientId, clientSecret } = stage.simulator.find("works");
  /** @type {unknown[]} */
  const told = [];
  const relay = createTokenRelay({
    environment: stage.server.environments.sandbox,
    clientId,
    clientSecret,
    authorize,
    allowedOrigins: [PAGE],
    language: "en",
    onError: (error) => told.push(error),
    ...options,
  });
  t.after(() => relay.close());
  const url = await serve(t, createServer(toNodeHandler(relay)));
  /**
   * @param {unknown} [body] a text is sent as it is, anything else as JSON
   * @param {OutgoingHttpHeaders} [headers]
   * @param {string} [method]
   */
  const ask = (body = {}, headers = pageHeaders(), method = "POST") =>
    sendTo(url, "/token", { method, headers, body: typeof body === "string" ? body : JSON.stringify(body) });
  return { ...stage, relay, url, ask, told, clientId, clientSecret };
}
