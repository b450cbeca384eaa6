// Bodies that are not what they must be: each is an error that says so. (Those that are: client-content.test.mjs.)

import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { TOKEN, always, bearerOf, grantAnother, json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { soon } from "./support/wait.mjs";

/** @import { OutgoingHttpHeaders } from "node:http" */
/** @import { Answer, SneErrorKind } from "sne-cotation" */
/** @import { Says } from "./support/languages.mjs" */
/** @import { Reply } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
const JSON_TYPE = { "Content-Type": "application/json" };
const HTML = "<!DOCTYPE html><html><body>Connexion</body></html>";
const XML = '<?xml version="1.0"?><erreur/>';
const HTML_SAYS = { fr: /HTML/, en: /HTML/ };

/**
 * What is answered to `healthcheck`, and the error that becomes of it.
 * @typedef {[status: number, headers: OutgoingHttpHeaders, body: string | Buffer, kind: SneErrorKind, says: Says]} Row
 */

/** @type {Record<string, Row>} */
const BODIES = {
  "nothing, with a content type": [200, JSON_TYPE, "", "protocol", { fr: /vide/, en: /empty/ }],
  "nothing, without a content type": [200, {}, "", "protocol", { fr: /vide/, en: /empty/ }],
  "white space": [200, JSON_TYPE, " \r\n\t ", "protocol", { fr: /vide/, en: /empty/ }],
  "JSON that stops": [200, JSON_TYPE, '{"version":"1.0","eta', "protocol", { fr: /incomplet/, en: /incomplete/ }],
  "malformed JSON": [200, JSON_TYPE, '{"version":1.0,}', "protocol", { fr: /mal formé/, en: /malformed/ }],
  "two JSON texts": [200, JSON_TYPE, "{}{}", "protocol", { fr: /JSON/, en: /JSON/ }],
  "text as JSON": [200, JSON_TYPE, "All is well", "protocol", { fr: /pas du JSON/, en: /not JSON/ }],
  HTML: [200, { "Content-Type": "text/html; charset=utf-8" }, HTML, "gateway", HTML_SAYS],
  "HTML that says it is JSON": [200, JSON_TYPE, `\n  ${HTML}`, "gateway", HTML_SAYS],
  "HTML without a doctype": [200, JSON_TYPE, "<HTML><body>", "gateway", HTML_SAYS],
  XHTML: [200, { "Content-Type": "application/xhtml+xml" }, HTML, "gateway", HTML_SAYS],
  "HTML under 400": [400, { "Content-Type": "text/html" }, HTML, "gateway", HTML_SAYS],
  "HTML under 404": [404, { "Content-Type": "text/html" }, HTML, "gateway", {}],
  "HTML under 500": [500, { "Content-Type": "text/html" }, HTML, "gateway", { fr: /500/, en: /500/ }],
  "HTML under 502": [502, { "Content-Type": "text/html" }, HTML, "gateway", { fr: /502/, en: /502/ }],
  "HTML without a type under 400": [400, {}, HTML, "gateway", HTML_SAYS],
  XML: [200, { "Content-Type": "application/xml" }, XML, "protocol", { fr: /XML/, en: /XML/ }],
  "XML of text": [200, { "Content-Type": "text/xml; charset=utf-8" }, XML, "protocol", { fr: /XML/, en: /XML/ }],
  "problem+xml": [200, { "Content-Type": "application/problem+xml" }, XML, "protocol", { fr: /XML/, en: /XML/ }],
  "XML that says it is JSON": [200, JSON_TYPE, XML, "protocol", { fr: /XML/, en: /XML/ }],
  "XML under 400": [400, { "Content-Type": "application/xml" }, XML, "request", { fr: /400/, en: /400/ }],
  "an unknown charset, and bytes that are no UTF-8": [
    200,
    { "Content-Type": "application/json; charset=klingon" },
    Buffer.from('{"ville":"Orléans"}', "latin1"),
    "protocol",
    { fr: /codage/, en: /encoding/ },
  ],
};

for (const [name, [status, headers, body, kind, says]] of Object.entries(BODIES)) {
  for (const language of LANGUAGES) {
    test(`${name}: ${kind} (${language})`, async (t) => {
      const { client, calls } = await platform(t, { api: always(status, headers, body) });
      const error = await failureOf((await client({ language })).healthcheck());
      assert.deepEqual([error.kind, error.status, error.attempts], [kind, status, 1]);
      if (says[language]) assert.match(error.message, says[language]);
      assert.equal(calls().length, 1);
      assert.doesNotMatch(JSON.stringify(error), /Connexion|All is well|klingon/, "nothing of the body is repeated");
    });
  }
}

for (const after of [0, 5, 20]) {
  test(`a connection cut after ${after} bytes of body is a network error, and the next call works`, async (t) => {
    const { simulator, client } = await simulated(t);
    const sne = await client("works");
    simulator.inject("gateway", { type: "truncated-body", after });
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, error.status, error.retryable], ["network", 200, true]);
    assert.match(error.message, /interrompue/);
    assert.ok(error.cause instanceof Error);
    assert.deepEqual(await sne.healthcheck(), OK);
  });
}

test("a cut token answer is a network error too, and is not remembered", async (t) => {
  const { simulator, client } = await simulated(t);
  const sne = await client("works");
  simulator.inject("authorization-server", { type: "truncated-body", after: 10 });
  assert.equal((await failureOf(sne.healthcheck())).kind, "network");
  assert.deepEqual(await sne.healthcheck(), OK);
});

