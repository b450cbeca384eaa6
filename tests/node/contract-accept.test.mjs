// What the caller asks for: `accept`, and what a contract declares for headers that the client sets itself. And a body
// with GET.

import assert from "node:assert/strict";
import { request as overHttp } from "node:http";
import { test } from "node:test";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { json } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { FetchLike } from "sne-cotation" */
/** @import { Reply } from "./support/platform.mjs" */

const OK = { 200: { description: "OK", schema: { type: "object" } } };
/** @param {string} name */
const header = (name) => ({ name, in: "header", type: "string", required: true });
/** @param {string} operationId @param {object} more */
const operation = (operationId, more) => ({ operationId, responses: OK, ...more });

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Choix", version: "1" },
  paths: {
    "/captcha": { get: operation("captcha", { produces: ["application/json", "audio/x-wav", "text/csv"] }) },
    "/etat": {
      get: operation("etat", {
        produces: ["application/json", "application/pdf"],
        parameters: [
          { ...header("Accept"), enum: ["application/json", "application/pdf"] },
          header("Content-Type"),
          header("Authorization"),
        ],
      }),
    },
    "/recherche": {
      get: operation("recherche", {
        parameters: [{ name: "criteres", in: "body", schema: { type: "object" } }],
      }),
    },
  },
};

const WAV = Buffer.from("RIFF\0\0\0\0WAVE");

/** Answers as what is asked for. @type {Reply} */
const asAsked = (request, response) => {
  const { accept } = request.headers;
  const answers = { "audio/x-wav": WAV, "text/csv": "75001;01", "application/pdf": WAV };
  const body = answers[/** @type {keyof typeof answers} */ (accept)];
  if (body === undefined) return json(response, 200, { accept });
  response.writeHead(200, { "Content-Type": accept }).end(body);
};

test("what is asked for comes, and is read by its own type", async (t) => {
  const { sne } = await contracted(t, CONTRACT, { api: asAsked, validate: true });
  assert.deepEqual((await sne.call("captcha")).data, { accept: "application/json" });
  const { data } = await sne.call("captcha", {}, { accept: "audio/x-wav" });
  assert.deepEqual(Buffer.from(/** @type {Uint8Array} */ (data)), WAV);
  assert.equal((await sne.call("captcha", {}, { accept: "text/csv" })).data, "75001;01");
  for (const accept of ["application/vnd.autre+json", "application/json;q=0.5, */*;q=0.1"]) {
    assert.deepEqual((await sne.call("captcha", {}, { accept })).data, { accept });
  }
  assert.deepEqual((await sne.call("captcha", {}, { accept: undefined })).data, { accept: "application/json" });
});

