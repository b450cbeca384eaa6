// Who gets nothing from the token relay: everybody, but for an authorised session on a page of an allowed origin.

import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { test } from "node:test";
import { checkShape } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { PAGE, pageHeaders, relayed } from "./support/relay.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { RelayOptions } from "sne-cotation/relay" */
/** @import { Received } from "../support/send.mjs" */

/**
 * Fails unless a refusal is one: its status and code, no token, and nothing that was sent said again.
 * @param {Received} answer
 * @param {[status: number, code: string]} expected
 * @param {{ readableFor?: string }} [options] the origin whose pages may read it
 */
function assertRefused({ status, headers, text, json }, [expected, code], { readableFor } = {}) {
  const { error, ...rest } = json();
  assert.deepEqual([status, error.kind, error.code, rest], [expected, "relay", code, {}]);
  assert.ok(error.message.length > 10 && error.advice.length > 10);
  assert.equal(headers["access-control-allow-origin"], readableFor);
  assert.deepEqual(
    [headers["cache-control"], headers.vary, headers["x-content-type-options"]],
    ["no-store", "Origin", "nosniff"],
  );
  assert.doesNotMatch(text, /access_token|evil|good\.example/);
}

const withoutOrigin = () => {
  const { Origin, ...others } = pageHeaders();
  return others;
};

test("a request without Origin", async (t) => {
  const { ask, tokenRequests } = await relayed(t);
  assertRefused(await ask({}, withoutOrigin()), [403, "origin-refused"]);
  assert.equal(tokenRequests().length, 0);
});

const LOOK_ALIKES = [
  "null",
  "https://evil.example",
  "https://good.example.evil",
  "https://good.example.evil.example",
  "https://evilgood.example",
  "https://evil-good.example",
  "https://sub.good.example",
  "https://good.example:8443",
  "https://good.example:443",
  "https://good.example/",
  "https://good.example/path",
  "https://good.example ,https://evil.example",
  "https://good.example, https://good.example",
  "https://good.example.",
  "HTTPS://GOOD.EXAMPLE",
  "https://Good.example",
  "http://good.example",
  "https://user@good.example",
  "https://goodxexample",
  "//good.example",
  "good.example",
  "*",
];

for (const origin of LOOK_ALIKES) {
  test(`a page on ${origin}, where https://good.example is allowed`, async (t) => {
    const { ask, told } = await relayed(t, { allowedOrigins: ["https://good.example", PAGE] });
    const headers = pageHeaders({ Origin: origin });
    assertRefused(await ask({}, headers), [403, "origin-refused"]);
    const preflight = await ask("", { ...headers, "Access-Control-Request-Method": "POST" }, "OPTIONS");
    assertRefused(preflight, [403, "origin-refused"]);
    assert.deepEqual(told, []);
    assert.equal((await ask({}, pageHeaders({ Origin: "https://good.example" }))).status, 200);
  });
}

test("a port is part of an origin", async (t) => {
  const { ask } = await relayed(t, { allowedOrigins: ["http://127.0.0.1:5173"] });
  assert.equal((await ask({}, pageHeaders({ Origin: "http://127.0.0.1:5173" }))).status, 200);
  for (const origin of ["http://127.0.0.1", "http://127.0.0.1:5174", "http://localhost:5173"]) {
    assertRefused(await ask({}, pageHeaders({ Origin: origin })), [403, "origin-refused"]);
  }
});

for (const method of ["GET", "PUT", "PATCH", "DELETE", "PROPFIND"]) {
  test(`${method} is not how a token is asked for`, async (t) => {
    const { ask, tokenRequests } = await relayed(t, { authorize: () => assert.fail("nobody is asked") });
    const answer = await ask("", pageHeaders(), method);
    assertRefused(answer, [405, "method-not-allowed"], { readableFor: PAGE });
    assert.equal(answer.headers.allow, "POST, OPTIONS");
    assert.equal(tokenRequests().length, 0);
  });
}

test("methods that a standard Request cannot have get an answer too", async (t) => {
  const { ask } = await relayed(t);
  const { status, text } = await ask("", pageHeaders(), "TRACE");
  assert.deepEqual([status, text], [400, ""]);
});

test("HEAD gets the status alone", async (t) => {
  const { ask } = await relayed(t);
  const { status, text } = await ask("", pageHeaders(), "HEAD");
  assert.deepEqual([status, text], [405, ""]);
});

for (const type of [
  undefined,
  "",
  "text/plain",
  "text/plain; application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonp",
  "application/json, text/plain",
]) {
  test(`what a form of another site could send: content type ${type}`, async (t) => {
    const { ask, tokenRequests } = await relayed(t);
    const { "Content-Type": json, ...others } = pageHeaders();
    const headers = type === undefined ? others : { ...others, "Content-Type": type };
    assertRefused(await ask({}, headers), [415, "not-json"], { readableFor: PAGE });
    assert.equal(tokenRequests().length, 0);
  });
}

test("JSON with a charset is JSON", async (t) => {
  const { ask } = await relayed(t);
  assert.equal((await ask({}, pageHeaders({ "Content-Type": "Application/JSON; charset=utf-8" }))).status, 200);
});

for (const body of ["{", "null", "[]", "1", '"text"', '{"rejected":1}', '{"rejected":null}', '{"rejected":{}}']) {
  test(`a body that is no question: ${body}`, async (t) => {
    const { ask } = await relayed(t);
    assertRefused(await ask(body), [400, "body-invalid"], { readableFor: PAGE });
  });
}

test("an empty body asks for a token", async (t) => {
  const { ask } = await relayed(t);
  assert.equal((await ask("")).status, 200);
});

