// Prism in place of the API: it takes what the client sends, and the client takes what it answers.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { callOne, withContract } from "../contract/calls.mjs";
import { judged, startPrism } from "./support/prism.mjs";

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(`../node/contracts/${name}`, import.meta.url), "utf8"));

/**
 * A contract, as the JSON that it is.
 * @typedef {any} Contract any: changes reach deep into it
 */

/**
 * One thing that Prism gets wrong: what takes it out of a contract, and how Prism fails without that. `finds` is what
 * it finds wrong of its own answer, `status` what it answers.
 * @typedef {object} Change
 * @property {string} because
 * @property {(contract: Contract) => void} change
 * @property {{ operation: string, finds?: RegExp, status?: number }} fails
 */

/**
 * Of what Prism 5.14 makes, the answers that it finds wrong itself, and what it cannot read of requests
 * (proxy.test.mjs). Each change takes one such thing out of the contract; without the change, Prism `fails` at an
 * operation.
 * @type {Change[]}
 */
const CHANGES = [
  {
    because: "schemas that refer to themselves are broken off with empty objects, required properties or not",
    change: ({ definitions: { Oeuvre, Rayon } }) => {
      Oeuvre.properties.suite = { type: "string" };
      Rayon.properties.parent = { type: "string" };
      Rayon.properties.rayons.items = { type: "string" };
    },
    fails: { operation: "lireClassement", finds: /^response\/body\/parent\/parent required$/ },
  },
  {
    because: "patterns are not looked at when values are made",
    change: ({ definitions: { Adresse }, paths }) => {
      delete Adresse.properties.codePostal.pattern;
      delete paths["/oeuvres"].post.responses[201].headers["X-Cote"].pattern;
    },
    fails: { operation: "remplacerLecteur", finds: /^response\/body\/adresse\/codePostal pattern$/ },
  },
  {
    because: "what is in base64 is made of any text",
    change: ({ definitions: { Lecteur } }) => delete Lecteur.properties.photo.format,
    fails: { operation: "remplacerLecteur", finds: /^response\/body\/photo format$/ },
  },
  {
    because: "an example is given whether it fits or not; this one is there to be passed over",
    change: ({ paths }) => delete paths["/oeuvres/{cote}"].get.responses[200].examples,
    fails: { operation: "lireOeuvre", finds: /^response\/body required$/ },
  },
  {
    because: "there is nothing to be made for a file",
    change: ({ paths }) => (paths["/oeuvres/{cote}/couverture"].get.responses = { 204: { description: "Rien" } }),
    fails: { operation: "lireCouverture", finds: /Cannot find serializer for image\/png$/ },
  },
  {
    because: "a header of an answer that is a list ends the process",
    change: ({ paths }) => delete paths["/oeuvres"].get.responses[200].headers["X-Genres"],
    fails: { operation: "listerOeuvres", status: undefined },
  },
  {
    because: "a discriminator is any text, which the client finds",
    change: ({ definitions: { Oeuvre } }) => (Oeuvre.properties.support.example = "Oeuvre"),
    fails: { operation: "pageOeuvres", status: 200 },
  },
  {
    because: "lists within lists are not taken apart",
    change: (contract) => Object.assign(parameterOf(contract, "bornes"), { items: { type: "string" } }),
    fails: { operation: "listerOeuvres", status: 400 },
  },
  {
    because: "ssv: a space is only known as %20",
    change: (contract) => Object.assign(parameterOf(contract, "langues"), { collectionFormat: "csv" }),
    fails: { operation: "listerOeuvres", status: 400 },
  },
];

/**
 * A parameter of `listerOeuvres`.
 * @param {Contract} contract
 * @param {string} name
 * @returns {object}
 */
function parameterOf({ paths }, name) {
  /** @type {{ parameters: { name: string }[] }} */
  const { parameters } = paths["/oeuvres"].get;
  return parameters.find((parameter) => parameter.name === name) ?? assert.fail(`no parameter ${name}`);
}

/**
 * Prism as a mock of a contract, a client of it, and what makes parameters.
 * @param {import("node:test").TestContext} t
 * @param {object} contract
 */
async function mocked(t, contract) {
  const folder = await mkdtemp(join(tmpdir(), "prism-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "contract.json");
  writeFileSync(file, JSON.stringify(contract));
  const place = await withContract(contract);
  t.after(() => place.server.close());
  const { fetch, found } = judged();
  const sne = await place.client(await startPrism(t, file), { fetch });
  return { ...place, sne, found };
}

for (const name of ["complete.json", "healthcheck.json"]) {
  test(`Prism takes what is sent, and what it answers is taken: ${name}`, async (t) => {
    const contract = read(name);
    if (name === "complete.json") for (const { change } of CHANGES) change(contract);
    const { sne, simulator, found } = await mocked(t, contract);
    for (const { id } of sne.operations()) {
      for (let seed = 0; seed < 10; seed += 1) {
        const { status, problem } = await callOne(sne, id, simulator.example(id, { seed }));
        assert.deepEqual(found.splice(0), [], `${id} ${seed}`);
        assert.equal(problem, undefined, `${id} ${seed} ${status}`);
      }
    }
  });
}

test("Prism fails still, where its contract was changed", async (t) => {
  const { sne, simulator, found } = await mocked(t, read("complete.json"));
  for (const { because, fails } of CHANGES) {
    const { operation, finds } = fails;
    if (finds === undefined) continue;
    await callOne(sne, operation, simulator.example(operation));
    const violations = found.splice(0);
    assert.ok(
      violations.some((one) => finds.test(one)),
      `wrong no more: ${because} ${violations}`,
    );
  }
});

for (const { because, fails, change } of CHANGES.filter(({ fails }) => fails.finds === undefined)) {
  test(`Prism fails still: ${because}`, async (t) => {
    const contract = read("complete.json");
    for (const other of CHANGES.filter((other) => other.change !== change)) other.change(contract);
    const { sne, simulator } = await mocked(t, contract);
    const { status, problem } = await callOne(sne, fails.operation, simulator.example(fails.operation));
    assert.notEqual(problem, undefined);
    assert.equal(status, fails.status);
  });
}
