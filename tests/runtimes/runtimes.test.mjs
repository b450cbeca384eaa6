// The packed package in Node 22, Node 24, Node 26, Bun and Deno: the same scenarios in each, over real sockets, against
// PISTE in miniature in another process; and the relay, served by each as docs/en/runtimes.md and docs/en/relay.md have
// it.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { checkRelay, RELAY, untilAnswering } from "./support/page.mjs";
import { NAMES } from "./support/scenarios.js";
import { freePort, serve } from "./support/server.mjs";
import { SNIPPETS } from "./support/snippets.mjs";
import { programs, run, runtimes, versionOf } from "./support/tools.mjs";
import { startWorld } from "./support/world.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const platform = `${process.platform}-${process.arch}`;

/**
 * @typedef {object} Runtime
 * @property {string[]} args
 * @property {string} version
 * @property {string} relay the program that serves a relay
 * @property {(port: number) => Record<string, string>} portOf the variable that tells it its port
 */

/**
 * How each runs a file; its version; and how it serves a relay on a port.
 * @type {Record<string, Runtime>}
 */
const RUNTIMES = {
  "Node 22": {
    args: [],
    version: versionOf(runtimes, `node-22-${platform}`),
    relay: "node-relay.mjs",
    portOf: (port) => ({ PORT: String(port) }),
  },
  "Node 24": {
    args: [],
    version: versionOf(runtimes, `node-24-${platform}`),
    relay: "node-relay.mjs",
    portOf: (port) => ({ PORT: String(port) }),
  },
  "Node 26": {
    args: [],
    version: versionOf(runtimes, `node-26-${platform}`),
    relay: "node-relay.mjs",
    portOf: (port) => ({ PORT: String(port) }),
  },
  Bun: {
    args: ["run"],
    version: versionOf(runtimes, "bun"),
    relay: "bun.js",
    portOf: (port) => ({ BUN_PORT: String(port) }),
  },
  Deno: {
    args: ["run", "--allow-net", "--allow-env", "--quiet"],
    version: versionOf(runtimes, "deno"),
    relay: "deno.js",
    portOf: (port) => ({ DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` }),
  },
};

for (const [name, { args, version, relay, portOf }] of Object.entries(RUNTIMES)) {
  describe(name, () => {
    /** @type {import("./support/world.mjs").World} */
    let world;
    /** @type {string} */
    let folder;
    before(async () => {
      world = await startWorld();
      folder = mkdtempSync(join(HERE, "relay-"));
      cpSync(join(HERE, "programs", "node-relay.mjs"), join(folder, "node-relay.mjs"));
      for (const [file, code] of SNIPPETS) writeFileSync(join(folder, file), code);
      writeFileSync(join(folder, "relay.js"), RELAY);
    });
    after(async () => {
      rmSync(folder, { recursive: true, force: true });
      await world?.close();
    });

    it(`is ${version}`, async () => {
      const { stdout } = await run(programs[name], ["--version"]);
      assert.ok(
        stdout.split(/\s+/).some((word) => word.replace(/^v/, "") === version),
        stdout,
      );
    });

    it("does all that the package does, and ends by itself", async () => {
      const program = join(HERE, "programs", "scenarios.mjs");
      const { stdout, stderr } = await run(programs[name], [...args, program, JSON.stringify(world.facts)], {
        cwd: HERE,
      });
      assert.equal(stderr, "");
      assert.deepEqual(JSON.parse(stdout), Object.fromEntries(NAMES.map((scenario) => [scenario, "ok"])));
    });

    it("serves the relay", async () => {
      const port = await freePort();
      const env = { WORLD: JSON.stringify(world.facts), ...portOf(port) };
      const server = serve(programs[name], [...args, join(folder, relay)], { cwd: folder, env });
      try {
        const url = `http://127.0.0.1:${port}/token`;
        await untilAnswering(url, server.ended);
        await checkRelay(url, world.facts.environment);
      } finally {
        await server.stop();
      }
    });
  });
}
