// The session key of the console's local server: who has the address that was printed gets in, and nobody else.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sendTo, startConsoleForTest } from "../support/console.mjs";
import { found } from "./support/found.mjs";

/** @import { Site } from "../support/console.mjs" */
/** @import { Sent } from "../support/send.mjs" */

describe("the console's session key", () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startConsoleForTest();
  });
  after(() => site.close());

  /** @param {string} path @param {Sent} [options] */
  const send = (path, options) => sendTo(site.url, path, options);
  const asking = () => {
    const { clientId, clientSecret } = site.application("works");
    const body = JSON.stringify({ environment: "simulator", clientId, clientSecret });
    return { method: "POST", body, headers: { Origin: site.origin, "Content-Type": "application/json" } };
  };
  /** @param {string} cookie */
  const withCookie = (cookie) => ({ headers: { Cookie: cookie } });

  it("is in the address, is worth a cookie, and is not in the address that follows", async () => {
    const { pathname, search } = new URL(site.address);
    assert.match(search, /^\?key=[\w-]{43}$/);
    const { status, headers, text } = await send(pathname + search);
    assert.deepEqual([status, headers.location, headers["cache-control"], text], [303, "/", "no-store", ""]);
    const [cookie] = headers["set-cookie"] ?? [];
    assert.match(cookie, /^sne-console-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    assert.ok(!cookie.includes(search.slice("?key=".length)));
    assert.match((await send("/", withCookie(cookie.split(";")[0]))).text, /<div id="console">/);
  });

  it("is explained, in both languages, to who comes without it or with a wrong one", async () => {
    for (const path of ["/", "/?key=", `/?key=${"A".repeat(43)}`, "/?other=1"]) {
      const { status, text, headers } = await send(path);
      assert.deepEqual([status, headers["cache-control"], headers["set-cookie"]], [200, "no-store", undefined], path);
      assert.match(text, /Il manque la clé[\s\S]*The key of this console is missing/);
      assert.doesNotMatch(text, /<script|id="console"/);
    }
    for (const path of ["/locked.css", "/icon.svg"]) assert.equal((await send(path)).status, 200, path);
  });

  it("is needed for everything else", async () => {
    const { text } = await send("/", withCookie(site.cookie));
    const [, asset] = found(/src="\.(\/assets\/[^"]+\.js)"/, text);
    for (const path of [asset, "/index.html", "/theme.css", "/nothing", "/api/nothing"]) {
      const { status, json } = await send(path);
      assert.deepEqual([status, json().code], [403, "no-session"], path);
    }
    const before = site.tokenRequests();
    assert.equal((await send("/api/token", asking())).status, 403);
    assert.equal(site.tokenRequests(), before);
  });

  it("does not get in by another way than the one it was printed for", async () => {
    const key = new URL(site.address).searchParams.get("key");
    const { port } = new URL(site.url);
    const wrong = [
      `sne-console-${port}=`,
      `sne-console-${port}=${key}`,
      `sne-console-${port}x=${site.cookie.split("=")[1]}`,
    ];
    for (const cookie of [...wrong, "sne-console=1", ";;==;"]) {
      assert.equal((await send("/theme.css", withCookie(cookie))).status, 403, cookie);
    }
    for (const path of [`/index.html?key=${key}`, `/theme.css?key=${key}`])
      assert.equal((await send(path)).status, 403, path);
    const posted = await send(`/?key=${key}`, { method: "POST", headers: { Origin: site.origin } });
    assert.equal(posted.headers["set-cookie"], undefined);
    const elsewhere = await send(`/?key=${key}`, { headers: { Host: "evil.example" } });
    assert.deepEqual([elsewhere.status, elsewhere.headers["set-cookie"]], [403, undefined]);
  });

  it("is another one for each server", async (t) => {
    const other = await startConsoleForTest({ withSimulator: false });
    t.after(other.close);
    const keys = [site, other].map(({ address }) => new URL(address).searchParams.get("key"));
    assert.notEqual(keys[0], keys[1]);
    const [, ticket] = site.cookie.split("=");
    const cookie = `${other.cookie.split("=")[0]}=${ticket}`;
    assert.equal((await sendTo(other.url, "/theme.css", withCookie(cookie))).status, 403);
  });
});
