// The command `sne-cotation simulator`, as a process.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { callWith, tokenFor } from "./simulator-support.mjs";
import { COMMAND, VERSION, firstLine, inPackage } from "./support/command.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { listening, portOf } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Application, Environments } from "sne-cotation/simulator" */

/**
 * Starts the command in a language; it is killed with the test if it still runs.
 * @param {TestContext} t
 * @param {string[]} args
 */
function start(t, args, language = "en_GB.UTF-8") {
  const env = { ...process.env, LC_ALL: language };
  const child = spawn(process.execPath, [COMMAND, ...args], { env });
  t.after(() => child.kill("SIGKILL"));
  return child;
}

/**
 * Runs the command to its end.
 * @param {TestContext} t
 * @param {string[]} args
 * @param {string} [language]
 */
async function run(t, args, language) {
  const child = start(t, args, language);
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray());
  const [code] = await once(child, "close");
  return { code, stdout: (await stdout).join(""), stderr: (await stderr).join("") };
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  test(`--json tells the addresses, they work, and ${signal} ends it with 0`, async (t) => {
    const child = start(t, ["simulator", "--port", "0", "--json"]);
    /** @type {{ url: string, environments: Environments, applications: Application[] }} */
    const { url, environments, applications } = JSON.parse(await firstLine(child));
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const works = applications.find(({ label, environment }) => label === "works" && environment === "sandbox");
    assert.ok(works);
    assert.deepEqual(Object.keys(works), ["label", "name", "description", "environment", "clientId", "clientSecret"]);
    const token = await tokenFor({ fetch, environments }, works);
    assert.equal((await fetch(...callWith(token, environments))).status, 200);
    child.kill(signal);
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });
}

test("--quiet prints the address only", async (t) => {
  const child = start(t, ["simulator", "--port=0", "--quiet"]);
  assert.match(await firstLine(child), /^http:\/\/127\.0\.0\.1:\d+$/);
  child.kill("SIGINT");
  await once(child, "exit");
});

for (const [language, words] of /** @type {[language: string, words: string[]][]} */ ([
  ["fr_FR.UTF-8", ["Bac à sable", "il ne manque rien", "Ctrl-C pour arrêter."]],
  ["C", ["Sandbox", "nothing is missing", "Ctrl-C to stop."]],
])) {
  test(`the table is readable and in the language of ${language}`, async (t) => {
    const child = start(t, ["simulator", "--port", "0"], language);
    let text = "";
    for await (const line of createInterface({ input: child.stdout })) {
      text += `${line}\n`;
      if (line.startsWith("Ctrl-C")) child.kill("SIGINT");
    }
    for (const word of words) assert.ok(text.includes(word), word);
    const columns = text
      .split("\n")
      .filter((line) => /simulated-secret-[a-z-]+ {2}/.test(line) && !line.includes("production"));
    assert.equal(columns.length, 13);
    assert.equal(new Set(columns.map((line) => line.search(/\S+( \S+)*$/))).size, 1, "the last column is aligned");
  });
}

for (const [language, words] of /** @type {[language: string, words: string[]][]} */ ([
  ["fr_FR.UTF-8", ["ne peut pas répondre", "aucune valeur trouvée", "le même chemin, aux noms près"]],
  ["C", ["cannot answer", "no value was found", "the same path, but for its names"]],
])) {
  test(`operations of the contract that get no answer are told in the language of ${language}`, async (t) => {
    const itself = { $ref: "#/definitions/A" };
    /** @param {string} operationId @param {object} schema */
    const get = (operationId, schema) => ({ get: { operationId, responses: { 200: { description: "", schema } } } });
    const contract = {
      swagger: "2.0",
      paths: { "/x/{a}": get("un", itself), "/x/{b}": get("deux", {}), "/y": get("trois", {}) },
      definitions: { A: { type: "object", required: ["a"], properties: { a: itself } } },
    };
    const file = join(mkdtempSync(join(tmpdir(), "contrat-")), "contrat.json");
    t.after(() => rmSync(dirname(file), { recursive: true }));
    writeFileSync(file, JSON.stringify(contract));
    const child = start(t, ["simulator", "--port", "0", "--quiet", "--contract", file], language);
    let text = "";
    for await (const line of createInterface({ input: child.stderr })) {
      text += `${line}\n`;
      if (words.every((word) => text.includes(word))) break;
    }
    assert.match(text, /^ {2}un {4}/m);
    assert.match(text, /^ {2}deux {2}/m);
    assert.doesNotMatch(text, /trois/);
  });
}

test("wrong usage ends with 2 and says what is wrong", async (t) => {
  for (const [args, reason] of /** @type {[args: string[], reason: RegExp][]} */ ([
    [["simulator", "--prot", "1"], /there is no option --prot/],
    [["simulator", "--port", "x"], /the port must be a whole number from 0 to 65535, not x/],
    [["simulator", "--port", "65536"], /65536/],
    [["simulator", "--port"], /wrong or missing value: --port/],
    [["simulator", "extra"], /unexpected argument: extra/],
    [["nonsense"], /there is no command nonsense/],
    [["--nonsense"], /there is no option --nonsense/],
    [[], /Usage: sne-cotation/],
  ])) {
    const { code, stdout, stderr } = await run(t, args);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, reason);
  }
});

test("a port in use ends with 1, a message and no stack", async (t) => {
  const server = createServer();
  t.after(() => server.close());
  await listening(server);
  const port = portOf(server);
  const { code, stderr } = await run(t, ["simulator", "--port", String(port)], "fr_FR");
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`^sne-cotation: le port ${port} de 127.0.0.1 est déjà pris[^\n]*\n$`));
});

test("help and version", async (t) => {
  const { stdout: help, code } = await run(t, ["--help"]);
  assert.equal(code, 0);
  assert.match(help, /^ {2}simulator +PISTE in miniature/m);
  const { stdout: command } = await run(t, ["simulator", "--help"]);
  for (const option of ["--port <number>", "--host <address>", "--json", "--quiet", "--help"])
    assert.ok(command.includes(option), option);
  assert.deepEqual(await run(t, ["help", "simulator"]), { code: 0, stdout: command, stderr: "" });
  assert.deepEqual(await run(t, ["--version"]), { code: 0, stdout: `${VERSION}\n`, stderr: "" });
});

test("both catalogues say everything, with the same blanks to fill in", async () => {
  const { default: fr } = await inPackage("lib/cli/messages/fr.js");
  const { default: en } = await inPackage("lib/cli/messages/en.js");
  assert.deepEqual(Object.keys(fr), Object.keys(en));
  /** @param {string} text */
  const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(fr)) {
    assert.deepEqual(blanks(fr[key]), blanks(en[key]), key);
    assert.ok(fr[key] && en[key], key);
  }
});

test("each command has its messages", async () => {
  const { commands } = await inPackage("lib/cli/commands/index.js");
  const { commandHelp } = await inPackage("lib/cli/help.js");
  const { messagesFor } = await inPackage("lib/cli/language.js");
  for (const command of commands) {
    for (const LANG of LANGUAGES)
      assert.ok(commandHelp(command, messagesFor({ LANG }).t).includes(command.examples[0]));
  }
});
