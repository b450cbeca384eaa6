// The console's local server: what it serves, whom it refuses, how it ends. Its token relay: console-relay.test.mjs.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sendTo, startConsoleForTest } from "../support/console.mjs";
import { found } from "./support/found.mjs";

/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Site } from "../support/console.mjs" */
/** @import { Sent } from "../support/send.mjs" */

describe("the console's server", () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startConsoleForTest();
  });
  after(() => site.close());

  /** @param {string} path @param {Sent} [options] */
  const send = (path, { headers, ...options } = {}) =>
    sendTo(site.url, path, { headers: { Cookie: site.cookie, ...headers }, ...options });
  const own = () => ({ Origin: site.origin, "Content-Type": "application/json" });
  /** @param {unknown} body @param {Sent["headers"]} [headers] */
  const ask = (body, headers = own()) => send("/api/token", { method: "POST", headers, body: JSON.stringify(body) });
  const forget = (headers = own()) => send("/api/token", { method: "DELETE", headers });

  /** @param {ReadyMade} label @param {Record<string, unknown>} [more] */
  function question(label, more) {
    const { clientId, clientSecret } = site.application(label);
    return { environment: "simulator", clientId, clientSecret, language: "en", ...more };
  }

  describe("files", () => {
    it("serves the page and what it loads, under a strict policy", async () => {
      const page = await send("/");
      assert.equal(page.status, 200);
      assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
      // The simulator's credentials are in it.
      assert.equal(page.headers["cache-control"], "no-store");
      const assets = [...page.text.matchAll(/(?:src|href)="\.?(\/[^"]+)"/g)].map(([, path]) => path);
      assert.ok(assets.length >= 3, page.text);
      for (const asset of assets) assert.equal((await send(asset)).status, 200, asset);
    });

    it("says in every answer what the page may do", async () => {
      const { text } = await send("/");
      const [script, style] = ["script", "style"].map((name) => {
        const inline = [...text.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, "g"))];
        assert.equal(inline.length, 1, `one ${name} in line`);
        return `'sha256-${createHash("sha256").update(inline[0][1]).digest("base64")}'`;
      });
      for (const path of ["/", "/api/token", "/nothing"]) {
        const { headers } = await send(path);
        assert.equal(
          headers["content-security-policy"],
          `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${script}; style-src 'self' ${style}; ` +
            "img-src 'self' blob:; " +
            `connect-src 'self' ${site.simulatorUrl} https://api.piste.gouv.fr https://sandbox-api.piste.gouv.fr; ` +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
            "require-trusted-types-for 'script'; trusted-types 'none'",
        );
        assert.equal(headers["x-content-type-options"], "nosniff");
        assert.equal(headers["referrer-policy"], "no-referrer");
        assert.equal(headers["cross-origin-opener-policy"], "same-origin");
        assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      }
    });

    it("holds nothing in line but what its policy names", async () => {
      const { text } = await send("/");
      const named = text.replace(/<(script|style)>[\s\S]*?<\/\1>/g, "");
      for (const page of [named, (await send("/locked.html")).text]) {
        assert.doesNotMatch(page, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/i);
      }
    });

    it("compresses them for who takes them so", async () => {
      const plain = await send("/");
      const packed = await fetch(site.url, { headers: { Cookie: site.cookie } });
      assert.equal(packed.headers.get("content-encoding"), "gzip");
      assert.equal(await packed.text(), plain.text);
      assert.deepEqual([plain.headers["content-encoding"], plain.headers.vary], [undefined, "Accept-Encoding"]);
    });

    it("gives nothing outside its folder", async () => {
      const ways = ["/../package.json", "/..%2fpackage.json", "/%2e%2e/package.json", "/assets/../../package.json"];
      for (const path of [...ways, "/..\\package.json", "//etc/passwd", "/package.json", "/assets", "/index.html%00"]) {
        assert.equal((await send(path)).status, 404, path);
      }
    });

    it("is read only", async () => {
      const { status, text, headers } = await send("/", { method: "HEAD" });
      assert.deepEqual([status, text], [200, ""]);
      assert.ok(Number(headers["content-length"]) > 0);
      for (const method of ["POST", "PUT", "DELETE"]) {
        assert.equal((await send("/", { method, headers: own() })).status, 405, method);
      }
    });
  });

  describe("who may speak", () => {
    it("answers under its own two names only", async () => {
      const { port } = new URL(site.url);
      for (const Host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
        assert.equal((await send("/", { headers: { Host } })).status, 200, Host);
      }
      for (const Host of ["evil.example", `evil.example:${port}`, "127.0.0.1", `127.0.0.1:${port}.evil.example`]) {
        for (const path of ["/", "/api/token"]) {
          assert.equal((await send(path, { headers: { Host } })).status, 403, Host);
        }
      }
    });

    it("gives and forgets tokens for its own page only", async () => {
      const { port } = new URL(site.url);
      const { Origin, ...withoutOrigin } = own();
      for (const origin of ["https://evil.example", "null", `https://127.0.0.1:${port}`, `http://localhost:${port}`]) {
        const headers = { ...own(), Origin: origin };
        assert.equal((await ask(question("works"), headers)).status, 403, origin);
        assert.equal((await forget(headers)).status, 403, origin);
      }
      assert.equal((await ask(question("works"), withoutOrigin)).status, 403);
      assert.equal((await ask(question("works"), { ...own(), Host: `localhost:${port}` })).status, 403);
      const asLocalhost = { ...own(), Host: `localhost:${port}`, Origin: `http://localhost:${port}` };
      assert.equal((await ask(question("works"), asLocalhost)).status, 200);
    });

    it("lets no other site read its page, in which its settings are", async () => {
      const { status, headers } = await send("/", { headers: { Origin: "https://evil.example" } });
      assert.equal(status, 403);
      assert.equal(headers["access-control-allow-origin"], undefined);
    });
  });

  it("tells the page which applications the simulator has, and nothing else of it", async () => {
    const { simulator } = settingsIn(await send("/"));
    assert.match(simulator.apiUrl, new RegExp(`^${site.simulatorUrl}/sandbox-api/`));
    const { label, name, clientId, clientSecret } = site.application("works");
    const told = simulator.applications.find((one) => one.label === "works");
    assert.deepEqual(told, { label, name, clientId, clientSecret });
    assert.equal(new Set(simulator.applications.map((one) => one.label)).size, simulator.applications.length);
  });
});

