// Headers of every call, from `create`, and those of one: what arrives, in which order of precedence, and what is
// refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { always, json, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

const KEY = "cl3-s3cr3te";

const CONTRACT = {
  swagger: "2.0",
  info: { title: "En-têtes", version: "1" },
  produces: ["application/json"],
  paths: {
    "/a": {
      get: {
        operationId: "lire",
        parameters: [
          { name: "X-Compte", in: "header", type: "string" },
          { name: "Range", in: "header", type: "string" },
        ],
        responses: { 200: { description: "OK" } },
      },
    },
  },
};

test("headers of create are in every call of the API, and in no request for a token", async (t) => {
  const headers = { "Id-Acteur-Appelant": 42, "X-Vrai": true, "X-Rien": undefined, "X-Nul": null };
  const { sne, calls, tokenRequests } = await contracted(t, CONTRACT, { headers });
  await sne.healthcheck();
  await sne.request({ path: "/x" });
  await sne.call("lire");
  for await (const _page of sne.pages("lire", { Range: "0-9" }, { strategy: "range" })) break;
  assert.equal(calls().length, 4);
  for (const { headers: seen } of calls()) {
    assert.deepEqual(
      [seen["id-acteur-appelant"], seen["x-vrai"], seen["x-rien"], seen["x-nul"]],
      ["42", "true", undefined, undefined],
    );
    assert.equal(seen.accept, "application/json");
  }
  assert.ok(tokenRequests().every(({ headers: seen }) => seen["id-acteur-appelant"] === undefined));
});

test("those of a call come before a parameter of the contract, and that before those of create", async (t) => {
  const { call } = await contracted(t, CONTRACT, { headers: { "x-compte": "de create", "X-Autre": "de create" } });
  /** @param {Awaited<ReturnType<typeof call>>} seen */
  const told = ({ headers }) => [headers["x-compte"], headers["x-autre"]];
  assert.deepEqual(told(await call("lire")), ["de create", "de create"]);
  assert.deepEqual(told(await call("lire", { "X-Compte": "du contrat" })), ["du contrat", "de create"]);
  const headers = { "X-COMPTE": "de l'appel", "X-Autre": undefined };
  assert.deepEqual(told(await call("lire", { "X-Compte": "du contrat" }, { headers })), ["de l'appel", "de create"]);
  assert.equal((await call("lire", {}, { headers: { Accept: "text/csv" } })).headers.accept, "text/csv");
});

test("a header that changes between two calls is sent as it is each time", async (t) => {
  const { sne, calls } = await contracted(t, CONTRACT, { headers: { "X-Base": "1" } });
  for (const value of ["a", "a", "b", "a", undefined]) await sne.call("lire", {}, { headers: { "X-A": value } });
  assert.deepEqual(
    calls().map(({ headers }) => [headers["x-a"], headers["x-base"]]),
    [
      ["a", "1"],
      ["a", "1"],
      ["b", "1"],
      ["a", "1"],
      [undefined, "1"],
    ],
  );
});

test("headers of pages go with each page", async (t) => {
  let page = 0;
  const { sne, calls } = await contracted(t, CONTRACT, {
    api: (_request, response) => {
      page += 1;
      json(response, 206, [page], { "Content-Range": `items ${page - 1}-${page - 1}/3` });
    },
  });
  const options = { strategy: { range: "Range", size: 1 }, headers: { "X-A": "1" }, accept: "application/pdf" };
  for await (const page of sne.pages("lire", {}, options)) assert.equal(page.status, 206);
  assert.deepEqual(
    calls().map(({ headers }) => [headers.range, headers["x-a"], headers.accept]),
    ["0-0", "1-1", "2-2"].map((range) => [range, "1", "application/pdf"]),
  );
});

const OWN = ["Authorization", "HOST", "cookie", "Content-Length", "Connection", "Sec-Fetch-Mode", "Accept-Encoding"];

test("headers that are the client's own are refused, for all calls and for one", async (t) => {
  const { client, requests } = await platform(t);
  for (const language of LANGUAGES) {
    const says =
      language === "fr" ? /c'est le client, ou la plateforme, qui le fixe/ : /the client, or the platform, sets/;
    for (const name of [...OWN, "Content-Type"]) {
      const error = await failureOf(client({ language, headers: { [name]: "x" } }));
      assert.deepEqual([error.kind, error.attempts], ["config", 0], name);
      assert.match(error.message, says);
      assert.match(error.message, new RegExp(name, "i"));
    }
    const sne = await client({ language, contract: CONTRACT });
    for (const name of OWN) {
      for (const make of [
        () => sne.call("lire", {}, { headers: { [name]: "x" } }),
        () => sne.request({ path: "/x", headers: { [name]: "x" } }),
      ]) {
        assert.match((await failureOf(make())).message, says);
      }
    }
  }
  assert.deepEqual(requests, []);
});

const throwing = Object.defineProperty({}, "X-A", {
  enumerable: true,
  get: () => {
    throw new Error("no");
  },
});

for (const headers of [
  "X-A: 1",
  5,
  ["X-A", "1"],
  { "X-A": {} },
  { "X-A": ["1", "2"] },
  { "X-A": Symbol("x") },
  throwing,
]) {
  test(`headers that are none are refused: ${inspect(headers)}`, async (t) => {
    const { client, requests } = await platform(t);
    const sne = await client({ contract: CONTRACT });
    const options = untyped({ headers });
    for (const made of [client(options), sne.call("lire", {}, options), sne.request({ path: "/x", ...options })]) {
      const error = await failureOf(/** @type {Promise<unknown>} */ (made));
      assert.deepEqual([error.kind, /headers/.test(error.message)], ["config", true], error.message);
    }
    assert.deepEqual(requests, []);
  });
}

test("no error and no event holds a value of a header", async (t) => {
  const body = { code: "ERRCOTCAL0004", message: `La clé ${KEY} est inconnue.` };
  /** @type {unknown[]} */
  const events = [];
  const { client } = await platform(t, {
    api: always(400, { "Content-Type": "application/json" }, JSON.stringify(body)),
  });
  const sne = await client({
    contract: CONTRACT,
    headers: { "X-Key": KEY },
    onEvent: (event) => void events.push(event),
  });
  const other = await client({ contract: CONTRACT });
  const failures = [
    () => sne.healthcheck(),
    () => sne.call("lire"),
    () => other.call("lire", {}, { headers: { "X-Key": KEY } }),
    () => other.request({ path: "/x", headers: { "X-Key": KEY } }),
    () => other.call("lire", {}, { headers: { "X-Key": `${KEY}\r\n` } }),
    () => client({ headers: { "X-Key": `${KEY}\n` } }),
  ];
  for (const failure of failures) {
    const error = await failureOf(/** @type {() => Promise<unknown>} */ (failure)());
    const told = `${inspect(error, { showHidden: true })} ${JSON.stringify(error)} ${inspect(events)}`;
    assert.ok(!told.includes("s3cr3te"), told);
  }
  assert.equal((await failureOf(sne.healthcheck())).code, "ERRCOTCAL0004");
});
