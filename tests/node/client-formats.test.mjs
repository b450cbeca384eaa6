// The package's forms: ES module and CommonJS in one process, and the slim entry, to which the caller brings the wasm.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esm from "sne-cotation";
import * as slim from "sne-cotation/slim";
import { runModule } from "./support/child.mjs";
import { checkShape, failureOf, reasonOf } from "./support/failure.mjs";
import { platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */

const OK = { version: "1.0", etat: "OK" };
const require = createRequire(import.meta.url);
const cjs = require("sne-cotation");
const wasm = fileURLToPath(import.meta.resolve("sne-cotation/sne_cotation.wasm"));
const credentials = { clientId: "id", clientSecret: "secret" };

test("both forms export the same names", () => {
  for (const [module, common] of [
    [esm, cjs],
    [slim, require("sne-cotation/slim")],
  ]) {
    assert.deepEqual(
      Object.keys(module)
        .filter((name) => name !== "module.exports")
        .sort(),
      ["SneCotation", "SneError"],
    );
    assert.deepEqual(
      Object.keys(common)
        .filter((name) => !["__esModule", "default"].includes(name))
        .sort(),
      ["SneCotation", "SneError"],
    );
  }
});

const COMMON = ["", "/slim", "/doctor", "/relay", "/relay/page", "/simulator"];

for (const entry of COMMON.map((path) => `sne-cotation${path}`)) {
  test(`${entry}: an import of the CommonJS file finds its exports by name, as the types have them`, async () => {
    const [module, common] = await Promise.all([import(entry), import(pathToFileURL(require.resolve(entry)).href)]);
    const names = Object.keys(module);
    assert.ok(names.length > 0);
    assert.deepEqual(
      Object.keys(common)
        .filter((name) => !["default", "module.exports", "__esModule"].includes(name))
        .sort(),
      names.sort(),
    );
    for (const name of names) assert.equal(common[name], require(entry)[name]);
  });
}

test("entries used together share one class of errors, in each form", () => {
  assert.equal(slim.SneError, esm.SneError);
  assert.equal(require("sne-cotation/slim").SneError, cjs.SneError);
  assert.equal(require("sne-cotation/relay").SneError, cjs.SneError);
  assert.equal(esm.SneCotation.name, "SneCotation");
});

test("ES module, CommonJS and slim work side by side, each with its own token", async (t) => {
  const { environment, tokenRequests } = await platform(t);
  const options = { environment, ...credentials };
  const clients = [
    await esm.SneCotation.create(options),
    await cjs.SneCotation.create(options),
    await slim.SneCotation.create({ ...options, wasm: await readFile(wasm) }),
  ];
  for (const answer of await Promise.all(clients.map((sne) => sne.healthcheck()))) assert.deepEqual(answer, OK);
  assert.equal(tokenRequests().length, 3);
});

test("an error is told apart by its name, whatever form it comes from", async () => {
  const failures = [esm, cjs].map(({ SneCotation }) => reasonOf(SneCotation.create(untyped({}))));
  const [fromEsm, fromCjs] = await Promise.all(failures);
  for (const error of [fromEsm, fromCjs]) {
    checkShape(error);
    assert.equal(Object.prototype.toString.call(error), "[object Error]");
  }
  assert.ok(fromEsm instanceof esm.SneError && fromCjs instanceof cjs.SneError);
  assert.deepEqual(fromEsm.toJSON(), fromCjs.toJSON());
  assert.ok(!Object.keys(fromEsm).includes("name"), "as in every built-in error");
});

const RUNTIMES = {
  "Node of this version": "",
  "one without Node's modules, as pages are": "process.getBuiltinModule = undefined;",
  "one that cannot inflate or read base64, as jsdom": `
    process.getBuiltinModule = DecompressionStream = globalThis.Buffer = Uint8Array.fromBase64 = undefined;`,
  "one that compiles no large module at once": `
    const construct = () => { throw new RangeError("disallowed on the main thread"); };
    WebAssembly.Module = new Proxy(WebAssembly.Module, { construct });`,
};

for (const [name, change] of Object.entries(RUNTIMES)) {
  test(`the wasm that is inlined, in ${name}: client and contract`, async (t) => {
    const { environment } = await platform(t);
    for (const load of ["import", "createRequire(import.meta.url)"]) {
      const program = `
        import { createRequire } from "node:module";
        const { SneCotation } = await ${load}("sne-cotation");
        const { Buffer } = globalThis;
        ${change}
        const contract = { swagger: "2.0", paths: {} };
        const sne = await SneCotation.create({ ...values, contract });
        // Node's own fetch has a use for it.
        globalThis.Buffer = Buffer;
        console.log((await sne.healthcheck()).etat, sne.operations().length);`;
      const { code, stdout, stderr } = await runModule(program, { environment, ...credentials });
      assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "OK 0\n", stderr: "" }, load);
    }
  });
}

