// The library behind a company's proxy, as docs/en/proxy.md has it; and what it says when a proxy is announced in vain.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ended, environment, folder, PACKAGE } from "../node/support/command.mjs";
import { found } from "../node/support/found.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";
import { readDocument } from "../support/documents.mjs";
import { HOST, piste, proxy, WITH_UNDICI } from "./support/company.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Variables } from "../node/support/command.mjs" */

const DOCUMENT = readDocument("docs/en/proxy.md");

/**
 * Runs a program in a project that has the package and undici.
 * @param {TestContext} t
 * @param {string} code
 * @param {Variables} env
 */
async function program(t, code, env) {
  const project = folder(t, { "program.mjs": code });
  mkdirSync(join(project, "node_modules"));
  symlinkSync(PACKAGE, join(project, "node_modules", "sne-cotation"), "junction");
  symlinkSync(join(WITH_UNDICI, "node_modules", "undici"), join(project, "node_modules", "undici"), "junction");
  const child = spawn(process.execPath, ["program.mjs"], { cwd: project, env: environment(env) });
  t.after(() => child.kill("SIGKILL"));
  child.stdin.end();
  return ended(child);
}

/** The addresses of the test in place of PISTE's. @param {string} code */
function here(code) {
  found(/environment: "production"/, code);
  const addresses = "{ tokenUrl: process.env.SNE_TOKEN_URL, apiUrl: process.env.SNE_API_URL }";
  return code.replace('environment: "production"', `environment: ${addresses}`);
}

test("the example of docs/en/proxy.md goes through the proxy, with its password", async (t) => {
  const [, code] = found(/<!-- run: undici -->\n```js\n(.*?)```/s, DOCUMENT);
  const { env } = await piste(t);
  const { url, asked } = await proxy(t, { user: "ada", password: "s3cret" });
  const HTTPS_PROXY = url.replace("//", "//ada:s3cret@");
  const { stdout, stderr } = await program(t, here(code), { ...env, HTTPS_PROXY });
  assert.deepEqual([stdout, stderr], ["{ version: '1.0', etat: 'OK' }\n", ""]);
  assert.deepEqual(new Set(asked), new Set([HOST]));
});

for (const language of LANGUAGES) {
  test(`${language}: a proxy that is announced in vain is told with the failure`, async (t) => {
    const { env } = await piste(t);
    const says = async (/** @type {string} */ option, /** @type {Variables} */ more = {}) => {
      const code = `import { SneCotation } from "sne-cotation";
        const sne = await SneCotation.create({ environment: "production", retry: false, language: "${language}",
          clientId: "a", clientSecret: "b", ${option} });
        console.log(JSON.stringify(await sne.healthcheck().catch((error) => error)));`;
      const said = await program(t, here(code), { ...env, HTTPS_PROXY: "http://ada:s3cret@127.0.0.1:9", ...more });
      assert.doesNotMatch(`${said.stdout}${said.stderr}`, /s3cret/);
      const { kind, advice } = JSON.parse(said.stdout);
      assert.equal(kind, "network", said.stdout);
      return advice.includes("HTTPS_PROXY");
    };
    assert.equal(await says(""), true);
    assert.equal(await says("fetch: (input, init) => fetch(input, init)"), false);
    assert.equal(await says("", { HTTPS_PROXY: "" }), false);
  });
}
