// The wasm of a contract is in parts, most of which are loaded when something turns out to need them. Where that is
// seen late, or a part cannot be had at first, what callers get is the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inPackage } from "./support/command.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";

/** @typedef {() => Promise<{ packed: string }>} Bring */
/**
 * @typedef {{ call: (send: (request: object) => Promise<object>, id: string, parameters?: object) => Promise<unknown>
 *   }} Read
 */

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Communes", version: "1" },
  paths: {
    "/communes": {
      get: {
        operationId: "chercher",
        parameters: [{ name: "code", in: "query", type: "string", pattern: "^[0-9]+$" }],
        responses: { 200: { description: "Communes" } },
      },
    },
  },
};

test("a pattern is held against values in whatever letters a contract has it", async (t) => {
  const { client } = await contracted(t, CONTRACT);
  for (const name of ["pattern", "\\u0070attern", "p\\u0061tter\\u006e"]) {
    const sne = await client({ contract: JSON.stringify(CONTRACT).replace('"pattern"', `"${name}"`) });
    const { errors } = await failureOf(sne.call("chercher", { code: "Lyon" }));
    assert.deepEqual(
      errors?.map(({ rule, pointer }) => [rule, pointer]),
      [["pattern", "/code"]],
      name,
    );
    assert.equal((await sne.call("chercher", { code: "69001" })).status, 200);
  }
});

test("what is wrong is told in words by the first call of all", async (t) => {
  const { client } = await contracted(t, CONTRACT);
  for (const [parameters, words] of /** @type {const} */ ([
    [{ cod: "69001" }, /vouliez-vous dire « code »/],
    [{ code: 69001 }, /string/],
  ])) {
    const sne = await client({ contract: CONTRACT });
    const { errors } = await failureOf(sne.call("chercher", parameters));
    assert.match(String(errors?.[0].message), words);
  }
  const sne = await client({ contract: CONTRACT });
  assert.match((await failureOf(sne.call("cherche"))).message, /Vouliez-vous dire « chercher »/);
});

test("a part that cannot be loaded fails the call that needs it, and the next one tries again", async () => {
  /** @type {{ packed: string, parts: Record<string, Bring> }} */
  const { packed, parts } = await inPackage("dist/contract-wasm.js");
  /** @type {{ unpacked: (text: string) => Uint8Array }} */
  const { unpacked } = await inPackage("lib/unpacked.js");
  /**
   * @type {{ readContract: (given: object, bring: () => Promise<object>, makeError: (view: unknown) => Error) =>
   *   Promise<Read> }}
   */
  const { readContract } = await inPackage("lib/contract/contract.js");
  /** @type {{ SneError: new (view: unknown, language: string) => Error & { kind: string } }} */
  const { SneError } = await inPackage("lib/error.js");
  let asked = 0;
  /** @type {Bring} */
  const checks = async () => {
    asked += 1;
    if (asked === 1) throw new TypeError("the file is not there any more");
    return parts.checks();
  };
  const bring = async () => Object.assign(unpacked(packed), { parts: { ...parts, checks } });
  const contract = await readContract(CONTRACT, bring, (view) => new SneError(view, "fr"));
  const call = (/** @type {string} */ code) => contract.call(async () => ({ status: 200 }), "chercher", { code });
  assert.equal(asked, 0);
  await assert.rejects(call("69001"), { kind: "config", message: "contract-wasm-unavailable" });
  await assert.rejects(call("Lyon"), { kind: "contract" });
  await call("69001");
  assert.equal(asked, 2);
});
