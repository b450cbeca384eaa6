// What `sne-cotation operations` tells of an odd contract.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, run } from "./support/command.mjs";

const CONTRACT = JSON.stringify({
  swagger: "2.0",
  paths: {
    "/bien": { get: { operationId: "bien", summary: "Va bien" } },
    "/mal": { get: { operationId: "mal", deprecated: true, parameters: [{ name: "p", in: "query", type: "Map" }] } },
    "/haut/../bas": { get: { operationId: "haut" } },
  },
});

/** @typedef {{ rule: string, pointer: string, costs: string, operations: string[] }} Told */

test("an odd contract is listed, with what touches an operation beside it, and all of it on request", async (t) => {
  const cwd = folder(t, { "contract.json": CONTRACT });
  /** @param {string[]} words */
  const operations = (...words) =>
    run(t, ["operations", ...words, "--contract", "contract.json", "--language", "en"], { cwd });
  const all = await operations();
  assert.equal(all.code, 0);
  assert.match(all.stderr, /Remarks on the contract: 2; operations that cannot be called for that: 1\. --remarks/);
  assert.match(all.stdout, /^bien +GET +\/bien +Va bien$/m);
  assert.match(all.stdout, /^mal +GET +\/mal +\(deprecated, remarks\)$/m);
  /** @type {{ id: string, remarks?: Told[] }[]} */
  const listed = JSON.parse((await operations("--json")).stdout);
  assert.deepEqual(
    listed.map(({ id, remarks }) => [id, remarks?.map(({ rule, costs }) => `${rule} ${costs}`)]),
    [
      ["bien", undefined],
      ["mal", ["type check"]],
      ["haut", ["path-unusable operation"]],
    ],
  );
  const one = await operations("mal");
  assert.match(one.stdout, /Remarks:\n {2}• The type "Map" \("\/paths\/~1mal\/get\/parameters\/0\/type"\)/);
  assert.equal(one.stderr, "");
  const told = await operations("--remarks");
  assert.match(told.stdout, /• The type "Map"[\s\S]*Touches: mal\n[\s\S]*• The path[\s\S]*Touches: haut\n$/);
  /** @type {Told[]} */
  const remarks = JSON.parse((await operations("--remarks", "--json")).stdout);
  assert.deepEqual(
    remarks.map(({ pointer, operations: ids }) => [pointer, ids]),
    [
      ["/paths/~1mal/get/parameters/0/type", ["mal"]],
      ["/paths/~1haut~1..~1bas", ["haut"]],
    ],
  );
  assert.equal((await operations("bien", "--remarks")).stdout, "No remarks.\n");
});