/**
 * Runs slim in a process of its own, where no wasm was brought before. `wasm` and `make` are texts of expressions.
 * @param {TestContext} t
 * @param {string} script
 */
async function slimly(t, script) {
  const { environment } = await platform(t);
  const opening = `
    import { readFile } from "node:fs/promises";
    import { SneCotation } from "sne-cotation/slim";
    const options = { environment: values.environment, clientId: "id", clientSecret: "secret" };
    const bytes = await readFile(values.wasm);
    const tell = (error) => console.log(error.name, error.kind, error.message, "|", error.cause instanceof Error);
  `;
  const { code, stdout, stderr } = await runModule(opening + script, { environment, wasm });
  assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
  return stdout.trim().split("\n");
}

const FORMS = {
  bytes: "bytes",
  "an ArrayBuffer": "new Uint8Array(bytes).buffer",
  "a Module": "await WebAssembly.compile(bytes)",
  "a Response": "new Response(bytes, { headers: { 'content-type': 'application/wasm' } })",
  "a Response of no type": "new Response(bytes)",
  "a promise of bytes": "Promise.resolve(bytes)",
  "a promise of a Module": "WebAssembly.compile(bytes)",
  "a promise of a Response": "Promise.resolve(new Response(bytes))",
};

for (const [name, form] of Object.entries(FORMS)) {
  test(`slim with ${name}`, async (t) => {
    const lines = await slimly(
      t,
      `
      const sne = await SneCotation.create({ ...options, wasm: ${form} });
      console.log((await sne.healthcheck()).etat);
      console.log((await (await SneCotation.create(options)).healthcheck()).etat);`,
    );
    assert.deepEqual(lines, ["OK", "OK"], "the wasm is needed once");
  });
}

const RUBBISH = [
  "undefined",
  "null",
  "5",
  "'text'",
  "{}",
  "new Uint8Array(8)",
  "bytes.subarray(0, 999)",
  "Promise.reject(new Error('offline'))",
  "Promise.reject()",
  "Promise.reject('offline')",
  "new Response('no', { status: 404 })",
  "fetch('http://127.0.0.1:1/')",
  "() => bytes",
];

test("slim without wasm, or with rubbish: a clear error each time, and a later retry works", async (t) => {
  const lines = await slimly(
    t,
    `
    for (const wasm of [${RUBBISH.map((form) => `() => (${form})`)}]) {
      await SneCotation.create({ ...options, wasm: wasm() }).then(() => console.log("no error"), tell);
    }
    console.log((await (await SneCotation.create({ ...options, wasm: bytes })).healthcheck()).etat);`,
  );
  assert.equal(lines.pop(), "OK");
  assert.equal(lines.length, RUBBISH.length);
  for (const line of lines) assert.match(line, /^SneError config .*WebAssembly.* \| true$/);
});

test("slim in English says so in English", async (t) => {
  const lines = await slimly(t, "await SneCotation.create({ ...options, language: 'en' }).catch(tell);");
  assert.match(lines[0], /could not be loaded/);
});

test("one caller's rubbish does not fail another who brings the wasm at the same time", async (t) => {
  const lines = await slimly(
    t,
    `
    const outcomes = await Promise.allSettled([
      SneCotation.create({ ...options, wasm: "rubbish" }),
      SneCotation.create({ ...options, wasm: bytes }),
    ]);
    console.log(outcomes.map(({ status }) => status).join(" "));`,
  );
  assert.deepEqual(lines, ["rejected fulfilled"]);
});

test("slim rejects whatever is no object, as the default entry does", async () => {
  for (const options of [null, undefined, "x", 5]) {
    const creating = (() => {
      try {
        return slim.SneCotation.create(untyped(options));
      } catch {
        return assert.fail("thrown, not rejected");
      }
    })();
    assert.equal((await failureOf(soon(creating))).kind, "config");
  }
});
