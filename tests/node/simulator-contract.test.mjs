// PISTE in miniature with a contract: every operation called with parameters that it makes itself, through the client.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";
import { callAll, withContract } from "../contract/calls.mjs";
import { COMMAND } from "./support/command.mjs";
import { failureOf } from "./support/failure.mjs";
import { simulated } from "./support/simulated.mjs";
import { tokenFor } from "./simulator-support.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Answer, FetchLike, PagesOptions, SneMistake } from "sne-cotation" */
/** @import { Application, Environments } from "sne-cotation/simulator" */

/** @param {string} name */
const contractFile = (name) => fileURLToPath(new URL(`./contracts/${name}`, import.meta.url));
const COMPLETE = JSON.parse(readFileSync(contractFile("complete.json"), "utf8"));
const HEALTHCHECK = readFileSync(contractFile("healthcheck.json"), "utf8");

test("every operation is called with generated parameters, over real sockets", async (t) => {
  const { simulator, client, calls } = await simulated(t, { contract: COMPLETE });
  const sne = await client("works", { contract: COMPLETE });
  const operations = sne.operations();
  for (const seed of [0, 1, 2]) {
    for (const { id, method } of operations) {
      const { status } = await sne.call(id, simulator.example(id, { seed }));
      assert.ok(status >= 200 && status < 300, `${id} ${status}`);
      assert.equal(calls().at(-1)?.method, method);
    }
  }
  assert.equal(calls().length, 3 * operations.length);
});

test("the same on the other hosts, by the presets and without a socket", async () => {
  const simulator = await createSimulator({ contract: JSON.stringify(COMPLETE) });
  for (const environment of /** @type {const} */ (["sandbox", "production"])) {
    const { clientId, clientSecret } = simulator.find("works", environment);
    const sne = await SneCotation.create({
      environment,
      clientId,
      clientSecret,
      fetch: simulator.fetch,
      contract: COMPLETE,
    });
    /** @type {Answer<{ nom: unknown }>} */
    const { data } = await sne.call("lireClassement");
    assert.equal(typeof data.nom, "string");
    assert.deepEqual((await sne.call("lireClassement")).data, data, "the same request, the same answer");
    assert.match(simulator.environments[environment].apiUrl, /piste\.gouv\.fr\/mediatheque\/v1$/);
  }
});

test("the documented healthcheck by its contract", async (t) => {
  const { simulator, client } = await simulated(t, { contract: `\uFEFF${HEALTHCHECK}` });
  const sne = await client("works", { contract: HEALTHCHECK });
  assert.deepEqual((await sne.call("healthcheck", simulator.example("healthcheck"))).data, {
    version: "1.0",
    etat: "OK",
  });
});

test("the pages of a list are those of one list, by range and by number", async (t) => {
  const { simulator, client } = await simulated(t, { contract: COMPLETE, seed: 11 });
  const sne = await client("works", { contract: COMPLETE });
  /**
   * The items of all pages, page by page.
   * @param {string} id
   * @param {object} parameters
   * @param {PagesOptions["strategy"]} strategy
   * @param {(data: unknown) => unknown[]} itemsOf
   */
  const collect = async (id, parameters, strategy, itemsOf) => {
    const pages = [];
    for await (const { data } of sne.pages(id, parameters, { strategy })) pages.push(itemsOf(data));
    return pages;
  };
  /** @param {number} size */
  const byRange = (size) =>
    collect("listerOeuvres", { tri: "titre" }, { range: "range", size }, (data) => /** @type {unknown[]} */ (data));
  const [sevens, tens] = [await byRange(7), await byRange(10)];
  assert.ok(sevens.length > 1);
  assert.deepEqual(sevens.flat(), tens.flat());
  const numbered = await collect("pageOeuvres", {}, "page", (data) => Reflect.get(Object(data), "resultats"));
  /** @type {Answer<{ nombrePages: number }>} */
  const { data } = await sne.call("pageOeuvres", simulator.example("pageOeuvres"));
  assert.equal(numbered.length, data.nombrePages);
});

test("what was made of a file, of lists and of forms arrives", async (t) => {
  const { simulator, client } = await simulated(t, { contract: COMPLETE });
  const { image, cote } = simulator.example("envoyerCouverture");
  assert.ok(image instanceof Uint8Array && image.length > 0);
  const sne = await client("works", { contract: COMPLETE });
  const file = new Blob([Buffer.from(image)]);
  assert.equal((await sne.call("envoyerCouverture", { image: file, cote })).status, 201);
  /** @type {Answer<{ length?: number, byteLength?: number, size?: number }>} */
  const { data } = await sne.call("lireCouverture", { cote });
  assert.ok(data.length ?? data.byteLength ?? Number(data.size) > 0);
});

/** A body as JSON. @param {unknown} value */
const asJson = (value) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});
/** A body as a form. @param {Record<string, string>} fields */
const asForm = (fields) => ({ method: "POST", body: new URLSearchParams(fields) });

/** @typedef {RequestInit & { headers?: Record<string, string> }} Init */
/** @typedef {[title: string, path: string, init: Init, expected: [pointer: string, rule: string][]]} RefusedRow */