test("a text of the contract's that is announced as JSON, and is none, is a text", async (t) => {
  let text = "550e8400-e29b-41d4-a716-446655440000";
  const { sne } = await contracted(
    t,
    {
      ...CONTRACT,
      paths: {
        "/nom": { get: operation("nom", { responses: { 200: { description: "OK", schema: { type: "string" } } } }) },
        "/etat": { get: operation("etat", {}) },
      },
    },
    {
      api: (_request, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(text),
      validate: true,
      retry: false,
    },
  );
  assert.equal((await sne.call("nom")).data, text);
  assert.equal((await failureOf(sne.call("etat"))).kind, "protocol", "where it is an object");
  text = '"un texte en JSON"';
  assert.equal((await sne.call("nom")).data, "un texte en JSON");
  for (text of ['{"tronqu', '"tronqu', "<html>", ""]) {
    const { kind } = await failureOf(sne.call("nom"));
    assert.ok(kind === "protocol" || kind === "gateway", text);
  }
});

test("an accept that is no media type is told, and nothing is sent", async (t) => {
  for (const language of LANGUAGES) {
    const { sne, requests } = await contracted(t, CONTRACT, { language });
    for (const accept of ["wav", "", "audio/", "a/b\r\nX: y", 5, {}, ["audio/x-wav"], new Blob([])]) {
      const error = await failureOf(sne.call("captcha", {}, untyped({ accept })));
      assert.equal(error.kind, "config", String(accept));
      assert.match(error.message, /accept/);
      assert.match(error.advice, /application\/json, audio\/x-wav, text\/csv/);
      const pages = sne.pages("captcha", {}, untyped({ accept, strategy: () => null }));
      assert.equal((await failureOf(pages.next())).kind, "config");
    }
    assert.deepEqual(requests, []);
  }
});

test("a header that the client sets, although the contract declares it, is no parameter", async (t) => {
  const { sne, call, requests } = await contracted(t, CONTRACT, { api: asAsked });
  assert.equal((await call("etat")).headers.accept, "application/json");
  for (const name of ["Content-Type", "Authorization", "authorization"]) {
    for (const [language, says] of /** @type {const} */ ([
      ["fr", /c'est le client qui fixe l'en-tête/],
      ["en", /the client itself sets the header/],
    ])) {
      const { sne: other } = await contracted(t, CONTRACT, { language });
      const error = await failureOf(other.call("etat", { [name]: "application/json" }));
      assert.equal(error.kind, "contract");
      assert.deepEqual(
        error.errors?.map(({ pointer, rule }) => [pointer, rule]),
        [[`/${name}`, "client"]],
      );
      assert.match(String(error.errors?.[0].message), says);
    }
  }
  const before = requests.length;
  assert.equal((await failureOf(sne.call("etat", { Host: "a" }))).errors?.[0].rule, "unknown");
  assert.equal(requests.length, before);
});

test("what is given for a declared Accept is what is asked for", async (t) => {
  const { sne } = await contracted(t, CONTRACT, { api: asAsked });
  const { data } = await sne.call("etat", { Accept: "application/pdf" });
  assert.deepEqual(Buffer.from(/** @type {Uint8Array} */ (data)), WAV);
  assert.equal((await failureOf(sne.call("etat", { Accept: "text/csv" }))).errors?.[0].rule, "enum");
});

test("a body with GET: nothing is sent by the platform's fetch, which cannot", async (t) => {
  for (const [language, says] of /** @type {const} */ ([
    ["fr", /la plateforme \(fetch\) n'envoie pas de corps avec GET/],
    ["en", /the platform \(fetch\) sends no body with GET/],
  ])) {
    const { sne, call, requests } = await contracted(t, CONTRACT, { language });
    const error = await failureOf(sne.call("recherche", { criteres: { ville: "Lyon" } }));
    assert.deepEqual(
      [error.kind, error.errors?.[0].pointer, error.errors?.[0].rule],
      ["contract", "/criteres", "method"],
    );
    assert.match(String(error.errors?.[0].message), says);
    assert.deepEqual(requests, []);
    assert.equal((await call("recherche")).body, "");
  }
});

/** A fetch that sends whatever it is told to. @type {FetchLike} */
const byHttp = (url, { method, headers, body }) =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const request = overHttp(url, { method, headers: { ...headers, ...length } }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode: status } = response;
        resolve(new Response(Buffer.concat(chunks), { status, headers: { "Content-Type": "application/json" } }));
      });
    });
    request.on("error", reject).end(body);
  });

test("a fetch of the caller's that sends a body with GET is let", async (t) => {
  const { call, sne, lastCall } = await contracted(t, CONTRACT, { fetch: byHttp });
  const { method, body, headers } = await call("recherche", { criteres: { ville: "Lyon" } });
  assert.deepEqual([method, body, headers["content-type"]], ["GET", '{"ville":"Lyon"}', "application/json"]);
  await sne.request({ path: "/x", body: { a: 1 } });
  assert.deepEqual([lastCall().method, lastCall().body], ["GET", '{"a":1}']);
});

test("one that only hands on to the platform's ends with that reason, at once", async (t) => {
  let count = 0;
  /** @type {FetchLike} */
  const handing = (url, init) => {
    count += /token/.test(url) ? 0 : 1;
    return fetch(url, init);
  };
  const { sne, calls } = await contracted(t, CONTRACT, { fetch: handing, language: "en" });
  const error = await failureOf(sne.call("recherche", { criteres: {} }));
  assert.deepEqual([error.kind, error.retryable, count, calls().length], ["config", false, 1, 0]);
  assert.match(error.message, /sends no body with GET/);
});
