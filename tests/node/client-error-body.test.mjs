// The body of an answer that failed, for who asks for it: whole, and in nothing that shows or logs an error.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { failureOf } from "./support/failure.mjs";
import { CREDENTIALS, json, platform, TOKEN } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneError } from "sne-cotation" */
/** @import { ClientOptions, Handler } from "./support/platform.mjs" */

const PERSON = { nom: "Martin", numeroUnique: "075012034567" };

const CONTRACT = {
  swagger: "2.0",
  info: { title: "essai", version: "1" },
  paths: {
    "/demandes": {
      get: { operationId: "lister", responses: { 200: { description: "ok", schema: { type: "array" } } } },
    },
  },
};

/**
 * What a request fails with, of a platform that always answers so.
 * @param {TestContext} t
 * @param {Handler} api
 * @param {ClientOptions & Record<string, unknown>} [options]
 * @param {object} [ofTheCall]
 */
async function refused(t, api, options = {}, ofTheCall = {}) {
  const { client } = await platform(t, { api });
  const sne = await client({ retry: false, ...options });
  return failureOf(sne.request({ path: "/demandes", ...ofTheCall }));
}

/** @param {number} status @param {string} type @param {string | Buffer} body @returns {Handler} */
const answering = (status, type, body) => (_request, response) =>
  response.writeHead(status, { "Content-Type": type }).end(body);

/** @param {SneError} error */
const shown = (error) => [String(error), error.stack, JSON.stringify(error), inspect(error), inspect({ error })].join();

test("by default no error has a body", async (t) => {
  const error = await refused(t, (_request, response) => json(response, 400, { errors: [PERSON] }));
  assert.equal("body" in error, false);
  assert.equal(error.body, undefined);
});

const SHAPES = [
  { errors: [{ champ: "nom", valeur: "Martin" }] },
  { codeRetour: 12, libelle: "Martin est inconnu" },
  { code: "ERRDEM0012", message: "Martin est inconnu", details: { champ: "nom" } },
  { code: "ERRAUTUSR0001", message: "Aucun profil", contact: "Martin" },
  ["Martin"],
];
for (const [place, body] of SHAPES.entries()) {
  test(`a body of an API's own form is handed over as it came: ${place}`, async (t) => {
    const error = await refused(t, (_request, response) => json(response, 422, body), { errorBody: true });
    assert.deepEqual(error.body, body);
  });
}

test("a body that is no JSON is handed over as text, whatever its status", async (t) => {
  const stack = "java.lang.IllegalStateException: Martin\n\tat fr.gouv.Sne.coter(Sne.java:12)";
  assert.equal((await refused(t, answering(500, "text/plain", stack), { errorBody: true })).body, stack);
  const page = "<!DOCTYPE html><html><body>Martin</body></html>";
  const error = await refused(t, answering(200, "text/html", page), { errorBody: true });
  assert.deepEqual([error.kind, error.body], ["gateway", page]);
  const inLatin1 = Buffer.from("élève", "latin1");
  const type = "text/plain; charset=iso-8859-1";
  assert.equal((await refused(t, answering(400, type, inLatin1), { errorBody: true })).body, "élève");
  assert.equal((await refused(t, answering(403, "text/plain", ""), { errorBody: true })).body, "");
});

test("of a long body the first 64 KB are handed over", async (t) => {
  for (const status of [200, 502]) {
    const page = `<html>${"é".repeat(100_000)}`;
    const { body } = await refused(t, answering(status, "text/html", page), { errorBody: true });
    assert.ok(
      typeof body === "string" && body.length >= 32_000 && body.length <= 65_536,
      String(body).length.toString(),
    );
    assert.ok(page.startsWith(body.replace(/\ufffd$/, "")));
  }
  const long = JSON.stringify({ code: "ERRDEM0012", message: "non", liste: "x".repeat(70_000) });
  const { body } = await refused(t, answering(200, "application/json", long), { errorBody: true });
  assert.equal(body, long.slice(0, 65_536));
});

