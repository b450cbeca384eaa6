// What comes from outside, at the boundary: too long for any server, looked at in vain, or with characters that would
// break the line of a log.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { SneCotation as Slim } from "sne-cotation/slim";
import { failureOf } from "./support/failure.mjs";
import { CREDENTIALS, json, platform } from "./support/platform.mjs";

const CONTRACT = {
  swagger: "2.0",
  info: { title: "essai", version: "1" },
  consumes: ["application/json"],
  paths: {
    "/lire": {
      post: {
        operationId: "lire",
        parameters: [
          { name: "demande", in: "body", schema: { additionalProperties: { type: "integer" } } },
          { name: "nom", in: "query", type: "string" },
        ],
        responses: { 200: { description: "ok", schema: { additionalProperties: { type: "integer" } } } },
      },
    },
  },
};

test("a path, a query or headers that no server takes are refused before they cross", async (t) => {
  const { client, requests } = await platform(t);
  const sne = await client({ contract: CONTRACT });
  const long = "x".repeat(2 ** 20 + 1);
  const calls = {
    path: sne.request({ path: long }),
    query: sne.request({ path: "/x", query: { nom: long } }),
    headers: sne.request({ path: "/x", headers: { nom: long } }),
    "query of a call": sne.call("lire", { nom: long }),
  };
  for (const [what, call] of Object.entries(calls)) {
    const { kind, message } = await failureOf(call);
    assert.equal(kind, "config", what);
    assert.match(message, /plus long que ce qu'accepte un serveur/, what);
  }
  assert.equal(requests.length, 0);
  // What is large goes into the body.
  const { status } = await sne.request({ method: "POST", path: "/x", body: { long } });
  assert.equal(status, 200);
});

for (const name of ["language", "validate", "integers", "timeout", "contract"]) {
  for (const [entry, Class] of /** @type {const} */ ([
    ["the default entry", SneCotation],
    ["slim", Slim],
  ])) {
    test(`an option ${name} that throws when it is looked at is a mistake, with ${entry}`, async () => {
      const environment = { tokenUrl: "http://127.0.0.1/token", apiUrl: "http://127.0.0.1/api" };
      const options = { environment, ...CREDENTIALS, contract: CONTRACT };
      Object.defineProperty(options, name, {
        enumerable: true,
        get() {
          throw new Error("looked at");
        },
      });
      const error = await failureOf(Class.create(/** @type {never} */ (/** @type {unknown} */ (options))));
      assert.doesNotMatch(JSON.stringify(error), /looked at/);
    });
  }
}

test("options that cannot be looked at at all are a mistake", async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.equal((await failureOf(SneCotation.create(/** @type {never} */ (proxy)))).kind, "config");
  await failureOf(Slim.create(/** @type {never} */ (proxy)));
});

test("no text of an error ends a line, steers a terminal or turns the direction of writing", async (t) => {
  const name = "a\n2026-11-30 ERROR forged\u001b[2J\u202e\u2028";
  const { client } = await platform(t, { api: (_request, response) => json(response, 200, { [name]: "x" }) });
  const sne = await client({ contract: CONTRACT, validate: true });
  for (const call of [
    sne.call("lire", { demande: { [name]: "x" } }),
    sne.call("lire", { [name]: 1 }),
    sne.call("lire"),
  ]) {
    const error = await failureOf(call);
    assert.ok(error.errors?.length);
    for (const { pointer, message } of error.errors ?? [])
      assert.doesNotMatch(`${pointer}${message}`, /[\p{Cc}\u2028\u202e]/u);
    assert.doesNotMatch(error.message, /[\p{Cc}\u2028\u202e]/u);
  }
});

test("the code of a challenge is told only when it is not what was sent", async (t) => {
  const { client } = await platform(t, {
    api: (_request, response) => response.writeHead(403, { "WWW-Authenticate": 'Bearer error="Martin-Dupont"' }).end(),
  });
  const sne = await client();
  const sent = { method: "POST", path: "/x", body: { nom: "Martin-Dupont" } };
  assert.equal((await failureOf(sne.request(sent))).code, undefined);
  assert.equal((await failureOf(sne.request({ path: "/x" }))).code, "Martin-Dupont");
});

test("only errors of pages say how much was read", async (t) => {
  const { client } = await platform(t, { api: (_request, response) => json(response, 500, {}) });
  const sne = await client({ contract: CONTRACT });
  assert.equal("read" in (await failureOf(sne.healthcheck())), false);
  const pages = sne.pages("lire", {}, { strategy: () => undefined });
  assert.deepEqual((await failureOf(pages.next())).read, { pages: 0 });
});
