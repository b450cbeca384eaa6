// The examples of docs/en/relay.md, each laid out as the file that its comment names and run: by the server that it is
// for, or, where that is a platform (Next.js, Workers), called as the platform calls it.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { output, PAGE, serving, settings } from "./support/example.mjs";
import { simulated } from "./support/simulated.mjs";
import { readDocument } from "../support/documents.mjs";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const DOCUMENT = readDocument("docs/en/relay.md");
const WASM = createRequire(import.meta.url).resolve("sne-cotation/sne_cotation.wasm");

/** @type {Map<string, string>} */
const EXAMPLES = new Map(
  [...DOCUMENT.matchAll(/<!-- file: ([\w.]+) -->\n```js\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]),
);

/** @param {string} name */
function example(name) {
  const code = EXAMPLES.get(name);
  assert.ok(code, `no example ${name}`);
  return code;
}

/** What the examples leave to their reader. */
const SESSION = `export const sessionOf = async (cookie) => (cookie === "session=ada" ? { id: "ada" } : undefined);`;

/** A server around what a platform would call with a standard request. @param {string} imports @param {string} call */
const around = (imports, call) => `
  import { createServer } from "node:http";
  import { toNodeHandler } from "sne-cotation/relay";
  ${imports}
  createServer(toNodeHandler(${call})).listen(0, "127.0.0.1");`;

const SERVERS = {
  "node.js": `import "./node.js";`,
  "express.js": `import "./express.js";`,
  "fastify.js": `import "./fastify.js";`,
  "hono.js": around(`import app from "./hono.js";`, "app.fetch"),
  "next.js": around(
    `import * as route from "./next.js";`,
    `async (request) =>
      route[request.method]?.(request, { params: Promise.resolve({}) }) ?? new Response(null, { status: 405 })`,
  ),
  "worker.js": around(`import { answer } from "./worker-on-node.js";`, "answer"),
};

describe("the examples of docs/en/relay.md", { concurrency: 2 }, () => {
  /** @type {string} */
  let folder;
  before(async () => {
    folder = mkdtempSync(join(FOLDER, "relay-docs-"));
    /** @param {string} name @param {string} text */
    const write = (name, text) => writeFileSync(join(folder, name), text);
    for (const [name, code] of EXAMPLES) write(name, code);
    write("session.js", SESSION);
    write("worker-on-node.js", await workerOnNode(folder));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("are all run", () => {
    assert.equal(EXAMPLES.size, DOCUMENT.split("```js\n").length - 1);
    assert.deepEqual([...EXAMPLES.keys()].sort(), ["page.js", "relay.js", ...Object.keys(SERVERS)].sort());
  });

  for (const [name, code] of Object.entries(SERVERS)) {
    it(`${name}: the example's page gets its answer, through a preflight too; others get nothing`, async (t) => {
      const { server, simulator, tokenRequests, calls } = await simulated(t);
      const site = await serving(t, code, settings(server, simulator.find("works")), folder);
      const world = { SIMULATOR: server.url, SITE: site };
      const [shown, said] = await output(example("page.js"), world, folder);
      assert.deepEqual([shown, said], ["{ version: '1.0', etat: 'OK' }\n", ""]);
      assert.deepEqual([tokenRequests().length, calls().length], [1, 1]);

      const rejected = await (await ask(site, {})).json();
      const next = await (await ask(site, {}, { rejected: rejected.access_token })).json();
      assert.notEqual(next.access_token, rejected.access_token);
      assert.equal(tokenRequests().length, 2);

      const preflight = { Origin: PAGE, "Access-Control-Request-Method": "POST" };
      const allowed = await fetch(`${site}/token`, { method: "OPTIONS", headers: preflight });
      assert.deepEqual([allowed.status, allowed.headers.get("access-control-allow-origin")], [204, PAGE]);
      assert.equal((await ask(site, { Origin: "https://evil.example" })).status, 403);
      assert.equal((await ask(site, { Cookie: "session=eve" })).status, 403);
      assert.equal((await ask(site, { "Content-Type": "text/plain" })).status, 415);
      assert.equal((await ask(site, {}, { padding: "x".repeat(5000) })).status, 413);
      assert.equal((await fetch(`${site}/token`, { headers: { Origin: PAGE } })).status, 405);
      assert.equal(tokenRequests().length, 2);
    });
  }

  it("express.js: behind a body parser, too", async (t) => {
    const { server, simulator } = await simulated(t);
    const code = example("express.js").replace("const app = express();\n", "$&app.use(express.json());\n");
    assert.match(code, /app\.use\(express\.json\(\)\)/);
    const site = await serving(t, code, settings(server, simulator.find("works")), folder);
    const { access_token: rejected } = await (await ask(site, {})).json();
    const { access_token } = await (await ask(site, {}, { rejected })).json();
    assert.ok(access_token && access_token !== rejected);
  });
});

/**
 * A request of the examples' page, but for what is given.
 * @param {string} site
 * @param {Record<string, string>} headers
 */
function ask(site, headers, body = {}) {
  const own = { Origin: PAGE, Cookie: "session=ada", "Content-Type": "application/json" };
  return fetch(`${site}/token`, { method: "POST", headers: { ...own, ...headers }, body: JSON.stringify(body) });
}

/**
 * The example for Workers as one module for Node: bundled as for Workers, the wasm as the module that the platform
 * makes of it, and no way to compile the package's own at run time (Node's fetch compiles one too).
 * @param {string} resolveDir
 */
async function workerOnNode(resolveDir) {
  /** @type {import("esbuild").Plugin} */
  const platform = {
    name: "workers",
    setup(step) {
      step.onResolve({ filter: /^cloudflare:workers$/ }, ({ path }) => ({ path, namespace: "platform" }));
      step.onLoad({ filter: /.*/, namespace: "platform" }, () => ({
        contents: "export class DurableObject { constructor(ctx, env) { Object.assign(this, { ctx, env }); } }",
      }));
      step.onLoad({ filter: /\.wasm$/ }, () => ({
        contents: `import { readFileSync } from "node:fs";
          export default new (globalThis.PlatformModule ?? WebAssembly.Module)(readFileSync(${JSON.stringify(WASM)}));`,
      }));
    },
  };
  const contents = `
    import worker, { TokenRelay } from "./worker.js";
    const construct = (Module, [code]) => {
      if (code.byteLength === ${statSync(WASM).size}) throw new Error("Wasm code generation disallowed by embedder");
      return new Module(code);
    };
    globalThis.PlatformModule = WebAssembly.Module;
    WebAssembly.Module = new Proxy(WebAssembly.Module, { construct });
    const { SNE_CLIENT_ID, SNE_CLIENT_SECRET } = process.env;
    const environment = { SNE_CLIENT_ID, SNE_CLIENT_SECRET };
    const object = new TokenRelay({}, environment);
    environment.TOKEN_RELAY = { idFromName: (name) => name, get: () => object };
    export const answer = (request) => worker.fetch(request, environment);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["workerd"],
    external: ["node:fs"],
    plugins: [platform],
    write: false,
  });
  assert.ok(outputFiles);
  return outputFiles[0].text;
}
