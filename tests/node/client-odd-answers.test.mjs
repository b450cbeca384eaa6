// Answers of other gateways, proxies and servers than PISTE's, as people have met them: each is taken for what it is,
// and told in words that fit it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { answerOf, rawPlatform } from "./support/raw.mjs";
import { soon } from "./support/wait.mjs";

/** @import { SneError } from "sne-cotation" */
/** @import { Client } from "./support/platform.mjs" */

const OK = '{"version":"1.0","etat":"OK"}';
const HTML = "<html><title>Blocked</title></html>";
/** @param {object} fields */
const granting = (fields) => JSON.stringify({ access_token: "a-token", expires_in: 3600, ...fields });
/** @param {string} status */
const page = (status) => answerOf(HTML, { status, type: "text/html" });
/** @param {string} status @param {object} body */
const json = (status, body) => answerOf(JSON.stringify(body), { status });

const NO_RETRY = { retry: false };

const GZIP = { headers: ["Content-Encoding: gzip"] };
const EXPIRED = 'Bearer realm="DefaultRealm",error="invalid_token",error_description="The access token expired."';
/** @param {string} status @param {string} challenge */
const challenged = (status, challenge) => answerOf("", { status, headers: [`WWW-Authenticate: ${challenge}`] });

/** @typedef {[answer: Buffer, expected: Partial<SneError>, says: RegExp]} Row */

/** What the API answers, and the failure. @type {Record<string, Row>} */
const FAILURES = {
  "403 by a page": [page("403 Forbidden"), { kind: "gateway", status: 403, retryable: false }, /firewall or a proxy/],
  "405 by a page": [page("405 No"), { kind: "request", status: 405, retryable: false }, /method/],
  "406 by a page": [page("406 No"), { kind: "request", status: 406, retryable: false }, /406/],
  "413 by a page": [page("413 Too Large"), { kind: "request", status: 413, retryable: false }, /too large.*smaller/s],
  413: [json("413 Too Large", {}), { kind: "request", status: 413, retryable: false }, /too large/],
  "414 by a page": [page("414 Too Long"), { kind: "request", status: 414, retryable: false }, /too large.*query/s],
  "415 by a page": [page("415 No"), { kind: "request", status: 415, retryable: false }, /415/],
  431: [json("431 Too Large", {}), { kind: "request", status: 431 }, /too large.*headers/s],
  408: [answerOf("", { status: "408 Slow" }), { kind: "gateway", status: 408, retryable: true }, /408/],
  425: [json("425 Early", {}), { kind: "gateway", status: 425, retryable: true }, /425/],
  "511 by a page": [page("511 Log in"), { kind: "gateway", status: 511, retryable: true }, /login page/],
  "404 by a page": [page("404 No"), { kind: "gateway", status: 404, retryable: true }, /page of HTML/],
  "409 by a page": [page("409 No"), { kind: "request", status: 409, retryable: false }, /409/],
  "422 by a page": [page("422 No"), { kind: "request", status: 422, retryable: false }, /422/],
  "451 by a page": [page("451 No"), { kind: "request", status: 451, retryable: false }, /451/],
  "403 by a page of XHTML without a type": [
    answerOf('<?xml version="1.0"?>\n<!DOCTYPE html><html/>', { status: "403 No", type: "" }),
    { kind: "gateway", status: 403, retryable: false },
    /firewall or a proxy/,
  ],
  "403 by a page as plain text, behind a comment": [
    answerOf("<!-- waf --><HTML></HTML>", { status: "403 No", type: "text/plain" }),
    { kind: "gateway", status: 403, retryable: false },
    /firewall or a proxy/,
  ],
  "403 by a piece of a page": [
    answerOf("<h1>Access denied</h1>", { status: "403 No", type: "" }),
    { kind: "gateway", status: 403, retryable: false },
    /firewall or a proxy/,
  ],
  "403 by XML": [
    answerOf("<error>no</error>", { status: "403 No", type: "text/xml" }),
    { kind: "subscription", status: 403, retryable: false },
    /Modifier/,
  ],
  "a warning of PHP before the data": [
    answerOf(`<br />\n<b>Warning</b>: x\n${OK}`, { type: "" }),
    { kind: "gateway", status: 200, retryable: true },
    /page of HTML/,
  ],
  "an expired token under 403": [
    challenged("403 No", EXPIRED),
    { kind: "authorization-server", code: "invalid_token", status: 403 },
    /token/,
  ],
  "an expired token under 400": [
    challenged("400 No", EXPIRED),
    { kind: "authorization-server", code: "invalid_token", status: 400 },
    /refuses the token/,
  ],
  "an expired token behind the challenge of a proxy": [
    challenged("401 No", `Basic realm="proxy", ${EXPIRED}`),
    { kind: "authorization-server", code: "invalid_token", status: 401 },
    /refuses the token/,
  ],
  "a challenge of a proxy alone": [
    challenged("401 No", 'Basic realm="proxy"'),
    { kind: "request", status: 401 },
    /does not say why/,
  ],
  "bytes in place of the state": [
    answerOf("state", { type: "application/octet-stream" }),
    { kind: "protocol", status: 200, retryable: false },
    /not JSON/,
  ],
  "what is compressed in name only": [
    answerOf(OK, GZIP),
    { kind: "protocol", status: 200, retryable: true },
    /cannot be decompressed/,
  ],
  "the missing profile in a list under 200": [
    json("200 OK", [{ code: "ERRAUTUSR0001", message: "Aucun profil" }]),
    { kind: "profile", code: "ERRAUTUSR0001", status: 200 },
    /business profile/,
  ],
  "401 without a word": [page("401 No"), { kind: "request", status: 401 }, /does not say why/],
  "the missing profile in an object": [
    json("403 No", { erreur: { code: "ERRAUTUSR0001", message: "Aucun profil" } }),
    { kind: "profile", code: "ERRAUTUSR0001", status: 403 },
    /business profile/,
  ],
  "the missing profile in XML": [
    answerOf("<e><code>ERRAUTUSR0001</code></e>", { status: "500 No", type: "application/xml" }),
    { kind: "profile", code: "ERRAUTUSR0001", status: 500 },
    /business profile/,
  ],
  "JSON that is none, as a page": [
    answerOf("{ page", { type: "text/html" }),
    { kind: "gateway", status: 200, retryable: true },
    /page of HTML/,
  ],
  "a charset that there is not, and no UTF-8": [
    answerOf(Buffer.from('{"a":"\xe9"}', "latin1"), { type: "application/json; charset=UTF_8" }),
    { kind: "protocol", status: 200 },
    /encoding/,
  ],
};