const LIMIT = 2000;
const large = JSON.stringify({ filler: "x".repeat(LIMIT) });
/** @param {OutgoingHttpHeaders} headers @param {string | Uint8Array} bytes @returns {Reply} */
const inPieces = (headers, bytes) => (_request, response) => {
  response.writeHead(200, { ...JSON_TYPE, ...headers });
  for (let start = 0; start < bytes.length; start += 500) response.write(bytes.slice(start, start + 500));
  response.end();
};
const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024, " "));
const OVERSIZED = {
  "an announced length": always(200, { ...JSON_TYPE, "Content-Length": large.length }, large),
  "no announced length": inPieces({}, large),
  "a gzip bomb, announced": always(
    200,
    { ...JSON_TYPE, "Content-Encoding": "gzip", "Content-Length": zeros.length },
    zeros,
  ),
  "a gzip bomb in pieces": inPieces({ "Content-Encoding": "gzip" }, zeros),
  bytes: always(200, { "Content-Type": "application/octet-stream" }, large),
  "text in another charset": always(200, { "Content-Type": "text/plain; charset=iso-8859-1" }, large),
};

for (const [name, api] of Object.entries(OVERSIZED)) {
  test(`too large, ${name}: reading stops, and the error says the limit`, async (t) => {
    const { client } = await platform(t, { api });
    const before = process.memoryUsage().arrayBuffers;
    const error = await failureOf(soon((await client({ maxResponseBytes: LIMIT })).healthcheck()));
    assert.deepEqual([error.kind, error.status, error.retryable], ["protocol", 200, false]);
    assert.match(error.message, new RegExp(String(LIMIT)));
    assert.match(error.advice, /maxResponseBytes/);
    assert.ok(process.memoryUsage().arrayBuffers - before < 16 * 1024 * 1024, "what is too large is not kept");
  });
}

test("a body of exactly the limit is read; one byte more is not", async (t) => {
  /** @type {OutgoingHttpHeaders[]} */
  const heads = [{}, { "Content-Length": String(large.length) }];
  for (const headers of heads) {
    const { client } = await platform(t, { api: inPieces(headers, large) });
    const fits = await client({ maxResponseBytes: large.length });
    /** @type {Answer<{ filler: string }>} */
    const { data } = await fits.request({ path: "/x" });
    assert.equal(data.filler.length, LIMIT);
    const tooSmall = await client({ maxResponseBytes: large.length - 1 });
    assert.equal((await failureOf(tooSmall.request({ path: "/x" }))).kind, "protocol");
  }
});

test("an endless answer ends with the limit", async (t) => {
  /** @type {Reply} */
  const endless = (_request, response) => {
    response.writeHead(200, JSON_TYPE);
    const more = () => response.writable && response.write(" ".repeat(10_000)) && setImmediate(more);
    response.on("drain", more);
    more();
  };
  const { client } = await platform(t, { api: endless });
  const error = await failureOf(soon((await client({ maxResponseBytes: 1_000_000 })).healthcheck()));
  assert.equal(error.kind, "protocol");
});

test("an endless or huge token answer, or error, does not fill the memory either", async (t) => {
  const huge = JSON.stringify({ access_token: "x", filler: "y".repeat(200_000) });
  const granting = await platform(t, { token: always(200, JSON_TYPE, huge) });
  assert.equal((await failureOf((await granting.client()).healthcheck())).kind, "protocol");
  const failing = await platform(t, { api: always(500, { ...JSON_TYPE, "Content-Encoding": "gzip" }, zeros) });
  const error = await failureOf(soon((await failing.client()).healthcheck()));
  assert.deepEqual([error.kind, error.status], ["gateway", 500]);
});

for (const status of [301, 302, 303, 307, 308]) {
  test(`a redirect ${status} to another origin: nothing goes there, neither token nor secret`, async (t) => {
    const elsewhere = await platform(t);
    const to = always(status, { Location: `${elsewhere.url}/api/stolen` });
    const atApi = await platform(t, { api: to });
    const atToken = await platform(t, { token: to });
    for (const { client } of [atApi, atToken]) {
      const sne = await client();
      for (const call of [sne.healthcheck(), sne.request({ method: "POST", path: "/x", body: { a: 1 } })]) {
        const error = await failureOf(call);
        assert.deepEqual([error.kind, error.status, error.retryable], ["protocol", status, false]);
        assert.doesNotMatch(JSON.stringify(error), /stolen/);
      }
    }
    assert.deepEqual(elsewhere.requests, []);
    assert.equal(bearerOf(atApi.calls()[0]), `${TOKEN}1`);
  });
}

test("statuses that are no answer", async (t) => {
  for (const status of [300, 304, 305]) {
    const { client } = await platform(t, { api: always(status) });
    const error = await failureOf(soon((await client({ language: "en" })).healthcheck()));
    assert.deepEqual([error.kind, error.status], ["protocol", status]);
    assert.match(error.message, new RegExp(String(status)));
  }
});

test("a token endpoint that answers 304 does not redirect, and is not said to", async (t) => {
  const { client } = await platform(t, { token: always(304) });
  const error = await failureOf((await client({ language: "en" })).healthcheck());
  assert.deepEqual([error.kind, error.status], ["protocol", 304]);
  assert.doesNotMatch(error.message, /redirects/);
});

test("early hints and a token after them are no trouble", async (t) => {
  const grant = grantAnother();
  /** @param {Reply} then @returns {Reply} */
  const hinting = (then) => (request, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    response.writeProcessing();
    then(request, response);
  };
  const { client } = await platform(t, {
    token: hinting(grant),
    api: hinting((_request, response) => json(response, 200, OK)),
  });
  assert.deepEqual(await (await client()).healthcheck(), OK);
});
