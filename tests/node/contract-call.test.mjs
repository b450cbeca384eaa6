// Calls by operation: what really arrives, over real sockets, of parameters of every kind in every place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";
import { test } from "node:test";
import { EVERYTHING } from "./contracts/everything.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { json } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { Options } from "sne-cotation" */
/** @import { Environment } from "sne-cotation/simulator" */
/** @import { Reply } from "./support/platform.mjs" */

const HEALTHCHECK = readFileSync(new URL("./contracts/healthcheck.json", import.meta.url), "utf8");
const OK = { version: "1.0", etat: "OK" };

test("the documented healthcheck, by its contract, against PISTE in miniature", async (t) => {
  const { client, calls } = await simulated(t);
  for (const contract of [HEALTHCHECK, JSON.parse(HEALTHCHECK), `\uFEFF${HEALTHCHECK}`]) {
    const sne = await client("works", { contract });
    const { status, headers, data } = await sne.call("healthcheck");
    assert.deepEqual([status, data], [200, OK]);
    assert.match(String(headers.get("content-type")), /json/);
    assert.deepEqual(await sne.healthcheck(), OK);
  }
  assert.equal(new Set(calls().map(({ path }) => path)).size, 1);
});

test("a call has the errors of the one path that there is", async (t) => {
  const { client } = await simulated(t);
  const error = await failureOf((await client("no-profile", { contract: HEALTHCHECK })).call("healthcheck"));
  assert.deepEqual([error.kind, error.code], ["profile", "ERRAUTUSR0001"]);
});

test("with an environment of PISTE's, the base path is the contract's, and nothing else of the address", async (_t) => {
  /** @type {[environment: Environment, host: string][]} */
  const hosts = [
    ["production", "https://api.piste.gouv.fr"],
    ["sandbox", "https://sandbox-api.piste.gouv.fr"],
  ];
  const own = "/mtes/sne-cotation/v1.0";
  /** @type {[contract: object, more: { apiUrl?: string }, expected: (host: string) => string][]} */
  const cases = [
    [EVERYTHING, {}, (host) => `${host}/bibliotheque/v2/livres`],
    [{ ...EVERYTHING, basePath: "/" }, {}, (host) => `${host}/livres`],
    [{ ...EVERYTHING, basePath: undefined }, {}, (host) => `${host}${own}/livres`],
    [EVERYTHING, { apiUrl: "https://elsewhere.example/base" }, () => "https://elsewhere.example/base/livres"],
  ];
  for (const [environment, host] of hosts) {
    for (const [contract, more, expected] of cases) {
      /** @type {string[]} */
      const urls = [];
      /** @param {string} url */
      const fetch = async (url) => {
        urls.push(url);
        return Response.json(url.endsWith("/token") ? { access_token: "t", expires_in: 60 } : {});
      };
      const sne = await SneCotation.create({ environment, clientId: "a", clientSecret: "b", fetch, contract, ...more });
      await sne.call("chercherLivres");
      await sne.request({ path: "x" });
      assert.deepEqual([urls[1], urls[2]], [expected(host), expected(host).replace("livres", "x")]);
      assert.match(urls[0], /^https:\/\/(sandbox-)?oauth\.piste\.gouv\.fr\//);
    }
  }
});

test("an environment of one's own is the whole address", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  assert.equal((await call("chercherLivres")).url, "/api/livres");
});

test("the same client serves another API of the simulator's gateway, which does not know it", async () => {
  const simulator = await createSimulator();
  const { clientId, clientSecret } = simulator.find("works");
  /** @satisfies {Options} */
  const options = { environment: "sandbox", clientId, clientSecret, fetch: simulator.fetch, retry: false };
  const sne = await SneCotation.create({ ...options, contract: EVERYTHING });
  await failureOf(sne.call("chercherLivres"));
  assert.match(String(simulator.exchanges.at(-1)?.path), /^\/bibliotheque\/v2\/livres/);
});