/** What the API answers that is read all the same. */
const SUCCESSES = {
  "JSON as a page": answerOf(OK, { type: "text/html; charset=UTF-8" }),
  "JSON as XML": answerOf(OK, { type: "application/xml" }),
  "JSON as bytes": answerOf(OK, { type: "application/octet-stream" }),
  "JSON as what is no type": answerOf(OK, { type: "json" }),
  "JSON as a script": answerOf(OK, { type: "application/x-javascript" }),
  "a charset that there is not": answerOf(OK, { type: "application/json; charset=UTF_8" }),
  "a charset that two servers said": answerOf(OK, { type: "application/json;charset=UTF-8,application/json" }),
};

/** What the authorisation server answers, and the failure. @type {typeof FAILURES} */
const REFUSALS = {
  "an OAuth error under 200": [
    json("200 OK", { error: "invalid_client", error_description: "no" }),
    { kind: "credentials", code: "invalid_client", status: 200, retryable: false },
    /credentials/,
  ],
  "another OAuth error under 200": [
    json("200 OK", { error: "invalid_scope" }),
    { kind: "authorization-server", code: "invalid_scope", status: 200, retryable: false },
    /invalid_scope/,
  ],
  "invalid_client in other letters": [
    json("400 No", { error: " Invalid_Client " }),
    { kind: "credentials", status: 400 },
    /credentials/,
  ],
  "a server error as an OAuth error": [
    json("400 No", { error: "server_error" }),
    { kind: "authorization-server", code: "server_error", status: 400, retryable: true },
    /out of order/,
  ],
  "unavailable for now": [
    json("400 No", { error: "temporarily_unavailable" }),
    { kind: "authorization-server", retryable: true },
    /out of order/,
  ],
  "invalid_client in an object": [
    json("400 No", { error: { code: "invalid_client", message: "no" } }),
    { kind: "credentials", code: "invalid_client", status: 400, retryable: false },
    /credentials/,
  ],
  "invalid_client in a list": [
    json("401 No", [{ error: "invalid_client" }]),
    { kind: "credentials", code: "invalid_client", status: 401, retryable: false },
    /credentials/,
  ],
  "invalid_client in a form": [
    answerOf("error=invalid_client", { status: "400 No", type: "application/x-www-form-urlencoded" }),
    { kind: "credentials", code: "invalid_client", status: 400, retryable: false },
    /credentials/,
  ],
  "the missing profile": [
    json("400 No", { code: "ERRAUTUSR0001", message: "Aucun profil" }),
    { kind: "profile", code: "ERRAUTUSR0001", status: 400, retryable: false },
    /business profile/,
  ],
  "403 by a page": [
    page("403 No"),
    { kind: "authorization-server", status: 403, retryable: false },
    /firewall or proxy.*page of HTML/s,
  ],
  "406 without a word": [
    answerOf("", { status: "406 No" }),
    { kind: "authorization-server", status: 406, retryable: false },
    /not that of an authorisation server/,
  ],
  "413 by a page": [
    page("413 No"),
    { kind: "authorization-server", status: 413, retryable: false },
    /not that of an authorisation server/,
  ],
  "408 without a word": [
    answerOf("", { status: "408 Slow" }),
    { kind: "authorization-server", status: 408, retryable: true },
    /out of order/,
  ],
  "423 without a word": [
    answerOf("", { status: "423 Locked" }),
    { kind: "blocked", status: 423, retryable: false },
    /suspicious/,
  ],
  "too many, with an OAuth error": [
    answerOf('{"error":"rate_limit"}', { status: "429 No", headers: ["Retry-After: 7"] }),
    { kind: "authorization-server", status: 429, retryable: true, retryAfter: 7 },
    /too many/,
  ],
};