test("nothing that shows or logs an error shows its body", async (t) => {
  const error = await refused(t, (_request, response) => json(response, 400, PERSON), { errorBody: true });
  assert.deepEqual(error.body, PERSON);
  assert.equal(Object.keys(error).includes("body"), false);
  assert.doesNotMatch(shown(error), /Martin|075012034567|body/);
  assert.doesNotMatch(JSON.stringify({ ...error }), /Martin/);
});

test("a token or the secret that an answer repeats is taken out", async (t) => {
  /** @type {Handler} */
  const reflecting = (request, response) =>
    json(response, 400, { said: request.headers.authorization, secret: CREDENTIALS.clientSecret, nom: "Martin" });
  const { body } = await refused(t, reflecting, { errorBody: true });
  assert.deepEqual(body, { said: "Bearer …", secret: "…", nom: "Martin" });
  assert.ok(!JSON.stringify(body).includes(TOKEN));
});

test("a call says for itself whether it wants the body", async (t) => {
  /** @type {Handler} */
  const api = (_request, response) => json(response, 400, PERSON);
  assert.deepEqual((await refused(t, api, {}, { errorBody: true })).body, PERSON);
  assert.equal((await refused(t, api, { errorBody: true }, { errorBody: false })).body, undefined);
  const { client } = await platform(t, { api });
  const sne = await client({ retry: false });
  assert.deepEqual((await failureOf(sne.healthcheck({ errorBody: true }))).body, PERSON);
  assert.equal((await failureOf(sne.healthcheck())).body, undefined);
});

test("it is the body of the answer that the error is about", async (t) => {
  const bodies = [{ first: 1 }, { last: 2 }];
  const { client } = await platform(t, { api: (_request, response) => json(response, 503, bodies.shift()) });
  const sne = await client({ errorBody: true, retry: { attempts: 2, maxDelay: 1 } });
  assert.deepEqual((await failureOf(sne.request({ path: "/demandes" }))).body, { last: 2 });
  // The next attempts meet a server that hangs: that it does is what is told.
  const answers = [503];
  const hanging = await platform(t, {
    api: (_request, response) => (answers.pop() ? json(response, 503, PERSON) : undefined),
  });
  const patient = await hanging.client({ errorBody: true, timeout: 100, retry: { attempts: 2, maxDelay: 1 } });
  const error = await failureOf(patient.request({ path: "/demandes" }));
  assert.deepEqual([error.kind, "body" in error], ["timeout", false]);
});

test("errors of operations and of pages have it too", async (t) => {
  const { client } = await platform(t, { api: (_request, response) => json(response, 400, PERSON) });
  const sne = await client({ contract: CONTRACT, retry: false });
  assert.deepEqual((await failureOf(sne.call("lister", {}, { errorBody: true }))).body, PERSON);
  assert.equal((await failureOf(sne.call("lister"))).body, undefined);
  const strategy = () => undefined;
  const pages = sne.pages("lister", {}, { errorBody: true, strategy });
  const error = await failureOf(pages.next());
  assert.deepEqual([error.body, error.read], [PERSON, { pages: 0 }]);
});

test("an answer that does not fit the contract is a body too", async (t) => {
  const { client } = await platform(t, { api: (_request, response) => json(response, 200, PERSON) });
  const sne = await client({ contract: CONTRACT, validate: { response: "error" } });
  const error = await failureOf(sne.call("lister", {}, { errorBody: true }));
  assert.deepEqual([error.kind, error.body], ["contract", PERSON]);
  assert.doesNotMatch(shown(error), /Martin/);
  assert.equal((await failureOf(sne.call("lister"))).body, undefined);
});

test("the option is a truth value", async (t) => {
  const { client } = await platform(t);
  const wrong = /** @type {boolean} */ (/** @type {unknown} */ ("yes"));
  const error = await failureOf(client({ errorBody: wrong }));
  assert.deepEqual([error.kind, error.message.includes("errorBody")], ["config", true]);
});
