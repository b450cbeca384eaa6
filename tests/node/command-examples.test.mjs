// Every example of every help, run by a shell as it stands there, in a folder with the files that it names.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import { describe, it, test } from "node:test";
import { COMMAND_CONTRACT } from "./contracts/command.mjs";
import { COMMAND, ended, environment, firstLine, folder, inPackage, run, variablesFor } from "./support/command.mjs";
import { found } from "./support/found.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { json, platform } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */

const { commands } = await inPackage("lib/cli/commands/index.js");

/** Where npm puts the commands of a project. */
const COMMANDS = join(dirname(COMMAND), "..", "..", ".bin");

const FILES = {
  "contract.json": COMMAND_CONTRACT,
  "api.json": COMMAND_CONTRACT,
  "sne-cotation.json": COMMAND_CONTRACT,
  "body.json": { ville: "Lyon" },
  "a.xml": "<page/>",
  "letter.pdf": "%PDF",
  "title.txt": "Un titre",
  "demandes.ndjson": '{"numero":"0012"}\n{"numero":"0013"}\n',
  "demandes.csv": "dossier\n0012\n",
  "ministere.css": ":root { color: black }",
};

/** What the API answers: its health, and the only page there is. */
const ANSWER = { version: "1.0", etat: "OK", nombrePages: 1 };

/** Commands that run until they are stopped; at any free port, since the usual one may be taken. */
const SERVING = ["simulator", "console"];

/**
 * Runs a line of a shell where everything is that it may need: a platform, files, credentials.
 * @param {TestContext} t
 * @param {string} line
 */
async function shell(t, line) {
  const place = await platform(t, { api: (_request, response) => json(response, 200, ANSWER) });
  const variables = { ...variablesFor(place), SNE_CONTRACT: "contract.json" };
  const asFile = Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
  const cwd = folder(t, { ...FILES, ".env": asFile });
  const PATH = [COMMANDS, process.env.PATH].join(delimiter);
  const child = spawn("sh", ["-c", line], { cwd, env: { ...environment(variables), PATH } });
  t.after(() => child.kill("SIGKILL"));
  child.stdin.end();
  return child;
}

describe("the examples of the help run as they are", { concurrency: 2 }, () => {
  for (const { name, examples } of commands) {
    for (const example of examples) {
      it(example, async (t) => {
        assert.ok(example.startsWith(`sne-cotation ${name}`), "an example is of its own command");
        if (SERVING.includes(name)) return serves(t, example);
        const { code, stderr } = await ended(await shell(t, example));
        assert.deepEqual(
          [code, /--verbose| bulk /.test(example) ? "" : stderr.replace(/^\d+ bytes written.*\n/, "")],
          [0, ""],
        );
      });
    }
  }
});

/** @param {TestContext} t @param {string} example */
async function serves(t, example) {
  const child = await shell(t, `exec ${example} --port 0`);
  assert.match(await firstLine(child), /http:\/\//);
  child.kill("SIGINT");
  assert.deepEqual(await once(child, "exit"), [0, null]);
}

test("the example of an operation can be run once it is filled in", async (t) => {
  const told = await ended(await shell(t, "sne-cotation operations uneOperation"));
  const [, example] = found(/^ {2}(sne-cotation call .*)$/m, told.stdout);
  const { code } = await ended(await shell(t, example.replace("<string>", "0012")));
  assert.equal(code, 0);
});

test("every example is in the help of its command, and the help of the program names each command", async (t) => {
  for (const language of LANGUAGES) {
    const { stdout: program } = await run(t, ["--help", "--language", language]);
    for (const { name, examples } of commands) {
      const { stdout } = await run(t, ["help", name, "--language", language]);
      for (const example of examples) assert.ok(stdout.includes(`\n  ${example}\n`), example);
      assert.match(program, new RegExp(`^ {2}${name} `, "m"));
    }
  }
});
