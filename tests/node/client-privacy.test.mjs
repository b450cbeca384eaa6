// Personal data in the body of a request: the gateway sends bodies back, the API may repeat them in its messages, and
// platforms in their errors. Nothing of it is ever in an error.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { always, json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { FetchLike } from "sne-cotation" */
/** @import { Handler, Reply } from "./support/platform.mjs" */

const PERSON = { nom: "Martin", prenom: "Léa", numeroUnique: "075012034567", adresse: "12 rue de l'Église" };
const WORDS = ["Martin", "Léa", "075012034567", "Église"];
/** @param {unknown} value */
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));

/** The same person in all the forms in which a body can be given. */
const BODIES = {
  "an object": () => PERSON,
  bytes: () => bytes(PERSON),
  "a Blob": () => new Blob([JSON.stringify(PERSON)], { type: "application/json" }),
  "a form": () => new URLSearchParams(PERSON),
  text: () => ({ headers: { "Content-Type": "text/plain" }, body: JSON.stringify(PERSON) }),
};

/** What is sent. @typedef {{ body: unknown, headers?: Record<string, string> }} Sent */

/** @param {object} given @returns {Sent} */
const asRequest = (given) => ("headers" in given ? /** @type {Sent} */ (given) : { body: given });

for (const [form, make] of Object.entries(BODIES)) {
  for (const status of [400, 404, 405, 409, 429, 500]) {
    test(`${form}, sent back under ${status}: nothing of it shows`, async (t) => {
      /** @type {Handler} */
      const reflecting = (_request, response, { body }) =>
        response.writeHead(status, { "Content-Type": "application/json" }).end(body, "latin1");
      const { client } = await platform(t, { api: reflecting });
      const error = await failureOf(
        (await client()).request({ method: "POST", path: "/demandes", ...asRequest(make()) }),
      );
      assertHides(error, WORDS);
      assert.equal(error.status, status);
    });
  }
}

/**
 * Bodies that look like errors of the API once they are sent back.
 * @type {Record<string, (value: unknown) => Sent>}
 */
const LOOKALIKES = {
  "an object": (value) => ({ body: value }),
  bytes: (value) => ({ body: bytes(value) }),
  "a Blob": (value) => ({ body: new Blob([JSON.stringify(value)]) }),
  "escaped text": (value) => ({
    headers: { "Content-Type": "text/plain" },
    body: JSON.stringify(value).replaceAll("Martin", "\\u004dartin"),
  }),
};

for (const [form, make] of Object.entries(LOOKALIKES)) {
  for (const status of [400, 404, 405, 409, 422, 429, 500]) {
    test(`${form} with fields code and message, sent back under ${status}: neither is shown`, async (t) => {
      /** @type {Handler} */
      const reflecting = (_request, response, { body }) =>
        response.writeHead(status, { "Content-Type": "application/json" }).end(body, "latin1");
      const { client } = await platform(t, { api: reflecting });
      const call = { method: "POST", path: "/x", ...make({ code: "Martin", message: "Léa Martin" }) };
      const error = await failureOf((await client()).request(call));
      assertHides(error, WORDS);
      assert.notEqual(error.code, "Martin");
    });
  }
}

/** Messages of the API that repeat what was sent, each in its own way. */
const MESSAGES = {
  "a name": "Le demandeur Martin est inconnu",
  "a name in capitals": "Le demandeur MARTIN est inconnu",
  "a name in small letters": "demandeur martin inconnu",
  "a short name": "Léa est inconnue",
  "a number": "Le numéro 075012034567 est inconnu",
  "an address": "12 rue de l'Église: adresse inconnue",
  "a part of the address": "Adresse Église inconnue",
};

for (const [name, message] of Object.entries(MESSAGES)) {
  for (const [form, make] of Object.entries(BODIES)) {
    test(`a message that repeats ${name} of ${form} is withheld, its code is not`, async (t) => {
      /** @type {Reply} */
      const api = (_request, response) => json(response, 422, { code: "ERRDEMAND0002", message });
      const { client } = await platform(t, { api });
      const error = await failureOf((await client()).request({ method: "POST", path: "/x", ...asRequest(make()) }));
      assert.deepEqual([error.kind, error.code], ["business", "ERRDEMAND0002"]);
      assertHides(error, WORDS);
    });
  }
}

