// A page on the other side of a relay, but for the browser: its `Origin` and its cookie, a token from the relay, and a
// call.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { SneCotation } from "sne-cotation";
import { tokenFromRelay } from "sne-cotation/relay/page";

export const ORIGIN = "https://app.example";
const PAGE = { Origin: ORIGIN, Cookie: "session=ada" };

/** The `relay.js` that documents leave to their reader, for the simulator. */
export const RELAY = `
  import process from "node:process";
  import { createTokenRelay } from "sne-cotation/relay";
  const { environment, works } = JSON.parse(process.env.WORLD);
  const authorize = (request) => request.headers.get("cookie") === "session=ada" && "ada";
  const allowedOrigins = [${JSON.stringify(ORIGIN)}];
  export const relay = createTokenRelay({ environment, ...works, authorize, allowedOrigins });`;

/**
 * What a page gets of a relay, and what others do not.
 * @param {string} url
 * @param {import("sne-cotation").CustomEnvironment} environment
 */
export async function checkRelay(url, environment) {
  const getToken = tokenFromRelay(url, { headers: PAGE });
  const sne = await SneCotation.create({ environment, getToken });
  assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
  const first = await sne.accessToken();
  await sne.close();
  /**
   * @param {Record<string, string>} headers
   * @param {object} [body]
   */
  const ask = (headers, body = {}) =>
    fetch(url, {
      method: "POST",
      headers: { ...PAGE, "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const renewed = await (await ask({}, { rejected: first })).json();
  assert.ok(typeof renewed.access_token === "string" && renewed.access_token !== first);
  assert.equal((await ask({ Origin: "https://evil.example" })).status, 403);
  assert.equal((await ask({ Cookie: "session=eve" })).status, 403);
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: { Origin: ORIGIN, "Access-Control-Request-Method": "POST" },
  });
  assert.deepEqual([preflight.status, preflight.headers.get("access-control-allow-origin")], [204, ORIGIN]);
}

/**
 * Waits until somebody answers at an address, or fails with what `ended` says of who should have.
 * @param {string} url
 * @param {Promise<string>} ended
 */
export async function untilAnswering(url, ended) {
  /** @type {string | undefined} */
  let gone;
  ended.then((text) => {
    gone = text;
  });
  for (;;) {
    if (gone !== undefined) throw new Error(`nobody answers at ${url}: ${gone}`);
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(50);
  }
}