test("path, query and headers", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const parameters = {
    "path.n°": "a/b?c#d %é",
    "query.n°": 3,
    langue: "en",
    complet: false,
    prix: 0.5,
    Range: "0-99",
    "X-Liste": ["a", "b c"],
  };
  const { method, url, headers, body } = await call("lireLivre", parameters);
  assert.deepEqual([method, body], ["GET", ""]);
  assert.equal(url, "/api/livres/a%2Fb%3Fc%23d%20%25%C3%A9?n%C2%B0=3&langue=en&complet=false&prix=0.5");
  assert.deepEqual([headers.range, headers["x-liste"], headers.accept], ["0-99", "a|b c", "application/json"]);
  assert.match(String(headers.authorization), /^Bearer /);
});

test("nothing is sent for what is undefined or null, and no default", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const { url, headers } = await call("lireLivre", { "path.n°": "1", langue: undefined, "query.n°": null });
  assert.deepEqual([url, headers.range], ["/api/livres/1", undefined]);
  assert.equal((await call("DELETE /livres/{n°}", { "n°": "1" })).method, "DELETE");
});

test("every format of lists", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const two = ["a", "b"];
  const { url } = await call("chercherLivres", {
    csv: two,
    ssv: two,
    tsv: two,
    pipes: two,
    multi: [1, 2],
    defaut: [3, 4],
  });
  assert.deepEqual(
    [...new URLSearchParams(url.split("?")[1])],
    [
      ["csv", "a,b"],
      ["ssv", "a b"],
      ["tsv", "a\tb"],
      ["pipes", "a|b"],
      ["multi", "1"],
      ["multi", "2"],
      ["defaut", "3,4"],
    ],
  );
});

test("integers beyond 2^53 arrive digit by digit, as BigInt", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const { url } = await call("lireLivre", { "path.n°": "1", "query.n°": 9_223_372_036_854_775_807n });
  assert.equal(url, "/api/livres/1?n%C2%B0=9223372036854775807");
});

test("a body is JSON", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const livre = { titre: "Été", suite: { titre: "é" } };
  const { method, headers, body } = await call("remplacerLivre", { "n°": "1", livre });
  assert.deepEqual([method, headers["content-type"]], ["PUT", "application/json"]);
  assert.deepEqual(JSON.parse(Buffer.from(body, "latin1").toString()), livre);
});

test("a form without a file goes as a query does", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const { headers, body } = await call("noterLivre", { note: 4, mots: ["a&b", "c"] });
  assert.match(String(headers["content-type"]), /^application\/x-www-form-urlencoded/);
  assert.equal(body, "note=4&mots=a%26b&mots=c");
});

const IMAGE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]);
const FILES = [
  ["a File", new File([IMAGE], "été.png", { type: "image/png" }), "été.png", "image/png"],
  ["a Blob", new Blob([IMAGE], { type: "image/png" }), "blob", "image/png"],
  ["bytes", new Uint8Array(IMAGE), "image", "application/octet-stream"],
  ["a buffer", new Uint8Array(IMAGE).buffer, "image", "application/octet-stream"],
];

for (const [title, image, name, type] of FILES) {
  test(`a form with ${title} goes in parts`, async (t) => {
    const { call } = await contracted(t, EVERYTHING);
    const { headers, body } = await call("envoyerCouverture", { "n°": "1", image, legende: "Légende" });
    const form = await new Response(Buffer.from(body, "latin1"), {
      headers: { "Content-Type": String(headers["content-type"]) },
    }).formData();
    const file = form.get("image");
    assert.ok(file instanceof File);
    assert.deepEqual([form.get("legende"), file.name, file.type], ["Légende", name, type]);
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), IMAGE);
  });
}

test("bytes and texts are bodies of other media types", async (t) => {
  const { call } = await contracted(t, EVERYTHING);
  const put = await call("remplacerCouverture", { "n°": "1", image: new Uint8Array(IMAGE) });
  assert.deepEqual([put.headers["content-type"], put.headers.accept], ["image/png", "text/plain, application/pdf"]);
  assert.deepEqual(Buffer.from(put.body, "latin1"), IMAGE);
  const buffer = await call("remplacerCouverture", { "n°": "1", image: Buffer.from(IMAGE) });
  assert.deepEqual(Buffer.from(buffer.body, "latin1"), IMAGE);
  const post = await call("donnerAvis", { avis: "<avis/>" });
  assert.deepEqual([post.headers["content-type"], post.body], ["application/xml", "<avis/>"]);
  assert.equal((await call("donnerAvis")).body, "");
});