for (const [title, path, init, expected] of /** @type {RefusedRow[]} */ ([
  ["a body that is missing", "/oeuvres", { method: "POST" }, [["/oeuvre", "required"]]],
  ["a body that is no JSON", "/oeuvres", { ...asJson(1), body: "{" }, [["/oeuvre", "json"]]],
  [
    "properties, deep in a body",
    "/oeuvres",
    asJson({ support: "Roman", titre: "", pages: 0, suite: { support: "Bande", titre: "x" }, identifiant: "x" }),
    [
      ["/oeuvre/titre", "minLength"],
      ["/oeuvre/identifiant", "readOnly"],
      ["/oeuvre/identifiant", "format"],
      ["/oeuvre/pages", "minimum"],
      ["/oeuvre/suite/support", "discriminator"],
    ],
  ],
  [
    "lists in a query, of every form",
    "/oeuvres?auteurs=ab,c&genres=roman|poesie&annees=1950&annees=abc&langues=fr%20FR&bornes=1|2,3&inconnu=1",
    {},
    [
      ["/auteurs/1", "minLength"],
      ["/genres/1", "enum"],
      ["/annees/1", "type"],
      ["/langues/1", "pattern"],
      ["/bornes/1", "minItems"],
    ],
  ],
  [
    "a path and headers",
    "/oeuvres/abc",
    { headers: { "X-Demande": "abc", "If-Modified-Since": "hier" } },
    [
      ["/cote", "pattern"],
      ["/X-Demande", "format"],
      ["/If-Modified-Since", "format"],
    ],
  ],
  [
    "a form",
    "/oeuvres/ABC-0001/avis",
    asForm({ note: "0", public: "oui" }),
    [
      ["/note", "exclusiveMinimum"],
      ["/public", "type"],
    ],
  ],
  [
    "a form in parts, with a text for a file",
    "/oeuvres/ABC-0001/couverture",
    { method: "POST", body: parts({ image: "x", largeur: "17" }) },
    [
      ["/image", "type"],
      ["/largeur", "multipleOf"],
    ],
  ],
])) {
  test(`what the contract does not allow is refused with its place and its rule: ${title}`, async (t) => {
    const { simulator, server } = await simulated(t, { contract: COMPLETE });
    const token = await tokenFor({ fetch, environments: server.environments }, simulator.find("works"));
    const headers = { Authorization: `Bearer ${token}`, ...init.headers };
    const refused = await fetch(server.environments.sandbox.apiUrl + path, { ...init, headers });
    /** @type {{ code: string, message: string, errors: SneMistake[] }} */
    const { code, message, errors } = await refused.json();
    assert.deepEqual([refused.status, code], [400, "SIMULATEUR_REQUETE_INVALIDE"]);
    const found = errors.map(({ pointer, rule }) => [pointer, rule]);
    assert.deepEqual(found.sort(), expected.sort());
    for (const error of errors)
      assert.ok(error.message.length > 10 && message.includes(`${error.pointer} : ${error.message}`));
  });
}