test("no more than 4 KB are read, announced or not", async (t) => {
  const { ask, url } = await relayed(t);
  /** @param {number} bytes */
  const largest = (bytes) => JSON.stringify({ rejected: "x".repeat(bytes - '{"rejected":""}'.length) });
  assert.equal((await ask(largest(4096))).status, 200);
  assertRefused(await ask(largest(4097)), [413, "body-too-large"], { readableFor: PAGE });
  const headers = pageHeaders({ Connection: "keep-alive" });
  const endless = request(`${url}/token`, { method: "POST", headers, agent: false });
  t.after(() => endless.destroy());
  endless.on("error", () => {});
  endless.write("x".repeat(5000));
  const [response] = await once(endless, "response");
  assert.deepEqual([response.statusCode, response.headers.connection], [413, "close"]);
});

test("who may not ask is refused before the body has come", async (t) => {
  const { url } = await relayed(t);
  const slow = request(`${url}/token`, { method: "POST", headers: pageHeaders({ Cookie: "" }), agent: false });
  t.after(() => slow.destroy());
  slow.on("error", () => {});
  slow.write("{");
  const [response] = await once(slow, "response");
  assert.equal(response.statusCode, 403);
});

for (const session of [undefined, null, false, "", 0, NaN]) {
  test(`not authorised: ${String(session)}`, async (t) => {
    for (const authorize of [() => session, async () => session]) {
      const { ask, told, tokenRequests } = await relayed(t, { authorize: untyped(authorize) });
      assertRefused(await ask(), [403, "not-authorised"], { readableFor: PAGE });
      assert.deepEqual([told.length, tokenRequests().length], [0, 0]);
    }
  });
}

for (const session of [true, 1, {}, ["ada"], Symbol("ada"), () => "ada"]) {
  test(`an authorize that gives no session key (${String(session)}) is a mistake: the owner is told`, async (t) => {
    const { ask, told, tokenRequests } = await relayed(t, { authorize: () => untyped(session) });
    assertRefused(await ask(), [403, "not-authorised"], { readableFor: PAGE });
    assert.equal(tokenRequests().length, 0);
    assert.equal(told.length, 1);
    const [error] = told;
    checkShape(error);
    assert.deepEqual([error.name, error.kind], ["SneError", "config"]);
    assert.match(error.message, /authorize/);
  });
}

test("an authorize that fails refuses; its reason goes to the owner alone", async (t) => {
  const reason = new Error("database at db.internal is down");
  const failures = [
    () => {
      throw reason;
    },
    () => Promise.reject(reason),
  ];
  for (const authorize of failures) {
    const { ask, told, tokenRequests } = await relayed(t, { authorize });
    const answer = await ask();
    assertRefused(answer, [403, "not-authorised"], { readableFor: PAGE });
    assert.doesNotMatch(answer.text, /db\.internal/);
    assert.deepEqual(told, [reason]);
    assert.equal(tokenRequests().length, 0);
  }
});

test("authorize sees the request as it came: headers, method, path", async (t) => {
  /** @type {unknown[][]} */
  const seen = [];
  /** @type {RelayOptions["authorize"]} */
  const authorize = ({ method, url, headers }) => {
    seen.push([method, new URL(url).pathname, headers.get("cookie"), headers.get("origin")]);
    return "ada";
  };
  const { ask } = await relayed(t, { authorize });
  assert.equal((await ask()).status, 200);
  assert.deepEqual(seen, [["POST", "/token", "session=ada", PAGE]]);
});

test("an authorize that reads the body leaves nothing to the relay: a refusal, no crash", async (t) => {
  const { ask } = await relayed(t, { authorize: async (request) => (await request.json()) && "ada" });
  assertRefused(await ask(), [400, "body-invalid"], { readableFor: PAGE });
});

test("a preflight from an allowed origin", async (t) => {
  for (const allowCredentials of [undefined, false, true]) {
    const { ask } = await relayed(t, { allowCredentials, authorize: () => assert.fail("nobody is asked") });
    const asking = {
      Origin: PAGE,
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "content-type",
    };
    const { status, headers, text } = await ask("", asking, "OPTIONS");
    assert.deepEqual([status, text], [204, ""]);
    assert.equal(headers["access-control-allow-origin"], PAGE);
    assert.equal(headers["access-control-allow-methods"], "POST");
    assert.equal(headers["access-control-allow-headers"], "content-type, authorization");
    assert.equal(headers["access-control-allow-credentials"], allowCredentials ? "true" : undefined);
    assert.deepEqual([headers["cache-control"], headers.vary], ["no-store", "Origin"]);
  }
});

test("a preflight without Origin", async (t) => {
  const { ask } = await relayed(t);
  assertRefused(await ask("", { "Access-Control-Request-Method": "POST" }, "OPTIONS"), [403, "origin-refused"]);
});

test("cookies of pages on other origins are a choice, for allowed origins alone", async (t) => {
  const { ask } = await relayed(t, { allowCredentials: true });
  assert.equal((await ask()).headers["access-control-allow-credentials"], "true");
  const foreign = await ask({}, pageHeaders({ Origin: "https://evil.example" }));
  assertRefused(foreign, [403, "origin-refused"]);
  assert.equal(foreign.headers["access-control-allow-credentials"], undefined);
});

test("refusals speak the relay's language", async (t) => {
  const words = { fr: /origine/, en: /origin gets/ };
  for (const language of LANGUAGES) {
    const { ask } = await relayed(t, { language });
    assert.match((await ask({}, withoutOrigin())).json().error.message, words[language]);
  }
});