test("XML that an operation produces is its data, and a fault from any other", async (t) => {
  const responses = { 200: { description: "OK", schema: { type: "string" } } };
  /** @param {string} operationId @param {string[]} produces */
  const get = (operationId, produces) => ({ get: { operationId, produces, responses } });
  const paths = { "/x": get("enXml", ["application/xml"]), "/j": get("enJson", ["application/json"]) };
  const contract = { swagger: "2.0", info: { title: "XML", version: "1" }, paths };
  /** @type {Reply} */
  const answer = (_request, response) =>
    response.writeHead(200, { "Content-Type": "application/xml; charset=utf-8" }).end("<été/>");
  const { sne, requests } = await contracted(t, contract, { api: answer, retry: false, validate: true });
  assert.equal((await sne.call("enXml")).data, "<été/>");
  assert.equal(requests.at(-1)?.headers.accept, "application/xml");
  const error = await failureOf(sne.call("enJson"));
  assert.deepEqual([error.kind, error.status], ["protocol", 200]);
  const { client } = await simulated(t, { contract });
  assert.equal(typeof (await (await client("works", { contract, validate: true })).call("enXml")).data, "string");
});

test("options of a call are those of a request", async (t) => {
  let count = 0;
  /** @type {Reply} */
  const api = (_request, response) => {
    count += 1;
    json(response, count % 2 === 1 ? 503 : 200, {});
  };
  const { sne, calls } = await contracted(t, EVERYTHING, { api, retry: { attempts: 2, maxDelay: 1 } });
  assert.equal((await sne.call("noterLivre", { note: 1 }, { idempotent: true })).status, 200);
  assert.equal(calls().length, 2);
  const error = await failureOf(sne.call("noterLivre", { note: 1 }));
  assert.deepEqual([error.kind, error.attempts], ["gateway", 1]);
  const reason = new Error("no longer");
  assert.equal(await reasonOf(sne.call("noterLivre", { note: 1 }, { signal: AbortSignal.abort(reason) })), reason);
});

test("a closed client makes no calls", async (t) => {
  const { sne } = await contracted(t, EVERYTHING);
  await sne.close();
  assert.equal((await failureOf(sne.call("chercherLivres"))).kind, "config");
});

test("operations and definitions are plain data, made anew each time", async (t) => {
  const { sne } = await contracted(t, EVERYTHING);
  const operations = sne.operations();
  assert.deepEqual(
    operations.map(({ id }) => id),
    [
      "lireLivre",
      "remplacerLivre",
      "DELETE /livres/{n°}",
      "chercherLivres",
      "noterLivre",
      "envoyerCouverture",
      "remplacerCouverture",
      "donnerAvis",
    ].sort(
      (one, other) => operations.findIndex(({ id }) => id === one) - operations.findIndex(({ id }) => id === other),
    ),
  );
  assert.deepEqual(
    operations.find(({ id }) => id === "DELETE /livres/{n°}"),
    {
      id: "DELETE /livres/{n°}",
      method: "DELETE",
      path: "/livres/{n°}",
      summary: "",
      tags: [],
      deprecated: true,
      parameters: [
        { key: "n°", name: "n°", in: "path", required: true, description: "Cote du livre", schema: { type: "string" } },
      ],
      consumes: ["application/json"],
      produces: ["application/json"],
      responses: [{ status: "204", description: "Fait" }],
    },
  );
  assert.deepEqual(sne.definitions(), EVERYTHING.definitions);
  operations[0].id = "changed";
  sne.definitions().Livre = 1;
  assert.notEqual(sne.operations()[0].id, "changed");
  assert.deepEqual(sne.definitions(), EVERYTHING.definitions);
});

test("what the caller does to the document afterwards changes nothing", async (t) => {
  const document = structuredClone(EVERYTHING);
  const { call } = await contracted(t, document);
  Object.assign(document, { paths: {} });
  assert.equal((await call("chercherLivres")).url, "/api/livres");
});