/**
 * What the page is told, as it reads it.
 * @param {{ text: string }} page
 * @returns {{ simulator: { apiUrl: string, applications: { label: string }[] } }}
 */
function settingsIn({ text }) {
  const [, content] = found(/<meta name="sne-console" content="([^"]*)"/, text);
  return JSON.parse(content.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&"));
}

describe("the console's server by itself", () => {
  it("works without a simulator", async (t) => {
    const site = await startConsoleForTest({ withSimulator: false });
    t.after(site.close);
    const page = await sendTo(site.url, "/", { headers: { Cookie: site.cookie } });
    assert.deepEqual(settingsIn(page), { simulator: null, other: null, contract: null, language: null });
    const headers = { Origin: site.origin, Cookie: site.cookie, "Content-Type": "application/json" };
    const body = JSON.stringify({ environment: "simulator", clientId: "id", clientSecret: "secret" });
    assert.equal((await fetch(new URL("/api/token", site.url), { method: "POST", headers, body })).status, 400);
  });

  it("closes at once, a waiting request included, and can be closed again", async (t) => {
    const site = await startConsoleForTest();
    t.after(site.close);
    site.platform.inject("authorization-server", { type: "delay", milliseconds: 3_600_000 });
    const headers = { Origin: site.origin, Cookie: site.cookie, "Content-Type": "application/json" };
    const { clientId, clientSecret } = site.application("works");
    const body = JSON.stringify({ environment: "simulator", clientId, clientSecret });
    const asked = fetch(new URL("/api/token", site.url), { method: "POST", headers, body });
    const waiting = assert.rejects(asked, TypeError);
    while (site.tokenRequests() === 0) await new Promise(setImmediate);
    await Promise.all([site.closeConsole(), waiting]);
    await site.closeConsole();
    await assert.rejects(fetch(site.url), TypeError);
  });
});
