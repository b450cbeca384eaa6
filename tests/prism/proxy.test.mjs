// Prism between the client and the simulator: every request that the client makes of generated parameters, and every
// answer that the simulator makes, is as Prism reads the contract.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { callOne, withContract } from "../contract/calls.mjs";
import { judged, startPrism } from "./support/prism.mjs";

const SEEDS = 45;

/**
 * Where Prism 5.14 is wrong. What is found must be of these, and each of these must be found: or it is wrong no more.
 */
const WRONG = [
  {
    of: "complete.json",
    finds: /^query\/bornes\/\d type$/,
    because: "lists within lists are not taken apart: their texts stay texts",
  },
  {
    of: "complete.json",
    finds: /^query\/langues\/0 (pattern|minLength)$/,
    because: "ssv: a space is only known as %20, and not as the + of forms, as which addresses have it (URL standard)",
  },
  {
    of: "complete.json",
    finds: /^body\/mots undefined$/,
    because: "in lists of forms, the + that stands for a space is taken for a reserved character (URL standard)",
  },
  {
    of: "complete.json",
    finds: /^body\/suite(\/suite)* required$/,
    because:
      "where a schema refers to itself, readOnly means nothing: what is both readOnly and required is asked of a " +
      "request",
  },
  {
    of: "complete.json",
    finds: /^(body|response\/body.*)\/suite\/prix type$/,
    because: "where a schema refers to itself, x-nullable means nothing",
  },
];

for (const name of ["complete.json", "healthcheck.json"]) {
  test(`nothing is against the contract, but where Prism is wrong: ${name}`, async (t) => {
    const file = fileURLToPath(new URL(`../node/contracts/${name}`, import.meta.url));
    const place = await withContract(JSON.parse(readFileSync(file, "utf8")));
    t.after(() => place.server.close());
    const address = await startPrism(t, file, { upstream: place.apiUrl });
    const { fetch, found } = judged();
    const sne = await place.client(address, { fetch });
    const wrong = new Map(WRONG.filter(({ of }) => of === name).map((one) => [one, 0]));
    for (const { id } of sne.operations()) {
      let fine = 0;
      for (let seed = 0; seed < SEEDS; seed += 1) {
        const { problem } = await callOne(sne, id, place.simulator.example(id, { seed }));
        const violations = found.splice(0);
        for (const one of violations) count(wrong, one, `${id} ${seed}: ${violations.join(", ")}`);
        if (violations.length > 0) continue;
        assert.equal(problem, undefined, `${id} ${seed}`);
        fine += 1;
      }
      assert.ok(fine >= 3, `${id} is fine ${fine} times only`);
    }
    for (const [{ because }, times] of wrong) assert.ok(times > 0, `wrong no more: ${because}`);
  });
}

/**
 * @param {Map<(typeof WRONG)[number], number>} wrong
 * @param {string} violation
 * @param {string} where
 */
function count(wrong, violation, where) {
  const known = [...wrong.keys()].find(({ finds }) => finds.test(violation));
  assert.ok(known, where);
  wrong.set(known, (wrong.get(known) ?? 0) + 1);
}

test("Prism does find what is wrong, both ways", async (t) => {
  const file = fileURLToPath(new URL("../node/contracts/complete.json", import.meta.url));
  const contract = JSON.parse(readFileSync(file, "utf8"));
  // The simulator serves another contract than Prism reads.
  const other = structuredClone(contract);
  other.definitions.Rayon.properties.nom = { type: "integer" };
  other.paths["/oeuvres/{cote}/avis"].post.parameters[0].maximum = 500;
  other.paths["/oeuvres/{cote}/avis"].post.parameters[0].minimum = 400;
  const place = await withContract(other);
  t.after(() => place.server.close());
  const address = await startPrism(t, file, { upstream: place.apiUrl });
  const { fetch, found } = judged();
  const sne = await place.client(address, { fetch });
  await callOne(sne, "lireClassement", {});
  assert.ok(found.splice(0).includes("response/body/nom type"));
  await callOne(sne, "donnerAvis", place.simulator.example("donnerAvis"));
  assert.ok(found.splice(0).includes("body/note maximum"));
});
