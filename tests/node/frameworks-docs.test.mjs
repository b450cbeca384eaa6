// The pages whose blocks are the files of a project: the client in Express and in Next.js, and a first test. The client
// in Workers is run by `npm run runtimes`, in the platform's own runtime.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { ended, environment } from "./support/command.mjs";
import { output, serving, settings } from "./support/example.mjs";
import { simulated } from "./support/simulated.mjs";
import { blocksOf, LANGUAGES, readDocument } from "../support/documents.mjs";

/** @import { TestContext } from "node:test" */

const FOLDER = dirname(fileURLToPath(import.meta.url));

/**
 * A project of the files of a page.
 * @param {TestContext} t
 * @param {string} page
 */
function projectOf(t, page) {
  const folder = mkdtempSync(join(FOLDER, "frameworks-docs-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const { way, name, code } of blocksOf(readDocument(page))) {
    if (way !== "file") continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), code);
  }
  return folder;
}

for (const language of LANGUAGES) {
  describe(`docs/${language}/frameworks.md`, { concurrency: 2 }, () => {
    const page = `docs/${language}/frameworks.md`;

    it("has Express answer, or say of what kind the failure is", async (t) => {
      const { server, simulator } = await simulated(t);
      const works = await serving(
        t,
        'import "./express.js";',
        settings(server, simulator.find("works")),
        projectOf(t, page),
      );
      assert.deepEqual(await (await fetch(`${works}/health`)).json(), { version: "1.0", etat: "OK" });
      const fails = settings(server, simulator.find("no-profile"));
      const site = await serving(t, 'import "./express.js";', fails, projectOf(t, page));
      const answer = await fetch(`${site}/health`);
      assert.deepEqual([answer.status, await answer.json()], [502, { kind: "profile" }]);
    });

    it("has one client for all requests of a route of Next.js", async (t) => {
      const { server, simulator, tokenRequests } = await simulated(t);
      const code = `import { GET } from "./app/health/route.js";
        for (let time = 1; time <= 2; time++) console.log(await (await GET()).json());`;
      const [shown] = await output(code, settings(server, simulator.find("works")), projectOf(t, page));
      assert.equal(shown, "{ version: '1.0', etat: 'OK' }\n".repeat(2));
      assert.equal(tokenRequests().length, 1);
    });
  });

  it(`docs/${language}/testing.md has tests that pass`, async (t) => {
    const cwd = projectOf(t, `docs/${language}/testing.md`);
    const child = spawn(process.execPath, ["--test", "ready.test.js"], {
      cwd,
      env: { ...environment(), NODE_TEST_CONTEXT: undefined },
    });
    child.stdin.end();
    const { code, stdout } = await ended(child);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /pass 3/);
  });
}
