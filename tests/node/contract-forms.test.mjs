// The contract in the forms of the package, and what is loaded when there is none.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { EVERYTHING } from "./contracts/everything.mjs";
import { runModule } from "./support/child.mjs";
import { failureOf } from "./support/failure.mjs";
import { json, platform, CREDENTIALS } from "./support/platform.mjs";

const { SneCotation, SneError } = createRequire(import.meta.url)("sne-cotation");

test("CommonJS has the contract too", async (t) => {
  const { environment, calls } = await platform(t, { api: (_request, response) => json(response, 200, { a: 1 }) });
  const sne = await SneCotation.create({ environment, ...CREDENTIALS, contract: EVERYTHING });
  assert.deepEqual((await sne.call("chercherLivres", { csv: ["a"] })).data, { a: 1 });
  assert.equal(calls()[0].url, "/api/livres?csv=a");
  assert.ok((await failureOf(sne.call("rien"))) instanceof SneError);
});

test("nothing of the contract is loaded before one is given", async () => {
  const code = `
    import { SneCotation } from "sne-cotation";
    let compiled = 0;
    const construct = (Module, [bytes]) => ((compiled += 1), new Module(bytes));
    WebAssembly.Module = new Proxy(WebAssembly.Module, { construct });
    const options = { environment: "sandbox", clientId: "a", clientSecret: "b" };
    await SneCotation.create(options);
    const before = compiled;
    const contract = { swagger: "2.0", paths: {} };
    await Promise.all([SneCotation.create({ ...options, contract }), SneCotation.create({ ...options, contract })]);
    console.log(JSON.stringify([before, compiled]));
  `;
  const { code: exit, stdout, stderr } = await runModule(code);
  assert.deepEqual([exit, stderr], [0, ""]);
  assert.deepEqual(JSON.parse(stdout), [1, 2]);
});
