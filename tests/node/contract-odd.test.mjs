// Contracts with something odd in them: nothing that it does not touch is lost, each oddity is a remark, and only a
// call that cannot be made without it fails.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contractWith, KINDS } from "./contracts/odd.mjs";
import { WRITTEN } from "./contracts/odd-written.mjs";
import { folder, inPackage, run } from "./support/command.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { json } from "./support/platform.mjs";

/** @import { Handler } from "./support/platform.mjs" */

const { typesOf } = await inPackage("dist/types.js");

for (const [name, { over, remarks, given, sent, fails }] of Object.entries({ ...KINDS, ...WRITTEN })) {
  test(`${name}: all that it does not touch is exact`, async (t) => {
    let answer = { etat: "OK" };
    /** @type {Handler} */
    const api = (_request, response) => json(response, 200, answer);
    const { sne, call } = await contracted(t, contractWith(over), { api, validate: true, language: "en" });
    assert.equal((await call("bien", { n: 1 })).url, "/api/bien?n=1");
    const { errors } = await failureOf(sne.call("bien", { n: 0 }));
    assert.deepEqual(
      errors?.map(({ pointer, rule }) => [pointer, rule]),
      [["/n", "minimum"]],
    );
    answer = { etat: "KO" };
    const wrong = await failureOf(sne.call("bien", { n: 1 }));
    assert.deepEqual(
      wrong.errors?.map(({ pointer, rule }) => [pointer, rule]),
      [["/etat", "enum"]],
    );
  });

  test(`${name}: it is a remark where it costs something`, async (t) => {
    const { sne } = await contracted(t, contractWith(over));
    assert.deepEqual(Object.fromEntries(sne.remarks().map(({ pointer, costs }) => [pointer, costs])), remarks);
    const names = ["bien", ...(sent === undefined && fails === undefined ? [] : ["odd"])];
    assert.deepEqual(
      sne.operations().map(({ id }) => id),
      names,
    );
  });

  test(`${name}: it has types`, async () => {
    assert.match(await typesOf(contractWith(over)), /\n {2}bien: \{\n/);
  });

  if (sent !== undefined)
    test(`${name}: its operation is called`, async (t) => {
      const { call } = await contracted(t, contractWith(over));
      const { method, url, body } = await call("odd", given);
      assert.equal([method, url.replace("/api", ""), body].filter((part) => part !== "").join(" "), sent);
    });

  if (fails !== undefined)
    test(`${name}: a call of its operation says so, and nothing is sent`, async (t) => {
      const { sne, calls } = await contracted(t, contractWith(over), { language: "en" });
      const { kind, pointer, attempts, message } = await failureOf(sne.call("odd", given));
      assert.deepEqual([kind, pointer, attempts], ["contract", fails, 0]);
      const remark = sne.remarks().find((one) => one.pointer === fails);
      assert.ok(remark !== undefined && message.includes(remark.message.split(". ")[0]), message);
      assert.deepEqual(calls(), []);
    });
}

test("the command lists its operations, tells its remarks, and writes its types", async (t) => {
  const { over, remarks } = KINDS["a reference that leads nowhere"];
  const cwd = folder(t, { "contract.json": contractWith(over) });
  const operations = await run(t, ["operations", "--contract", "contract.json"], { cwd });
  assert.equal(operations.code, 0, operations.stderr);
  assert.match(operations.stdout, /bien[\s\S]*odd/);
  assert.match(operations.stderr, /^Remarks on the contract: 1;/);
  const told = await run(t, ["operations", "--remarks", "--contract", "contract.json"], { cwd });
  for (const pointer of Object.keys(remarks)) assert.ok(told.stdout.includes(pointer), told.stdout);
  const types = await run(t, ["types", "contract.json"], { cwd });
  assert.equal(types.code, 0, types.stderr);
  assert.match(types.stdout, /`#\/definitions\/Absente` leads nowhere: it may be anything\. \*\/\n {2}a\?: unknown;/);
});

test("a contract may be the bytes of its file, in UTF-8 or in UTF-16", async (t) => {
  const text = JSON.stringify(contractWith({ info: { title: "été", version: "1" } }));
  const marked = Buffer.from(`\uFEFF${text}`, "utf16le");
  const bytes = new TextEncoder().encode(`\uFEFF\uFEFF${text}`);
  for (const contract of [Buffer.from(text), bytes, bytes.buffer, marked, marked.swap16()]) {
    const { call } = await contracted(t, contract);
    assert.equal((await call("bien", { n: 1 })).url, "/api/bien?n=1");
  }
});

test("the command reads what PowerShell has written into a file", async (t) => {
  const text = JSON.stringify(contractWith({}));
  const cwd = folder(t, { "contract.json": Buffer.from(`\uFEFF${text}`, "utf16le") });
  const { code, stdout, stderr } = await run(t, ["operations", "--contract", "contract.json"], { cwd });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /bien/);
});

test("both of two bodies are told, and nothing is sent", async (t) => {
  const { over } = KINDS["two bodies, of which the second is given"];
  const { sne, calls } = await contracted(t, contractWith(over));
  const { errors } = await failureOf(sne.call("odd", { b: {}, c: {} }));
  assert.deepEqual(
    errors?.map(({ pointer }) => pointer),
    ["/c"],
  );
  assert.deepEqual(calls(), []);
});
