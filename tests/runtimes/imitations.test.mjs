// The packed package where a page is imitated on Node (jsdom in Jest, happy-dom in Vitest), and in a zip (Yarn's
// Plug'n'Play).

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { startUntil } from "./support/first-line.mjs";
import { DOCUMENT } from "./support/snippets.mjs";
import { imitations, PACKAGE, programs, run, versionOf } from "./support/tools.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SCENARIOS = readFileSync(join(HERE, "imitated", "scenarios.js"), "utf8");
/** @param {string[]} parts */
const tool = (...parts) => join(imitations, "node_modules", ...parts);
const JEST = tool("jest", "bin", "jest.js");
const VITEST = tool("vitest", "vitest.mjs");
const YARN = tool("@yarnpkg", "cli-dist", "bin", "yarn.js");
const NODES = { "this Node": process.execPath, ...programs };

/**
 * A folder with a project, for the length of a block.
 * @param {Record<string, string>} files
 */
function project(files) {
  const folder = mkdtempSync(join(HERE, "imitated-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param {string} environment @param {boolean} network @param {string} load */
const testOf = (environment, network, load) => `/** @jest-environment ${environment} */
// @vitest-environment ${environment}
test("the package", async () => {
  expect(await runImitated(${load}, ${network})).toEqual(expectedOf(${network}));
});
`;

describe("Jest under jsdom", () => {
  const asCommonJs = SCENARIOS.replaceAll(/^export /gm, "");
  const environment = tool("jest-environment-jsdom");
  const { folder, remove } = project({
    "package.json": JSON.stringify({ name: "imitated", private: true }),
    "package.test.js": `${testOf(environment, true, "require")}${asCommonJs}`,
  });
  after(remove);
  for (const [name, node] of Object.entries(NODES).filter(([name]) => /Node/.test(name))) {
    it(`on ${name}`, async () => {
      const { stderr } = await run(node, [JEST], { cwd: folder, timeout: 120_000 });
      assert.match(stderr, /Tests: +1 passed, 1 total/);
    });
  }
});

describe("Vitest under happy-dom", () => {
  const load = "(name) => import(name)";
  const { folder, remove } = project({
    "package.json": JSON.stringify({ name: "imitated", private: true, type: "module" }),
    "package.test.js": `import { expect, test } from "vitest";\n${testOf("happy-dom", false, load)}${SCENARIOS}`,
  });
  before(() => cpSync(tool("vitest", "package.json"), join(folder, "vitest.json")));
  after(remove);
  // It needs a later Node than 20 to tell of a failure.
  for (const [name, node] of Object.entries(programs).filter(([name]) => /^Node/.test(name))) {
    it(`on ${name}`, async () => {
      const { stdout } = await run(node, [VITEST, "run", "--globals"], { cwd: folder, timeout: 120_000 });
      assert.match(stdout, /Tests +1 passed \(1\)/);
    });
  }
});

describe(`Yarn ${versionOf(imitations, "@yarnpkg/cli-dist")} with Plug'n'Play`, () => {
  const { folder, remove } = project({
    "package.json": JSON.stringify({
      private: true,
      type: "module",
      dependencies: { "sne-cotation": `file:${PACKAGE}` },
    }),
    "yarn.lock": "",
    ".yarnrc.yml": "nodeLinker: pnp\nenableGlobalCache: false\nenableTelemetry: false\nenableNetwork: false\n",
    "scenarios.js": SCENARIOS,
    "program.js":
      'import { runImitated } from "./scenarios.js";\n' +
      "console.log(JSON.stringify(await runImitated((name) => import(name), true)));\n",
    "contract.json": JSON.stringify({
      swagger: "2.0",
      info: { title: "essai", version: "1" },
      paths: { "/healthcheck": { get: { operationId: "lire", responses: { 200: { description: "ok" } } } } },
    }),
  });
  after(remove);
  /** @param {string[]} words */
  const yarn = (...words) => run(process.execPath, [YARN, ...words], { cwd: folder, timeout: 120_000 });

  it("installs it in a zip", async () => {
    await yarn("install");
    const pnp = createRequire(join(folder, "index.js"))("./.pnp.cjs");
    assert.match(pnp.resolveRequest("sne-cotation", join(folder, "index.js")), /\.zip\//);
  });

  it("does all that the package does", async () => {
    const { stdout } = await yarn("node", "program.js");
    const whole = ["OK", "OK", "string", "enough"];
    assert.deepEqual(JSON.parse(stdout), [...whole, ...whole, 200]);
  });

  it("runs the command", async () => {
    const { stdout } = await yarn("sne-cotation", "operations", "--contract", "contract.json", "--json");
    assert.equal(JSON.parse(stdout)[0].id, "lire");
    const types = await yarn("sne-cotation", "types", "contract.json");
    assert.match(types.stdout, /lire/);
  });

  it("serves the console", async () => {
    const server = await startUntil(
      process.execPath,
      [YARN, "sne-cotation", "console", "--port", "0", "--quiet"],
      folder,
    );
    try {
      const opened = await fetch(server.line, { redirect: "manual" });
      const cookie = String(opened.headers.get("set-cookie")).split(";")[0];
      const page = await (await fetch(new URL("/", server.line), { headers: { cookie } })).text();
      const [, script] = /src="([^"]+\.js)"/.exec(page) ?? [];
      assert.equal((await fetch(new URL(String(script), server.line), { headers: { cookie } })).status, 200);
    } finally {
      await server.stop();
    }
  });
});

describe("docs/en/runtimes.md", () => {
  it("has what was tried", () => {
    for (const name of ["jest-environment-jsdom", "happy-dom", "@yarnpkg/cli-dist"])
      assert.ok(DOCUMENT.includes(versionOf(imitations, name)), name);
  });
});
