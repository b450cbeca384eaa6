// The console's local server: what it serves, whom it refuses, and what its token relay gives and keeps to itself.

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, describe, it } from "node:test";
import { startConsoleForTest } from "../support/console.mjs";

describe("the console's server", () => {
  let site;
  before(async () => {
    site = await startConsoleForTest();
  });
  after(() => site.close());

  /** One request with exactly these headers (fetch would not let a test set Host and Origin). */
  function send(path, { method = "GET", headers = {}, body } = {}) {
    const { hostname, port } = new URL(site.url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, headers, agent: false }, async (response) => {
        const text = (await response.setEncoding("utf8").toArray()).join("");
        resolve({ status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  const own = () => ({ Origin: site.origin, "Content-Type": "application/json" });
  const ask = (body, headers = own()) => send("/api/token", { method: "POST", headers, body: JSON.stringify(body) });
  const forget = (headers = own()) => send("/api/token", { method: "DELETE", headers });

  function question(label, more) {
    const { clientId, clientSecret } = site.application(label);
    return { environment: "simulator", clientId, clientSecret, language: "en", ...more };
  }

  describe("files", () => {
    it("serves the page and what it loads, under a strict policy", async () => {
      const page = await send("/");
      assert.equal(page.status, 200);
      assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
      const assets = [...page.text.matchAll(/(?:src|href)="\.?(\/[^"]+)"/g)].map(([, path]) => path);
      assert.ok(assets.length >= 3, page.text);
      for (const asset of assets) assert.equal((await send(asset)).status, 200, asset);
    });

    it("says in every answer what the page may do", async () => {
      for (const path of ["/", "/api/config", "/nothing"]) {
        const { headers } = await send(path);
        assert.equal(
          headers["content-security-policy"],
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
            `connect-src 'self' ${site.simulatorUrl} https://api.piste.gouv.fr https://sandbox-api.piste.gouv.fr; ` +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        );
        assert.equal(headers["x-content-type-options"], "nosniff");
        assert.equal(headers["referrer-policy"], "no-referrer");
        assert.equal(headers["cross-origin-opener-policy"], "same-origin");
        assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      }
    });

    it("holds nothing in line", async () => {
      const { text } = await send("/");
      assert.doesNotMatch(text, /<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/i);
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
        for (const path of ["/", "/api/config"]) assert.equal((await send(path, { headers: { Host } })).status, 403, Host);
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

    it("lets no other site read its configuration", async () => {
      const { status, headers } = await send("/api/config", { headers: { Origin: "https://evil.example" } });
      assert.equal(status, 403);
      assert.equal(headers["access-control-allow-origin"], undefined);
    });
  });

  describe("the token relay", () => {
    it("gives a token with the time it has left, and nobody keeps the answer", async () => {
      const { status, headers, json } = await ask(question("works"));
      const { access_token, expires_in, token_type, ...rest } = json();
      assert.deepEqual([status, headers["cache-control"], token_type, rest], [200, "no-store", "Bearer", {}]);
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
      site.platform.inject("authorization-server", "outage", 1);
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
      const chunked = { ...own(), "Transfer-Encoding": "chunked" };
      assert.equal((await send("/api/token", { method: "POST", headers: chunked, body })).status, 413);
    });

    it("knows no other address and method", async () => {
      for (const [method, path] of [["GET", "/api/token"], ["PUT", "/api/token"], ["POST", "/api/config"], ["GET", "/api/"]]) {
        assert.equal((await send(path, { method, headers: own() })).status, 404, `${method} ${path}`);
      }
    });
  });

  it("tells the page which applications the simulator has, and nothing else of it", async () => {
    const { simulator } = (await send("/api/config")).json();
    assert.match(simulator.apiUrl, new RegExp(`^${site.simulatorUrl}/sandbox-api/`));
    const { label, name, clientId, clientSecret } = site.application("works");
    assert.deepEqual(simulator.applications.find((one) => one.label === "works"), { label, name, clientId, clientSecret });
    assert.equal(new Set(simulator.applications.map((one) => one.label)).size, simulator.applications.length);
  });
});

describe("the console's server by itself", () => {
  it("works without a simulator", async (t) => {
    const site = await startConsoleForTest({ withSimulator: false });
    t.after(site.close);
    assert.deepEqual(await (await fetch(new URL("/api/config", site.url))).json(), { simulator: null });
    const headers = { Origin: site.origin, "Content-Type": "application/json" };
    const body = JSON.stringify({ environment: "simulator", clientId: "id", clientSecret: "secret" });
    assert.equal((await fetch(new URL("/api/token", site.url), { method: "POST", headers, body })).status, 400);
  });

  it("closes at once, a waiting request included, and can be closed again", async (t) => {
    const site = await startConsoleForTest();
    t.after(site.close);
    site.platform.inject("authorization-server", { type: "delay", milliseconds: 3_600_000 });
    const headers = { Origin: site.origin, "Content-Type": "application/json" };
    const { clientId, clientSecret } = site.application("works");
    const body = JSON.stringify({ environment: "simulator", clientId, clientSecret });
    const waiting = assert.rejects(fetch(new URL("/api/token", site.url), { method: "POST", headers, body }), TypeError);
    while (site.tokenRequests() === 0) await new Promise(setImmediate);
    await Promise.all([site.closeConsole(), waiting]);
    await site.closeConsole();
    await assert.rejects(fetch(site.url), TypeError);
  });
});
