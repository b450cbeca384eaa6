// The token relay of the console's local server: what it gives, what it keeps, and what it refuses.

import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { after, before, describe, it } from "node:test";
import { sendTo, startConsoleForTest } from "../support/console.mjs";

/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Site } from "../support/console.mjs" */
/** @import { Sent } from "../support/send.mjs" */

describe("the console's token relay", () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startConsoleForTest();
  });
  after(() => site.close());

  /** @param {string} path @param {Sent} [options] */
  const send = (path, options) => sendTo(site.url, path, options);
  const own = () => ({ Origin: site.origin, Cookie: site.cookie, "Content-Type": "application/json" });
  /** @param {unknown} body @param {Sent["headers"]} [headers] */
  const ask = (body, headers = own()) => send("/api/token", { method: "POST", headers, body: JSON.stringify(body) });
  const forget = (headers = own()) => send("/api/token", { method: "DELETE", headers });

  /** @param {ReadyMade} label @param {Record<string, unknown>} [more] */
  function question(label, more) {
    const { clientId, clientSecret } = site.application(label);
    return { environment: "simulator", clientId, clientSecret, language: "en", ...more };
  }

  it("gives a token with the time it has left and its scope, and nobody keeps the answer", async () => {
    const { status, headers, json } = await ask(question("works"));
    const { access_token, expires_in, token_type, ...rest } = json();
    assert.deepEqual([status, headers["cache-control"], token_type], [200, "no-store", "Bearer"]);
    assert.deepEqual(rest, { scope: "openid resource.READ" });
    assert.match(access_token, /^\S{54}$/);
    assert.ok(expires_in > 3500 && expires_in <= 3600, String(expires_in));
  });

  it("asks for one token, whoever asks and in whatever language, until told to forget", async () => {
    await forget();
    const before = site.tokenRequests();
    const answers = await Promise.all(["fr", "en", "fr"].map((language) => ask(question("works", { language }))));
    const tokens = answers.map((answer) => answer.json().access_token);
    assert.equal(new Set(tokens).size, 1);
    assert.equal(site.tokenRequests(), before + 1);
    const { status, headers } = await forget();
    assert.deepEqual([status, headers["cache-control"]], [204, "no-store"]);
    assert.notEqual((await ask(question("works"))).json().access_token, tokens[0]);
    assert.equal(site.tokenRequests(), before + 2);
  });

  it("asks for the scope that it is told, and for another token for another scope", async () => {
    await forget();
    const before = site.tokenRequests();
    const tokens = [];
    for (const scope of [undefined, "openid"])
      tokens.push((await ask(question("works", { scope }))).json().access_token);
    assert.notEqual(tokens[0], tokens[1]);
    assert.equal(site.tokenRequests(), before + 2);
    assert.equal((await ask(question("works", { scope: 12 }))).status, 400);
  });

  it("gives another token in place of one that the gateway refused", async () => {
    const { access_token: rejected } = (await ask(question("works"))).json();
    const { access_token } = (await ask(question("works", { rejected }))).json();
    assert.notEqual(access_token, rejected);
    assert.equal((await ask(question("works", { rejected }))).json().access_token, access_token);
  });

  it("passes on why there is no token, in the language that was asked for, without the secret", async () => {
    for (const [language, words] of Object.entries({ fr: /refuse ces identifiants/, en: /refuses/ })) {
      const { status, text, json } = await ask(question("works", { clientSecret: "sh-wrong-secret", language }));
      const { name, kind, code, message, advice } = json();
      assert.deepEqual([status, name, kind, code], [400, "SneError", "credentials", "invalid_client"]);
      assert.match(message, words);
      assert.ok(advice.length > 20);
      assert.doesNotMatch(text, /sh-wrong-secret/);
    }
  });

  it("tells a platform in trouble from a mistake in the request", async () => {
    await forget();
    // As often as a token is asked for.
    site.platform.inject("authorization-server", "outage", 4);
    const { status, json } = await ask(question("works"));
    assert.deepEqual([status, json().kind], [502, "authorization-server"]);
    const { status: mistaken, json: mistake } = await ask(question("works", { clientId: "" }));
    assert.deepEqual([mistaken, mistake().kind], [400, "config"]);
  });

  it("refuses what is not a question", async () => {
    for (const body of [{}, null, [], "text", question("works", { environment: "__proto__" })]) {
      const { status, json } = await ask(body);
      assert.deepEqual([status, json().name], [400, "ConsoleError"], JSON.stringify(body));
    }
    for (const body of ["", "{", "clientId=x"]) {
      assert.equal((await send("/api/token", { method: "POST", headers: own(), body })).status, 400, body);
    }
  });

  it("refuses what a form on another site could send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]) {
      const headers = { ...own(), "Content-Type": type };
      assert.equal((await ask(question("works"), headers)).status, 415, type);
    }
  });

  it("reads no more than 8 KB", async () => {
    const body = JSON.stringify(question("works", { padding: "x".repeat(8 * 1024) }));
    assert.equal((await send("/api/token", { method: "POST", headers: own(), body })).status, 413);
  });

  it("answers one who never stops sending", async (t) => {
    const { hostname, port } = new URL(site.url);
    const endless = request({ hostname, port, path: "/api/token", method: "POST", headers: own(), agent: false });
    t.after(() => endless.destroy());
    endless.write("x".repeat(9 * 1024));
    const [response] = await once(endless, "response");
    assert.equal(response.statusCode, 413);
    response.resume();
  });

  it("keeps few credentials: the least recently used are forgotten", async () => {
    const { clientId, clientSecret, ...like } = site.application("works");
    /** @param {number} index */
    const other = (index) => ({ ...like, clientId: `other-${index}`, clientSecret: "s" });
    const others = Array.from({ length: 16 }, (_, index) => other(index));
    for (const one of others) site.platform.addApplication(one);
    /** @param {{ clientId: string, clientSecret: string }} one */
    const token = async (one) => (await ask({ ...one, environment: "simulator" })).json().access_token;
    const kept = { clientId, clientSecret };
    const first = await token(kept);
    const second = await token(others[0]);
    assert.equal(await token(kept), first);
    for (const one of others.slice(1)) await token(one);
    assert.equal(await token(kept), first);
    await token(site.application("disabled"));
    assert.notEqual(await token(others[0]), second);
    assert.equal(await token(kept), first);
  });

  it("knows no other address and method", async () => {
    for (const address of ["GET /api/token", "PUT /api/token", "POST /api/config", "GET /api/"]) {
      const [method, path] = address.split(" ");
      assert.equal((await send(path, { method, headers: own() })).status, 404, address);
    }
  });
});
