// Good HTTP whose content is absurd, over raw sockets, from either server: each answer ends in an error of a fitting
// kind, or is read as what it plainly means; and the same client works with the next good answer.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf } from "./support/failure.mjs";
import { CREDENTIALS } from "./support/platform.mjs";
import { answerOf, outcomeOf, rawPlatform } from "./support/raw.mjs";
import { soon } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneErrorKind } from "sne-cotation" */
/** @import { RawAnswer } from "./support/raw.mjs" */

const OK = '{"version":"1.0","etat":"OK"}';
const GRANT = '{"access_token":"a-token","token_type":"Bearer","expires_in":3600}';
/** @param {string} text */
const marked = (text) => Buffer.from(`\ufeff${text}`);
/** @param {number} count @param {string} open @param {string} close */
const nested = (count, open, close) => `${open.repeat(count)}1${close.repeat(count)}`;
/** @param {string} first @param {string} last */
const twice = (first, last) => `{${`${first},`.repeat(500)}${last}}`;

/** What an answer comes to. @typedef {SneErrorKind | "ok"} Kind */
/** The body of an answer. @typedef {string | Buffer} Body */

/**
 * The body of the token answer, the body of the API's, and what each comes to.
 * @type {Record<string, [token: Body, tokenKind?: Kind, api?: Body, apiKind?: Kind]>}
 */
const BODIES = {
  "a byte-order mark before the JSON": [marked(GRANT), "ok", marked(OK), "ok"],
  "bytes that are no UTF-8": [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22])],
  "NUL bytes": [Buffer.alloc(1000)],
  "NUL bytes in JSON": ['{"access_token":"a\0b","version":"\0"}'],
  "a NUL that JSON escapes": ['{"access_token":"a\\u0000b"}', "protocol", '{"version":"\\u0000"}', "ok"],
  "half of a surrogate pair": ['{"access_token":"\\ud800"}', "protocol", '{"version":"\\udfff"}', "ok"],
  "arrays 30,000 deep": [nested(30_000, "[", "]"), "protocol", nested(30_000, "[", "]"), "ok"],
  "arrays 100,000 deep": [nested(100_000, "[", "]"), "protocol", nested(100_000, "[", "]"), "ok"],
  "objects 5,000 deep": [nested(5000, '{"a":', "}"), "protocol", nested(5000, '{"a":', "}"), "ok"],
  "arrays 60,000 deep that do not end": ["[".repeat(60_000)],
  "a text that does not end": [`"${"\\".repeat(60_001)}`],
  "keys that are __proto__": [
    '{"__proto__":{"access_token":"x"}}',
    "protocol",
    '{"__proto__":{"code":"ERRCOTCAL0004","message":"no"}}',
    "ok",
  ],
  "the same key many times": [
    twice('"access_token":""', GRANT.slice(1, -1)),
    "ok",
    twice('"etat":""', '"etat":"OK"'),
    "ok",
  ],
  "numbers beyond all numbers": ['{"access_token":1e999}', "protocol", '{"version":1e999}', "ok"],
};

/** Content types, with a good body. @type {Record<string, [type: string, kind: Kind, body?: Buffer]>} */
const TYPES = {
  "utf-16 HTML": ["text/html; charset=utf-16", "gateway", Buffer.from("<!DOCTYPE html>", "utf16le")],
  "utf-16 JSON": ["application/json; charset=utf-16le", "ok"],
  "an unknown charset": ["application/json; charset=klingon", "ok"],
  "an unknown charset, and no UTF-8": [
    "application/json; charset=klingon",
    "protocol",
    Buffer.from('{"a":"\xe9"}', "latin1"),
  ],
  "a charset of 9,000 characters": [`application/json; charset=${"x".repeat(9000)}`, "ok"],
  "nothing but semicolons": [";".repeat(9000), "ok"],
  "nothing but quotes": [`application/json; charset=${'"'.repeat(9000)}`, "ok"],
};

/**
 * Statuses with headers, and the kind from the authorisation server and from the API.
 * @type {Record<string, [status: string, header: string, tokenKind: Kind, apiKind: Kind]>}
 */
const HEADERS = {
  "400 with a challenge of quotes": [
    "400 No",
    `WWW-Authenticate: ${'"'.repeat(9000)}`,
    "authorization-server",
    "authorization-server",
  ],
  "403 with a challenge of backslashes": [
    "403 No",
    `WWW-Authenticate: Bearer error="${"\\".repeat(9001)}`,
    "authorization-server",
    "subscription",
  ],
  "403 with a challenge of commas": [
    "403 No",
    `WWW-Authenticate: Bearer ${",=".repeat(4500)}`,
    "authorization-server",
    "subscription",
  ],
  "a quota announced as rubbish": [
    "429 No",
    'X-Rate-Limit: [{"window":1e999,"remaining":"',
    "authorization-server",
    "quota",
  ],
  "a quota announced deep": ["429 No", `X-Rate-Limit: ${"[".repeat(9000)}`, "authorization-server", "quota"],
  "a quota announced negative": [
    "429 No",
    'X-Rate-Limit: [{"window":-1,"remaining":-1e308}]',
    "authorization-server",
    "quota",
  ],
};