/**
 * Values that JSON writes otherwise than they are.
 * @type {Record<string, [body: object, message: string, word: string]>}
 */
const ESCAPED = {
  "a line break": [{ nom: "Anne\nDurand" }, "Durand est inconnue", "Durand"],
  "a tab": [{ nom: "Anne\tDurand" }, "Durand est inconnue", "Durand"],
  "quotation marks": [{ nom: 'Anne "Nana" Durand' }, "Nana est inconnue", "Nana"],
  "a quotation mark and a colon": [{ nom: 'Durand":' }, "Durand est inconnue", "Durand"],
  "a backslash": [{ nom: "Anne\\Durand" }, "Anne\\Durand inconnue", "Durand"],
  "a number": [{ revenu: 31415 }, "Le revenu 31415 est trop haut", "31415"],
  "a list in a list": [{ a: [{ b: ["Durand"] }] }, "Durand est inconnue", "Durand"],
  "an accented word": [{ nom: "Ébène" }, "Ébène est inconnue", "Ébène"],
};

for (const [name, [body, message, word]] of Object.entries(ESCAPED)) {
  test(`a value with ${name} is recognised when a message repeats it`, async (t) => {
    const { client } = await platform(t, {
      api: (_request, response) => json(response, 400, { code: "ERRDEMAND0003", message }),
    });
    const error = await failureOf((await client()).request({ method: "POST", path: "/x", body }));
    assert.equal(error.code, "ERRDEMAND0003");
    assertHides(error, [word]);
  });
}

test("a message that repeats nothing is shown, names of fields included", async (t) => {
  const message = "Le champ numeroUnique est obligatoire.";
  const { client } = await platform(t, {
    api: (_request, response) => json(response, 400, { code: "ERRDEMAND0004", message }),
  });
  const error = await failureOf((await client()).request({ method: "POST", path: "/x", body: PERSON }));
  assert.match(error.message, /Le champ numeroUnique est obligatoire\./);
});

test("over quota and on a General Exception, the simulator's reflections stay out of the error", async (t) => {
  const { simulator, client } = await simulated(t, { clock: "manual" });
  const sne = await client("quota-by-second");
  await sne.healthcheck();
  await sne.healthcheck();
  const overQuota = await failureOf(sne.request({ method: "POST", path: "/x", body: PERSON }));
  assert.equal(overQuota.kind, "quota");
  simulator.inject("gateway", "general-exception");
  const exception = await failureOf(sne.request({ method: "POST", path: "/x", body: PERSON }));
  for (const error of [overQuota, exception]) assertHides(error, WORDS);
});

test("a fetch that throws with the request in its message, its name or its cause does not show the body", async (t) => {
  const { client } = await platform(t);
  const tellings = [
    (/** @type {string} */ text) => new Error(text),
    (/** @type {string} */ text) => new Error("x", { cause: new Error(text) }),
    (/** @type {string} */ text) => Object.assign(new Error("x"), { name: text }),
    (/** @type {string} */ text) => text,
  ];
  for (const tell of tellings) {
    for (const make of Object.values(BODIES)) {
      /** @type {FetchLike} */
      const gossip = (url, init) =>
        url.includes("/token") ? fetch(url, init) : Promise.reject(tell(`cannot send ${JSON.stringify(PERSON)}`));
      const sne = await client({ fetch: gossip });
      assertHides(await failureOf(sne.request({ method: "POST", path: "/x", ...asRequest(make()) })), WORDS);
    }
  }
});

test("a body that cannot be sent is not described", async (t) => {
  const { client } = await platform(t, { api: always(200) });
  /** @type {typeof PERSON & { self?: unknown }} */
  const circle = { ...PERSON };
  circle.self = circle;
  const sne = await client();
  for (const body of [
    circle,
    { ...PERSON, big: 1n },
    {
      ...PERSON,
      toJSON: () => {
        throw new Error(PERSON.nom);
      },
    },
  ]) {
    const error = await failureOf(sne.request({ method: "POST", path: "/x", body }));
    assert.equal(error.kind, "config");
    assertHides(error, WORDS);
  }
});
