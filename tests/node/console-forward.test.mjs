// The page's second route: a request that the console's server sends in its place, and the answer as it came.

import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { sendTo, startConsole } from "../support/console.mjs";
import { platform } from "./support/platform.mjs";
import { runsAt } from "./support/console-runs.mjs";
import { deferred, soon } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Handler } from "./support/platform.mjs" */

/**
 * A console that knows a platform as "other".
 * @param {TestContext} t
 * @param {Handler} [api]
 */
async function stage(t, api) {
  const place = await platform(t, api && { api });
  const site = await startConsole({ port: 0, other: place.environment });
  t.after(() => site.close());
  const { Cookie, origin } = await runsAt(site);
  const headers = { Cookie, Origin: origin };
  /** @param {object} wish @param {string | Uint8Array} [body] */
  const written = (wish, body = "") =>
    Buffer.concat([
      Buffer.from(`${JSON.stringify({ method: "GET", headers: [], hasBody: body !== "", ...wish })}\n`),
      Buffer.from(body),
    ]);
  /** @param {object} wish @param {string | Uint8Array} [body] */
  const forward = async (wish, body) => {
    const answer = await sendTo(site.url, "/api/forward", { method: "POST", headers, body: written(wish, body) });
    const said = /** @type {string | undefined} */ (answer.headers["x-sne-answer"]);
    return { ...answer, told: said === undefined ? undefined : JSON.parse(decodeURIComponent(said)) };
  };
  return { ...place, site, headers, written, forward };
}

test("what is sent and what comes back are as they were, whatever the status", async (t) => {
  const bytes = Buffer.from([0, 10, 13, 255, 128]);
  const { environment, forward, requests } = await stage(t, (_request, response) => {
    response.writeHead(429, { "Retry-After": "7", "Content-Type": "application/pdf", "Set-Cookie": "a=b" });
    response.end(bytes);
  });
  const wish = {
    method: "PUT",
    url: `${environment.apiUrl}/x?y=1`,
    headers: [
      ["x-own", "1"],
      ["authorization", "B t"],
    ],
  };
  const { status, told, text } = await forward(wish, bytes);
  assert.deepEqual([status, told.status], [200, 429]);
  const names = new Map(told.headers);
  assert.deepEqual([names.get("retry-after"), names.get("content-type")], ["7", "application/pdf"]);
  assert.equal(text, bytes.toString("utf8"));
  const [seen] = requests;
  assert.deepEqual([seen.method, seen.url, seen.headers["x-own"]], ["PUT", "/api/x?y=1", "1"]);
  assert.equal(seen.headers.authorization, "B t");
  assert.equal(seen.headers.cookie, undefined, "the console's own cookie stays here");
  assert.equal(seen.body, bytes.toString("latin1"));
});

test("a redirect is handed back, and not followed", async (t) => {
  const { environment, forward, requests } = await stage(t, (_request, response) => {
    response.writeHead(302, { Location: "https://elsewhere.example/" }).end();
  });
  assert.equal((await forward({ url: environment.apiUrl })).told.status, 302);
  assert.equal(requests.length, 1);
});

test("why there is no answer is told", async (t) => {
  const { environment, forward } = await stage(t, (_request, response) => void response.destroy());
  const { told } = await forward({ url: environment.apiUrl });
  assert.match(String(told.failure.code), /UND_ERR_SOCKET|ECONNRESET/);
});

test("nobody else is asked, and nobody else asks", async (t) => {
  const { site, url, environment, forward, written, headers, requests } = await stage(t);
  const elsewhere = `http://localhost:${new URL(url).port}/api`;
  for (const address of [elsewhere, "file:///etc/passwd", "nothing", "https://oauth.piste.gouv.fr/api/oauth/token"])
    assert.equal((await forward({ url: address })).status, 403, address);
  const body = written({ url: environment.apiUrl });
  const foreign = { ...headers, Origin: "https://elsewhere.example" };
  assert.equal((await sendTo(site.url, "/api/forward", { method: "POST", headers: foreign, body })).status, 403);
  const keyless = { Origin: headers.Origin };
  assert.equal((await sendTo(site.url, "/api/forward", { method: "POST", headers: keyless, body })).status, 403);
  assert.equal((await sendTo(site.url, "/api/forward", { method: "POST", headers, body: "none" })).status, 400);
  assert.equal(requests.length, 0);
});

test("what the page gives up, the server gives up", async (t) => {
  const [arrived, gone] = [deferred(), deferred()];
  const { site, environment, headers, written } = await stage(t, (incoming, response) => {
    response.once("close", () => gone.resolve());
    arrived.resolve();
    incoming.resume();
  });
  const { hostname, port } = new URL(site.url);
  const sent = request({ hostname, port, path: "/api/forward", method: "POST", headers, agent: false });
  sent.on("error", () => {});
  sent.end(written({ url: environment.apiUrl }));
  await soon(arrived.promise);
  sent.destroy();
  await soon(gone.promise);
});
