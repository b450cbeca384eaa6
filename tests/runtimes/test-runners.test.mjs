// The packed package in test runners: the test of docs/en/runtimes.md, in Vitest and in Jest, with `import` and with
// `require`.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { command, link, versionOfTool } from "./support/bundlers.mjs";
import { DOCUMENT, snippet } from "./support/snippets.mjs";
import { bundlers, programs, run } from "./support/tools.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TEST = snippet("healthcheck.test.js");
/** Jest's functions are there without being imported. */
const FOR_JEST = TEST.replace(/^import .* from "vitest";\n/m, "");
const REQUIRED = FOR_JEST.replace(/^import (.*) from (".*");$/gm, "const $1 = require($2);");
const JEST = join(bundlers, "node_modules", "jest", "bin", "jest.js");

/**
 * Runs `body` with a project of these files and tools.
 * @template Result
 * @param {Record<string, string>} files
 * @param {string[]} tools
 * @param {(folder: string) => Promise<Result>} body
 */
async function withProject(files, tools, body) {
  const folder = mkdtempSync(join(HERE, "tested-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    for (const tool of tools) link(folder, tool);
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {object} [more] */
const project = (more) => JSON.stringify({ name: "tested", private: true, ...more });

/**
 * Jest reports on standard error.
 * @param {{ stdout: string, stderr: string }} said
 */
function checkJest({ stdout, stderr }) {
  assert.match(stderr, /Tests: +1 passed, 1 total/);
  assert.doesNotMatch(`${stdout}${stderr}`, /did not exit|open handle|force exited|console\.(warn|error)/i);
}

describe("test runners", () => {
  it(`Vitest ${versionOfTool("Vitest")}`, async () => {
    const files = { "package.json": project({ type: "module" }), "healthcheck.test.js": TEST };
    const { stdout, stderr } = await withProject(files, ["vitest"], (folder) =>
      command("vitest.sh", "vitest/vitest.mjs", folder),
    );
    assert.match(stdout, /Tests +1 passed \(1\)/);
    assert.equal(stderr, "");
  });

  it(`Jest ${versionOfTool("Jest")} with require, without configuration`, async () => {
    const files = { "package.json": project(), "healthcheck.test.js": REQUIRED };
    checkJest(await withProject(files, [], (folder) => run(programs["Node 24"], [JEST], { cwd: folder })));
  });

  it("Jest with import that Babel turns into require, as its documentation begins", async () => {
    const files = {
      "package.json": project(),
      "babel.config.js": snippet("babel.config.js"),
      "healthcheck.test.js": FOR_JEST,
    };
    checkJest(
      await withProject(files, ["@babel/preset-env"], (folder) => run(programs["Node 24"], [JEST], { cwd: folder })),
    );
  });

  it("Jest with modules", async () => {
    const files = {
      "package.json": project({ type: "module" }),
      "healthcheck.test.js": FOR_JEST,
      "jest.config.js": snippet("jest.config.js"),
    };
    const [, ...args] = snippet("jest.sh").trim().split(/\s+/);
    checkJest(await withProject(files, ["jest"], (folder) => run(programs["Node 24"], args, { cwd: folder })));
  });

  it("are those of docs/en/runtimes.md", () => {
    for (const name of ["Vitest", "Jest"]) assert.ok(DOCUMENT.includes(`| ${name} | ${versionOfTool(name)} |`), name);
  });
});