/** A body as a form in parts. @param {Record<string, string>} fields */
function parts(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test("what was refused is an error of the API's to a client without the contract", async (t) => {
  const { client } = await simulated(t, { contract: COMPLETE });
  const error = await failureOf(
    (await client("works")).request({ method: "POST", path: "oeuvres", body: { support: "Roman" } }),
  );
  assert.deepEqual([error.status, error.kind, error.code], [400, "business", "SIMULATEUR_REQUETE_INVALIDE"]);
});

test("mistakes in making a simulator or asking it for an example are TypeErrors that say what is wrong", async () => {
  for (const [contract, reason] of /** @type {[contract: unknown, reason: RegExp][]} */ ([
    ["{", /not JSON/],
    [{ openapi: "3.0.0" }, /OpenAPI 3/],
    [{ swagger: "2.0" }, /paths/],
    [null, /object/],
  ])) {
    await assert.rejects(
      createSimulator({ contract: untyped(contract) }),
      (error) => error instanceof TypeError && reason.test(error.message),
    );
  }
  const simulator = await createSimulator({ contract: COMPLETE });
  assert.throws(() => simulator.example("lireOeuvres"), /lireOeuvre/);
  assert.throws(() => simulator.example("lireOeuvre", untyped({ sead: 1 })), /sead/);
  assert.throws(() => simulator.example("lireOeuvre", { seed: -1 }), RangeError);
  const without = await createSimulator();
  assert.throws(() => without.example("lireOeuvre"), /no contract/);
});

/**
 * Starts the command; its first line, and its end.
 * @param {TestContext} t
 * @param {string[]} args
 */
function command(t, ...args) {
  const child = spawn(process.execPath, [COMMAND, "simulator", ...args], {
    env: { ...process.env, LC_ALL: "fr_FR" },
  });
  t.after(() => child.kill("SIGKILL"));
  const line = once(createInterface({ input: child.stdout }), "line");
  const errors = child.stderr.setEncoding("utf8").toArray();
  const end = once(child, "close").then(async ([code]) => ({ code, errors: (await errors).join("") }));
  return { child, line, end };
}

test("sne-cotation simulator --contract serves it", async (t) => {
  const { child, line, end } = command(t, "--contract", contractFile("complete.json"), "--port", "0", "--json");
  const [text] = await line;
  /** @type {{ environments: Environments, applications: Application[] }} */
  const { environments, applications } = JSON.parse(text);
  const works = applications.find(({ label, environment }) => label === "works" && environment === "sandbox");
  assert.ok(works);
  const { clientId, clientSecret } = works;
  const sne = await SneCotation.create({
    environment: environments.sandbox,
    clientId,
    clientSecret,
    contract: COMPLETE,
  });
  /** @type {Answer<{ nom: unknown }>} */
  const { data } = await sne.call("lireClassement");
  assert.equal(typeof data.nom, "string");
  child.kill("SIGINT");
  assert.equal((await end).code, 0);
});

test("sne-cotation simulator --contract says what is wrong with the file, in one line", async (t) => {
  const [absent, broken] = [
    command(t, "--contract", "/nowhere/x.json"),
    command(t, "--contract", fileURLToPath(import.meta.url)),
  ];
  for (const { line } of [absent, broken]) line.catch(() => {});
  assert.deepEqual(await absent.end, {
    code: 1,
    errors: "sne-cotation: le contrat /nowhere/x.json est illisible : ce fichier n'existe pas\n",
  });
  const { code, errors } = await broken.end;
  assert.equal(code, 1);
  assert.match(errors, /^sne-cotation: le contrat [^\n]+ ne peut pas être servi : [^\n]+JSON[^\n]+\n$/);
});

test("whatever is answered is what the contract says, by the validation in the package", async (t) => {
  const place = await withContract(COMPLETE);
  t.after(() => place.server.close());
  for (const { id, problems } of await callAll(place, await place.client(), 15)) assert.deepEqual(problems, [], id);
  /** @type {FetchLike} */
  const wrong = async (url, init) => (/token/.test(url) ? fetch(url, init) : Response.json({ nom: 1, rayons: [] }));
  const failure = await failureOf((await place.client(undefined, { fetch: wrong })).call("lireClassement"));
  assert.deepEqual(
    failure.errors?.map(({ pointer, rule }) => [pointer, rule]),
    [["/nom", "type"]],
    "it does judge",
  );
});

test("what contracts of others have: names twice in a path, half-open segments, names of no schema", async (t) => {
  const responses = { 200: { description: "OK", schema: { type: "string" } } };
  /** @param {string[]} names */
  const numbers = (...names) => names.map((name) => ({ name, in: "path", required: true, type: "integer" }));
  /** @param {string} operationId @param {object[]} parameters */
  const get = (operationId, parameters) => ({ get: { operationId, parameters, responses } });
  /** @type {Record<string, object>} */
  const paths = {
    "/sections/{numero}": get("section", numbers("numero")),
    "/sections/{numero},{pas}": get("voisine", numbers("numero", "pas")),
    "/regions/{region}/agences-{region}": get("agences", numbers("region")),
    "/personnes/{cle}": get("personne", [
      { name: "cle", in: "path", required: true, type: "string", "x-nullable": true },
    ]),
  };
  // The values of the discriminator are no names of schemas, which it need not be there to tell.
  const genre = { type: "string", enum: ["usager", "invite"] };
  const definitions = {
    Compte: { discriminator: "genre", properties: { genre, nom: { type: "string" } } },
    Agent: {
      allOf: [{ $ref: "#/definitions/Compte" }, { type: "object", properties: { service: { type: "string" } } }],
    },
  };
  /** @param {string} name */
  const answers = (name) => ({ 200: { description: "OK", schema: { $ref: `#/definitions/${name}` } } });
  paths["/compte"] = { get: { operationId: "compte", responses: answers("Compte") } };
  paths["/agent"] = { get: { operationId: "agent", responses: answers("Agent") } };
  const info = { title: "Traits", version: "1" };
  const place = await withContract({ swagger: "2.0", info, basePath: "/t/v1", paths, definitions });
  t.after(() => place.server.close());
  const rows = await callAll(place, await place.client(), 40);
  for (const { id, problems } of rows) assert.deepEqual(problems, [], id);
  assert.equal(rows.length, 6);
});

test("a field that is required and that no text fits has no value, which is said", async (t) => {
  // No text is long enough.
  const genre = { type: "string", minLength: 2, allOf: [{ maxLength: 1 }] };
  const definitions = { Compte: { required: ["genre"], properties: { genre } } };
  const responses = { 200: { description: "OK", schema: { $ref: "#/definitions/Compte" } } };
  const paths = { "/compte": { get: { operationId: "compte", responses } } };
  const place = await withContract({
    swagger: "2.0",
    info: { title: "Traits", version: "1" },
    basePath: "/t/v1",
    paths,
    definitions,
  });
  t.after(() => place.server.close());
  const { code } = await failureOf((await place.client()).call("compte"));
  assert.equal(code, "SIMULATEUR_SCHEMA_INSATISFIABLE");
});