const TIMES = {
  "1e309": [undefined],
  "-1": [undefined],
  NaN: [undefined],
  Infinity: [undefined],
  "1;2": [undefined],
  "Wed, 21 Oct 2015 07:28:00 GMT": [0],
  "Fri, 31 Dec 999999 23:59:59 GMT": [undefined],
};
const LONG = ["9".repeat(400), "9".repeat(20), "Fri, 31 Dec 9999 23:59:59 GMT"];

/**
 * A call against an answer of one of the servers.
 * @param {TestContext} t
 * @param {string} where
 * @param {RawAnswer} answer
 */
async function outcome(t, where, answer) {
  const platform = await rawPlatform(t, { [where]: answer });
  return outcomeOf(platform, await platform.client({ timeout: 5000 }));
}

// At once, because a client may wait before it tries again.
describe("absurd content", { concurrency: 8 }, () => {
  for (const [name, [token, tokenKind = "protocol", api = token, apiKind = tokenKind]] of Object.entries(BODIES)) {
    test(`${name}: ${tokenKind} from token, ${apiKind} from api`, async (t) => {
      assert.equal((await outcome(t, "token", answerOf(token))).kind, tokenKind);
      assert.equal((await outcome(t, "api", answerOf(api))).kind, apiKind);
    });
  }

  for (const [name, [type, kind, body]] of Object.entries(TYPES)) {
    test(`a content type that is ${name}: ${kind}`, async (t) => {
      // A page in place of a token is the authorisation server's affair.
      const ofToken = kind === "gateway" ? "authorization-server" : kind;
      const encoding = type.endsWith("utf-16le") ? "utf16le" : "utf8";
      for (const [where, good, expected] of [
        ["token", GRANT, ofToken],
        ["api", OK, kind],
      ]) {
        const answer = answerOf(body ?? Buffer.from(good, encoding), { type });
        assert.equal((await outcome(t, where, answer)).kind, expected, where);
      }
    });
  }

  for (const [name, [status, header, tokenKind, apiKind]] of Object.entries(HEADERS)) {
    test(`${name}: ${tokenKind} from token, ${apiKind} from api`, async (t) => {
      const answer = answerOf("", { status, headers: [header] });
      assert.equal((await outcome(t, "token", answer)).kind, tokenKind);
      assert.equal((await outcome(t, "api", answer)).kind, apiKind);
    });
  }

  for (const [where, kind] of [
    ["token", "authorization-server"],
    ["api", "gateway"],
  ]) {
    for (const [time, [seconds]] of Object.entries(TIMES)) {
      test(`Retry-After: ${time}, from ${where}: nothing is made of it that it does not say`, async (t) => {
        const { error } = await outcome(
          t,
          where,
          answerOf("", { status: "503 Busy", headers: [`Retry-After: ${time}`] }),
        );
        assert.deepEqual([error?.kind, error?.status, error?.retryAfter], [kind, 503, seconds]);
      });
    }

    for (const time of LONG) {
      const shown = `${time.slice(0, 30)} (${time.length})`;
      test(`Retry-After: ${shown}, from ${where}: too long for anyone, and still a number`, async (t) => {
        const { error } = await outcome(
          t,
          where,
          answerOf("", { status: "503 Busy", headers: [`Retry-After: ${time}`] }),
        );
        const { retryAfter = 0 } = error ?? {};
        assert.deepEqual([error?.kind, error?.status], [kind, 503]);
        assert.ok(Number.isFinite(retryAfter) && retryAfter > 86_400, `${retryAfter}`);
      });
    }
  }
});

test("a challenge of 10,000 parameters, which only another fetch would let through", async () => {
  const parameters = Array.from({ length: 10_000 }, (_, index) => `p${index}="v${index}"`).join(",");
  const challenges = {
    [`Bearer ${parameters},error="insufficient_scope"`]: "insufficient_scope",
    [`Bearer ${parameters}`]: undefined,
  };
  for (const [challenge, code] of Object.entries(challenges)) {
    /** @param {string} url */
    const fetch = async (url) =>
      url.endsWith("/token")
        ? new Response(GRANT, { headers: { "Content-Type": "application/json" } })
        : new Response(null, { status: 403, headers: { "WWW-Authenticate": challenge } });
    const sne = await SneCotation.create({ environment: "sandbox", ...CREDENTIALS, fetch });
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, error.code], ["subscription", code]);
  }
});