/** @param {Client} sne @param {Partial<SneError>} expected @param {RegExp} says */
async function assertFailure(sne, expected, says) {
  const error = await failureOf(soon(sne.healthcheck()));
  const told = Object.fromEntries(Object.keys(expected).map((name) => [name, error[/** @type {"kind"} */ (name)]]));
  assert.deepEqual(told, expected);
  assert.match(`${error.message}\n${error.advice}`, says);
}

describe("the gateway, or what is before it, answers", { concurrency: 8 }, () => {
  for (const [name, [api, expected, says]] of Object.entries(FAILURES)) {
    test(`${name}: ${expected.kind}`, async (t) => {
      const { client } = await rawPlatform(t, { api });
      await assertFailure(await client({ ...NO_RETRY, language: "en" }), expected, says);
    });
  }

  for (const [name, api] of Object.entries(SUCCESSES)) {
    test(`${name}: it is read`, async (t) => {
      const { client } = await rawPlatform(t, { api });
      assert.deepEqual(await soon((await client(NO_RETRY)).healthcheck()), JSON.parse(OK));
    });
  }

  test("letters that Windows-1252 has beyond ISO-8859-1: they are read, on any version of Node", async (t) => {
    const type = "application/json; charset=ISO-8859-1";
    const { client } = await rawPlatform(t, {
      api: answerOf(Buffer.from('{"a":"c\x9cur, 5 \x80"}', "latin1"), { type }),
    });
    const { data } = await (await client(NO_RETRY)).request({ path: "/x" });
    assert.deepEqual(data, { a: "cœur, 5 €" });
  });

  test("bytes that were asked for as such stay bytes, whatever they hold", async (t) => {
    const { client } = await rawPlatform(t, { api: answerOf(OK, { type: "application/octet-stream" }) });
    const { data } = await (await client(NO_RETRY)).request({ path: "/x" });
    assert.deepEqual(data, new Uint8Array(Buffer.from(OK)));
  });
});

describe("the authorisation server answers", { concurrency: 8 }, () => {
  for (const [name, [token, expected, says]] of Object.entries(REFUSALS)) {
    test(`${name}: ${expected.kind}`, async (t) => {
      const { client } = await rawPlatform(t, { token });
      await assertFailure(await client({ ...NO_RETRY, language: "en" }), expected, says);
    });
  }

  for (const token_type of ["", " Bearer ", "BearerToken"]) {
    test(`token_type ${JSON.stringify(token_type)} is taken`, async (t) => {
      const { client } = await rawPlatform(t, { token: answerOf(granting({ token_type })) });
      assert.deepEqual(await soon((await client(NO_RETRY)).healthcheck()), JSON.parse(OK));
    });
  }

  for (const access_token of [" a-token\n", "Bearer a-token", "bearer  a-token"]) {
    test(`the token ${JSON.stringify(access_token)} is sent as a token`, async (t) => {
      const { client, requests } = await rawPlatform(t, { token: answerOf(granting({ access_token })) });
      await soon((await client(NO_RETRY)).healthcheck());
      assert.match(requests.at(-1)?.head ?? "", /^authorization: Bearer a-token\r?$/im);
    });
  }

  test("a token beside an error is a token", async (t) => {
    const { client } = await rawPlatform(t, { token: answerOf(granting({ error: "none" })) });
    assert.deepEqual(await soon((await client(NO_RETRY)).healthcheck()), JSON.parse(OK));
  });
});

