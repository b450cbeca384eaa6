// The packed package in Workers: bundled by wrangler, run by workerd, without any configuration that is about the
// package.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { checkRelay } from "./support/page.mjs";
import { startOutbound } from "./support/outbound.mjs";
import { NAMES } from "./support/scenarios.js";
import { frameworkSnippet, relaySnippet, workersSnippet } from "./support/snippets.mjs";
import { startWorld } from "./support/world.mjs";
import { bundleWorker, runWorker } from "./support/workers.mjs";

/** @import { Worker } from "../support/workerd.mjs" */
/** @import { Bundle } from "./support/workers.mjs" */
/** @import { World } from "./support/world.mjs" */

const HERE = fileURLToPath(new URL(".", import.meta.url));
const RELAY_EXAMPLE = relaySnippet("worker.js");
const SESSION = `export const sessionOf = async (cookie) => (cookie === "session=ada" ? { id: "ada" } : undefined);`;

describe("a Worker", () => {
  /** @type {World} */
  let world;
  /** @type {string} */
  let folder;
  /** @type {Awaited<ReturnType<typeof startOutbound>>} */
  let piste;
  before(async () => {
    world = await startWorld();
    folder = mkdtempSync(join(HERE, "workers-"));
    piste = await startOutbound(world.facts.url);
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await piste?.close();
    await world?.close();
  });

  /**
   * Bundles and runs a Worker of these files for as long as `body` takes.
   * @param {Record<string, string | undefined>} files those without a text are copied from beside this one
   * @param {{ main: string, objects?: string[], variables?: Record<string, string>, outbound?: string }} how
   * @param {(worker: Worker, bundle: Bundle) => Promise<void>} body
   */
  async function withWorker(files, { main, objects, ...how }, body) {
    const source = mkdtempSync(join(folder, "one-"));
    for (const [name, code] of Object.entries(files)) {
      mkdirSync(join(source, name, ".."), { recursive: true });
      if (code === undefined) cpSync(join(HERE, name), join(source, name));
      else writeFileSync(join(source, name), code);
    }
    const bundle = await bundleWorker(source, main, objects);
    assert.doesNotMatch(bundle.said, /warning|error/i);
    const worker = await runWorker(bundle, {
      entry: main.replace(/^.*\//, "").replace(/\.ts$/, ".js"),
      objects,
      ...how,
    });
    try {
      await body(worker, bundle);
    } catch (error) {
      throw new Error(`the Worker said: ${worker.said()}`, { cause: error });
    } finally {
      await worker.stop();
    }
  }

  it("does all that the package does", async () => {
    const files = { "programs/worker-scenarios.js": undefined, "support/scenarios.js": undefined };
    await withWorker(files, { main: "programs/worker-scenarios.js" }, async ({ url }) => {
      const answer = await fetch(url, { method: "POST", body: JSON.stringify(world.facts) });
      assert.deepEqual(await answer.json(), Object.fromEntries(NAMES.map((scenario) => [scenario, "ok"])));
    });
  });

  it("has one client for all requests, in a Durable Object, as docs/en/frameworks.md has it", async () => {
    const files = { "client.js": frameworkSnippet("client.js") };
    const { clientId: SNE_CLIENT_ID, clientSecret: SNE_CLIENT_SECRET } = world.facts.works;
    const variables = { SNE_CLIENT_ID, SNE_CLIENT_SECRET };
    const how = { main: "client.js", objects: ["Cotation"], variables, outbound: piste.host };
    piste.tokens.length = 0;
    await withWorker(files, how, async ({ url }) => {
      const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(url)).json()));
      assert.deepEqual(answers, Array(3).fill({ version: "1.0", etat: "OK" }));
      assert.equal(piste.tokens.length, 1);
    });
  });

  it("shares one token between requests that have a client each, by the store of docs/en/workers.md", async () => {
    const files = { "worker.js": workersSnippet("worker.js") };
    const { clientId: SNE_CLIENT_ID, clientSecret: SNE_CLIENT_SECRET } = world.facts.works;
    const variables = { SNE_CLIENT_ID, SNE_CLIENT_SECRET };
    const how = { main: "worker.js", objects: ["SneStore"], variables, outbound: piste.host };
    piste.tokens.length = 0;
    await withWorker(files, how, async ({ url }) => {
      const answers = await Promise.all([1, 2, 3].map(async () => (await fetch(url)).json()));
      assert.deepEqual(answers, Array(3).fill({ version: "1.0", etat: "OK" }));
      assert.equal(piste.tokens.length, 1);
    });
  });

  it("serves the relay of docs/en/relay.md", async () => {
    const files = { "worker.js": RELAY_EXAMPLE, "session.js": SESSION };
    const { clientId: SNE_CLIENT_ID, clientSecret: SNE_CLIENT_SECRET } = world.facts.works;
    const how = {
      main: "worker.js",
      objects: ["TokenRelay"],
      variables: { SNE_CLIENT_ID, SNE_CLIENT_SECRET },
      outbound: piste.host,
    };
    await withWorker(files, how, ({ url }) => checkRelay(`${url}/token`, world.facts.environment));
  });

  it("is that of examples/worker, too: one token for all, and what is missing is told", async () => {
    const code = readFileSync(new URL("../../examples/worker/src/worker.ts", import.meta.url), "utf8");
    const how = { main: "src/worker.ts", objects: ["Cotation"], outbound: piste.host };
    const { works, withoutProfile } = world.facts;
    for (const [{ clientId, clientSecret }, status] of /** @type {const} */ ([
      [works, 200],
      [withoutProfile, 502],
    ])) {
      piste.tokens.length = 0;
      const variables = { SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret };
      await withWorker({ "src/worker.ts": code }, { ...how, variables }, async ({ url }) => {
        const answers = await Promise.all([1, 2].map(async () => (await fetch(url)).status));
        assert.deepEqual([answers, piste.tokens.length], [[status, status], 1]);
      });
    }
  });

  it("brings nothing of the package twice: the wasm as modules, and none of it as text", async () => {
    const files = { "client.js": frameworkSnippet("client.js") };
    await withWorker(files, { main: "client.js", objects: ["Cotation"] }, async (_worker, { folder: out, modules }) => {
      assert.equal(modules.filter((name) => name.endsWith(".wasm")).length, 5);
      assert.ok(!readFileSync(join(out, "client.js"), "utf8").includes("AGFzbQ"), "base64 of a wasm");
    });
  });
});
