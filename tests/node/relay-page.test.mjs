// The page's half of the relay: what it sends, what it takes for an answer, and what it says when there is no token.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { tokenFromRelay } from "sne-cotation/relay/page";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { always, json, serve } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { IncomingHttpHeaders } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { FetchLike, TokenAnswer, TokenRequest } from "sne-cotation" */
/** @import { RelayRefusal } from "sne-cotation/relay" */
/** @import { RelayError } from "sne-cotation/relay/page" */
/** @import { Reply, ServerRequest } from "./support/platform.mjs" */

const GRANT = { access_token: "from-the-relay", token_type: "Bearer", expires_in: 12 };
/** @type {Reply} */
const grant = (_request, response) => json(response, 200, GRANT);

/**
 * A server that answers as the test says, for the length of a test; `seen` is what was sent.
 * @param {TestContext} t
 * @param {Reply} [answer]
 */
async function server(t, answer = grant) {
  /** @type {{ method: string, headers: IncomingHttpHeaders, path: string, body: string }[]} */
  const seen = [];
  const url = await serve(
    t,
    createServer(async (incoming, response) => {
      const request = /** @type {ServerRequest} */ (incoming);
      const { method, headers, url: path } = request;
      const body = (await request.setEncoding("utf8").toArray()).join("");
      seen.push({ method, headers, path, body });
      await answer(request, response);
    }),
  );
  return { url: `${url}/token`, seen };
}

/**
 * A page's `getToken` as a page may call it itself: what the client always tells, it may leave out.
 * @param {Parameters<typeof tokenFromRelay>} given
 * @returns {(request?: Partial<TokenRequest>) => Promise<TokenAnswer>}
 */
const asking = (...given) => untyped(tokenFromRelay(...given));

/**
 * The `RelayError` that a promise rejects with.
 * @param {Promise<unknown>} promise
 */
async function relayErrorOf(promise) {
  const error = await reasonOf(promise);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "RelayError");
  return /** @type {RelayError} */ (error);
}

const waiting = () => new AbortController().signal;

/** What a relay's refusal looks like. @param {number} status @param {Refusal} error @returns {Reply} */
const refusal = (status, error) => (_request, response) => json(response, status, { error });

/** @typedef {Pick<RelayRefusal, "kind" | "code" | "retryable"> & Partial<RelayRefusal>} Refusal */

test("it asks with POST and JSON, and gives what the authorisation server would", async (t) => {
  const { url, seen } = await server(t);
  const getToken = asking(url);
  assert.deepEqual(await getToken({ signal: waiting() }), GRANT);
  assert.deepEqual(await getToken({ signal: waiting(), rejected: "refused-one" }), GRANT);
  assert.deepEqual(await getToken(), GRANT);
  assert.deepEqual(
    seen.map(({ method, body }) => [method, body]),
    [
      ["POST", "{}"],
      ["POST", '{"rejected":"refused-one"}'],
      ["POST", "{}"],
    ],
  );
  for (const { headers } of seen) assert.equal(headers["content-type"], "application/json");
});

test("the address may be a URL", async (t) => {
  const { url } = await server(t);
  assert.deepEqual(await asking(new URL(url))({}), GRANT);
});

test("nothing else of an answer is passed on", async (t) => {
  const { url } = await server(t, (_request, response) =>
    json(response, 200, { ...GRANT, refresh_token: "x", scope: "y" }),
  );
  assert.deepEqual(await asking(url)({}), GRANT);
});

test("headers go along, asked for each time when they are a function, and cannot undo the JSON", async (t) => {
  const { url, seen } = await server(t);
  await asking(url, { headers: { Authorization: "Session 1", "content-type": "text/plain" } })({});
  let count = 1;
  const headers = async () => {
    count += 1;
    return { authorization: `Session ${count}` };
  };
  const getToken = asking(url, { headers });
  await getToken({});
  await getToken({});
  assert.deepEqual(
    seen.map(({ headers }) => headers.authorization),
    ["Session 1", "Session 2", "Session 3"],
  );
  for (const { headers } of seen) assert.equal(headers["content-type"], "application/json");
});

test("a fetch of one's own gets the cookie policy, the signal, and no way to follow a redirect", async () => {
  /** @type {[url: string, init: RequestInit][]} */
  const inits = [];
  /** @type {FetchLike} */
  const fetch = async (url, init) => {
    inits.push([url, init]);
    return Response.json(GRANT);
  };
  const signal = waiting();
  await tokenFromRelay("/token", { fetch })({ signal });
  await tokenFromRelay("/token", { fetch, credentials: "include" })({ signal });
  assert.deepEqual(
    inits.map(([url, init]) => [url, init.credentials, init.redirect, init.signal === signal]),
    [
      ["/token", "same-origin", "error", true],
      ["/token", "include", "error", true],
    ],
  );
});

test("a fetch of one's own need not give more than the types ask for", async () => {
  const text = async () => JSON.stringify(GRANT);
  const arrayBuffer = async () => new TextEncoder().encode(await text()).buffer;
  const fetch = async () => ({ status: 200, headers: new Headers(), body: null, text, arrayBuffer });
  assert.deepEqual(await tokenFromRelay("/token", { fetch })({ signal: waiting() }), GRANT);
});

