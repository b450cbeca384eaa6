// Every way in which a command fails or tells something, in both languages: sentences, and nothing that was not there.
// What `run` gives has been looked at already.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folder, run, variablesFor } from "./support/command.mjs";
import { json, platform } from "./support/platform.mjs";

const CONTRACT = {
  swagger: "2.0",
  info: { title: "essai", version: "1" },
  paths: {
    "/a/{p}": {
      get: { parameters: [{ name: "p", in: "path", required: true, type: "string", enum: [1, null] }], responses: {} },
      post: { operationId: "b", parameters: [{ name: "c", in: "body", schema: {} }], responses: { 200: {} } },
    },
  },
};

const FIRST = ["doctor", "healthcheck", "token", "call b", "request GET /x", "operations", "types", "console --port x"];

/** Without any configuration, and with one whose contract is poor and whose server fails in other ways. */
const WORDS = {
  "without configuration": [
    ...["", "help", "nothing", "--version", "help call", ...FIRST, ...FIRST.map((words) => `${words} --json`)],
    ...["doctor --report -", "doctor --report r.md", "simulator --host nowhere.invalid", "simulator --port 6000"],
    ...["completion", "call", "request", "operations x --example"],
  ],
  "with a server that fails": [
    ...["doctor", "doctor --json", "doctor --report -", "doctor --verbose", "healthcheck --verbose", "token --json"],
    ...[
      "operations",
      "operations b",
      "operations c",
      "operations --remarks",
      "operations --json",
      "operations b --example",
    ],
    ...["operations b --json", "call b", "call b c={}", "call b c:={}", "call d", "call b --all-pages --verbose"],
    ...[
      "call b --strict --json",
      "request GET /x --include",
      "request GET /x --show-error-body",
      "types contract.json",
    ],
  ],
};

for (const language of ["fr", "en"]) {
  for (const [name, lines] of Object.entries(WORDS)) {
    test(`${name}, in ${language}`, async (t) => {
      const cwd = folder(t);
      writeFileSync(join(cwd, "contract.json"), JSON.stringify(CONTRACT));
      const known = await platform(t, { api: (_request, response) => json(response, 200, { etat: null }) });
      const set = name.startsWith("with a") ? { ...variablesFor(known), SNE_CONTRACT: "contract.json" } : {};
      const env = { ...set, LC_ALL: language === "fr" ? "fr_FR.UTF-8" : "en_GB.UTF-8" };
      const outcomes = await Promise.all(lines.map((line) => run(t, line.split(" ").filter(Boolean), { env, cwd })));
      for (const [place, { code, signal, stdout, stderr }] of outcomes.entries()) {
        assert.ok([0, 1, 2].includes(code), `${lines[place]}: ${code} ${signal}`);
        assert.notEqual(`${stdout}${stderr}`, "", lines[place]);
        assert.doesNotMatch(stderr, /^ {4}at /m, lines[place]);
      }
    });
  }
}