describe("Retry-After", { concurrency: 8 }, () => {
  /** @type {[header: string, date: string | undefined, seconds: number][]} */
  const rows = [
    ["2.5", undefined, 2.5],
    ["90.", undefined, 90],
    ["Wed, 21 Oct 2015 07:28:10 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", 10],
    ["Wed, 21 Oct 2099 07:28:10 GMT", "Wed, 21 Oct 2099 07:28:00 GMT", 10],
    ["Wed, 21 Oct 2015 07:28:10 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["Wed, 21 Oct 2015 07:28:10 GMT", "yesterday", 0],
    ["1445412490", "Wed, 21 Oct 2015 07:28:00 GMT", 10],
    ["1445412490000", "Wed, 21 Oct 2015 07:28:00 GMT", 10],
    ["1445412490", undefined, 0],
    ["99999999999999", undefined, 99_999_999_999_999],
    ["5, 10", undefined, 10],
    ["60 seconds", undefined, 60],
    ["60s", undefined, 60],
    ['"60"', undefined, 60],
  ];
  for (const [header, date, seconds] of rows) {
    test(`${header}, at ${date ?? "no time"}: ${seconds} s`, async (t) => {
      const headers = [`Retry-After: ${header}`, ...(date === undefined ? [] : [`Date: ${date}`])];
      const { client } = await rawPlatform(t, { api: answerOf("", { status: "503 Busy", headers }) });
      const error = await failureOf(soon((await client(NO_RETRY)).healthcheck()));
      assert.equal(error.retryAfter, seconds);
    });
  }
});

describe("what is left of a quota, after a 429 that says nothing else", { concurrency: 8 }, () => {
  const soonest = { Date: "Wed, 21 Oct 2015 07:28:00 GMT" };
  /** @type {[headers: [name: string, value: string][], seconds: number | undefined][]} */
  const rows = [
    [
      [
        ["X-RateLimit-Remaining", "0"],
        ["X-RateLimit-Reset", "30"],
      ],
      30,
    ],
    [
      [
        ["RateLimit-Remaining", "0"],
        ["RateLimit-Reset", "30"],
      ],
      30,
    ],
    [
      [
        ["X-Rate-Limit-Remaining", "0"],
        ["X-Rate-Limit-Reset", "1445412490000"],
      ],
      10,
    ],
    [
      [
        ["X-Rate-Limit-Remaining", "0"],
        ["X-Rate-Limit-Reset", "Wed, 21 Oct 2015 07:28:10 GMT"],
      ],
      10,
    ],
    [
      [
        ["X-Rate-Limit", "10"],
        ["X-Rate-Limit-Remaining", "0"],
        ["X-Rate-Limit-Reset", "30"],
      ],
      30,
    ],
    [[["RateLimit", "limit=10, remaining=0, reset=30"]], 30],
    [[["RateLimit", '"minute";r=0;t=30, "day";r=9;t=3000']], 30],
    [
      [
        ["X-Rate-Limit", '[{"window":30,"remaining":0}]'],
        ["X-Rate-Limit", '[{"window":60,"remaining":4}]'],
      ],
      30,
    ],
    [[["X-Rate-Limit", '[{"window":1,"remaining":0},{"window":90,"remaining":0}]']], 90],
    [[["X-Rate-Limit", '[{"window":30,"remaining":2}]']], undefined],
    [[["X-Rate-Limit", "[null, 7, [], {}]"]], undefined],
    [[["RateLimit", "remaining=0"]], undefined],
  ];
  for (const [headers, seconds] of rows) {
    test(`${headers.map((header) => header.join(": ")).join(", ")}: ${seconds ?? "no"} s`, async (t) => {
      const lines = [...Object.entries(soonest), ...headers].map((header) => header.join(": "));
      const { client } = await rawPlatform(t, { api: answerOf("", { status: "429 No", headers: lines }) });
      const error = await failureOf(soon((await client(NO_RETRY)).healthcheck()));
      assert.deepEqual([error.kind, error.retryAfter], ["quota", seconds]);
    });
  }
});