/** @type {[status: number, error: Refusal, french: RegExp, english: RegExp][]} */
const REFUSALS = [
  [
    403,
    { kind: "relay", code: "not-authorised", message: "x", advice: "x", retryable: false },
    /identifiez-vous/,
    /sign in/,
  ],
  [403, { kind: "relay", code: "origin-refused", retryable: false }, /allowedOrigins/, /allowedOrigins/],
  [429, { kind: "relay", code: "too-many-requests", retryable: true, retryAfter: 6 }, /attendez/, /wait/],
  [503, { kind: "authorization-server", code: "token-unavailable", retryable: true, retryAfter: 9 }, /jeton/, /token/],
  [502, { kind: "credentials", code: "token-unavailable", retryable: false }, /jeton/, /token/],
];

for (const [status, error, french, english] of REFUSALS) {
  test(`a refusal of the relay: ${status} ${error.code}`, async (t) => {
    const { url } = await server(t, refusal(status, error));
    const words = { fr: french, en: english };
    for (const language of LANGUAGES) {
      const failure = await relayErrorOf(asking(url, { language })({}));
      assert.match(failure.message, words[language]);
      const { name, code, kind, retryable, retryAfter } = failure;
      assert.deepEqual(
        [name, code, kind, failure.status, retryable, retryAfter],
        ["RelayError", error.code, error.kind, status, error.retryable, error.retryAfter],
      );
    }
  });
}

const OTHERS = {
  "an error page": always(404, { "Content-Type": "text/html" }, "<h1>evil words</h1>"),
  "a fault without a body": always(500),
  "a page of HTML that is fine": always(200, { "Content-Type": "text/html" }, "<h1>evil words</h1>"),
  "an empty answer": always(200),
  "JSON without a token": always(200, {}, '{"token":"evil words"}'),
  "a token that is no text": always(200, {}, '{"access_token":5}'),
  "JSON null": always(200, {}, "null"),
  "a code of its own": always(403, {}, '{"error":{"code":"evil words","message":"evil words"}}'),
  "a code from a prototype": always(403, {}, '{"error":{"code":"toString"}}'),
  "an error that is a text": always(400, {}, '{"error":"evil words"}'),
  "an answer without end": always(200, {}, `{"access_token":"${"evil words".repeat(5000)}"}`),
};

for (const [title, answer] of Object.entries(OTHERS)) {
  test(`what is no relay's answer: ${title}`, async (t) => {
    const { url } = await server(t, answer);
    const failure = await relayErrorOf(asking(url, { language: "en" })({}));
    assert.deepEqual([failure.name, failure.code], ["RelayError", "relay-unexpected"]);
    assert.match(failure.message, new RegExp(`status ${failure.status}`));
    assert.doesNotMatch(JSON.stringify(failure) + failure.message, /evil/);
  });
}

test("a redirect is not followed: it leads to a page that asks to sign in", async (t) => {
  const { url, seen } = await server(t, always(302, { Location: "/login" }));
  const failure = await relayErrorOf(asking(url, { language: "en" })({}));
  assert.equal(failure.code, "relay-unreachable");
  assert.deepEqual(
    seen.map(({ path }) => path),
    ["/token"],
  );
});

test("nobody at the address", async () => {
  const failure = await relayErrorOf(asking("http://127.0.0.1:1/token", { language: "en" })({}));
  assert.deepEqual([failure.name, failure.code, failure.retryable], ["RelayError", "relay-unreachable", true]);
  assert.ok(failure.cause instanceof Error);
});

test("an abort gives its own reason, before and while the answer comes", async (t) => {
  const { url, seen } = await server(t, (_request, response) => response.writeHead(200).write("{"));
  const leaving = new AbortController();
  const reason = new Error("mine");
  const pending = reasonOf(tokenFromRelay(url)({ signal: leaving.signal }));
  await until(() => seen.length === 1, "the request");
  leaving.abort(reason);
  assert.equal(await soon(pending), reason);
  assert.equal(await soon(reasonOf(tokenFromRelay(url)({ signal: AbortSignal.abort(reason) }))), reason);
});

test("a client says of a failed relay what the relay's error says", async (t) => {
  const { url } = await server(t, refusal(403, { kind: "relay", code: "not-authorised", retryable: false }));
  const environment = { apiUrl: "http://127.0.0.1:1/" };
  const sne = await SneCotation.create({
    environment,
    getToken: tokenFromRelay(url, { language: "en" }),
    language: "en",
  });
  const { kind, cause } = await failureOf(sne.healthcheck());
  assert.ok(cause instanceof Error);
  assert.deepEqual(
    [kind, cause.name, Reflect.get(cause, "code")],
    ["authorization-server", "RelayError", "not-authorised"],
  );
  assert.match(cause.message, /sign in/);
});

test("mistakes are refused at once, in both languages", () => {
  const words = { fr: /option|adresse/, en: /no option|address/ };
  for (const language of LANGUAGES) {
    const word = words[language];
    for (const url of [undefined, null, "", 5, {}])
      assert.throws(() => tokenFromRelay(untyped(url), { language }), word);
    assert.throws(() => tokenFromRelay("/token", untyped({ language, secret: "x" })), word);
  }
});
