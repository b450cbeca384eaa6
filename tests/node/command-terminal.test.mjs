// The command on a real (pseudo) terminal: colours there and nowhere else, and lines that fit.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it, test } from "node:test";
import { COMMAND_CONTRACT } from "./contracts/command.mjs";
import { COMMAND, environment, folder, inPackage, run, variablesFor, variablesOf } from "./support/command.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { always, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { RunOptions, Variables } from "./support/command.mjs" */

const { spawn } = createRequire(import.meta.url)("@lydell/node-pty");
/** @type {{ commands: { name: string }[] }} */
const { commands } = await inPackage("lib/cli/commands/index.js");

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what terminals are told colours by
const CODES = /\u001b\[[\d;]*m/;

/**
 * Runs the command on a terminal of 80 columns; what both of its outputs show there.
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, shown: string }>}
 */
function onTerminal(args, { env, cwd } = {}) {
  const terminal = spawn(process.execPath, [COMMAND, ...args], {
    cols: 80,
    rows: 50,
    cwd,
    env: environment({ TERM: "xterm", ...env }),
  });
  let shown = "";
  terminal.onData((/** @type {string} */ piece) => {
    shown += piece;
  });
  return new Promise((resolve) => {
    terminal.onExit((/** @type {{ exitCode: number }} */ { exitCode: code }) =>
      resolve({ code, shown: shown.replaceAll("\r\n", "\n") }),
    );
  });
}

/** @param {string} text */
const bare = (text) => text.replaceAll(new RegExp(CODES, "g"), "");

test("colours on a terminal; none with NO_COLOR, nor on one that has none", async (t) => {
  const env = variablesOf(await simulated(t));
  const { code, shown } = await onTerminal(["healthcheck"], { env });
  assert.equal(code, 0);
  assert.ok(shown.includes("etat     \u001b[32mOK\u001b[39m"), shown);
  for (const more of [{ NO_COLOR: "1" }, { NO_COLOR: "1", FORCE_COLOR: "1" }, { TERM: "dumb" }, { FORCE_COLOR: "0" }]) {
    const { shown: plain } = await onTerminal(["healthcheck"], { env: { ...env, ...more } });
    assert.doesNotMatch(plain, CODES, JSON.stringify(more));
    assert.match(plain, /etat {5}OK/);
  }
});

test("no colours in a pipe, unless FORCE_COLOR is set and NO_COLOR is not", async (t) => {
  const env = variablesOf(await simulated(t), "no-profile");
  /** @type {[more: Variables, expected: boolean][]} */
  const runs = [
    [{}, false],
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    [{ NO_COLOR: "", FORCE_COLOR: "1" }, true],
  ];
  for (const [more, expected] of runs) {
    const { stderr } = await run(t, ["healthcheck"], { env: { ...env, ...more } });
    assert.equal(CODES.test(stderr), expected, JSON.stringify(more));
    assert.match(bare(stderr), /^sne-cotation: No business profile/);
  }
  const help = await run(t, ["--help"], { env: { FORCE_COLOR: "1" } });
  assert.ok(help.stdout.includes("\u001b[1mCommands:\u001b[22m"), help.stdout);
});

test("an error is wrapped at the width of the terminal, and nowhere else", async (t) => {
  const env = variablesOf(await simulated(t), "no-profile");
  const { shown } = await onTerminal(["healthcheck", "--language", "fr"], { env });
  const { stderr } = await run(t, ["healthcheck", "--language", "fr"], { env });
  const [lines, longer] = [bare(shown), stderr].map((text) => text.trimEnd().split("\n"));
  assert.ok(lines.length > longer.length);
  for (const line of lines) assert.ok(line.length <= 80 && !/^[:;?!»]/.test(line), line);
  assert.equal(lines.join(" "), longer.join(" "));
});

test("JSON has no colours, on a terminal either", async (t) => {
  const env = variablesOf(await simulated(t), "works");
  const { shown } = await onTerminal(["healthcheck", "--json", "--verbose"], { env });
  assert.doesNotMatch(shown, CODES);
  for (const line of shown.trimEnd().split("\n")) JSON.parse(line);
});

test("bytes are not written to a terminal unless that is meant", async (t) => {
  const place = await platform(t, { api: always(200, { "Content-Type": "application/pdf" }, "%PDF\u0007") });
  const env = variablesFor(place);
  const refused = await onTerminal(["request", "GET", "/x"], { env });
  assert.equal(refused.code, 1);
  assert.match(bare(refused.shown), /the answer is 5 bytes.*--output/s);
  const meant = await onTerminal(["request", "GET", "/x", "--output", "-"], { env });
  assert.deepEqual([meant.code, meant.shown], [0, "%PDF\u0007"]);
});

/** A title that a terminal would set, in C0 and in C1; and words turned round. */
const HOSTILE = "a\u001b]0;owned\u0007b\u009b31mc\u202egnp.exe\u2069\u007f\r";
const OBEYED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

test("what a terminal would obey is shown there, and untouched in a pipe", async (t) => {
  const api = always(200, { "Content-Type": "text/plain; charset=utf-8" }, HOSTILE);
  const text = variablesFor(await platform(t, { api }));
  const word = { operationId: HOSTILE, summary: HOSTILE, responses: { 200: { description: "x" } } };
  const cwd = folder(t, { "contract.json": { ...COMMAND_CONTRACT, paths: { "/x": { get: word } } } });
  const message = JSON.stringify({ code: "ERRDOMAIN0001", message: HOSTILE });
  const refused = variablesFor(
    await platform(t, { api: always(400, { "Content-Type": "application/json" }, message) }),
  );
  const json = always(200, { "Content-Type": "application/json" }, JSON.stringify([HOSTILE]));
  const data = variablesFor(await platform(t, { api: json }));
  /** @type {[args: string[], env: Variables][]} */
  const runs = [
    [["request", "GET", "/x"], text],
    [["request", "GET", "/x", "--json"], text],
    [["request", "GET", "/x"], data],
    [["request", "GET", "/x"], refused],
    [["request", "GET", "/x", "--json"], refused],
    [["operations", "--contract", "contract.json"], {}],
    [["operations", "--contract", "contract.json", HOSTILE], {}],
    [["operations", "--contract", "contract.json", "--json"], {}],
    [["call", "--contract", "contract.json", `${HOSTILE}x`], text],
  ];
  for (const [args, env] of runs) {
    const { shown } = await onTerminal(args, { env: { ...env, NO_COLOR: "1" }, cwd });
    assert.match(shown, /gnp\.exe/, String(args));
    assert.doesNotMatch(shown, OBEYED, JSON.stringify([args, shown]));
  }
  const { stdout } = await run(t, ["request", "GET", "/x"], { env: text });
  assert.equal(stdout, `${HOSTILE}\n`);
});

test("a token shown on a terminal comes with a warning", async (t) => {
  const { code, shown } = await onTerminal(["token", "--reveal"], { env: variablesOf(await simulated(t)) });
  assert.equal(code, 0);
  assert.match(shown, /Whoever sees this token/);
});

test("the list of operations fits on a terminal, and no word of it is lost", async (t) => {
  const summary = "un résumé qui ne tient pas sur une ligne et dont aucun mot ne doit manquer ".repeat(3).trim();
  const narrow = { operationId: "longue", summary };
  const wide = { operationId: `longue${"x".repeat(60)}`, summary };
  for (const operation of [narrow, wide]) {
    const get = { ...operation, responses: { 200: { description: "x" } } };
    const cwd = folder(t, { "contract.json": { ...COMMAND_CONTRACT, paths: { "/long": { get } } } });
    const { shown } = await onTerminal(["operations", "--contract", "contract.json"], { cwd });
    const lines = bare(shown).trimEnd().split("\n");
    assert.ok(lines.length > 2);
    const [head, ...more] = lines.map((line) => line.trim());
    for (const line of lines) assert.ok(line.length <= 80 || line.startsWith(wide.operationId), line);
    assert.equal([head.replace(/^\S+ +GET +\/long */, ""), ...more].join(" ").trim(), summary);
  }
});

describe("the help fits in 80 columns, in both languages", { concurrency: 2 }, () => {
  for (const args of [["--help"], ...commands.map(({ name }) => [name, "--help"])]) {
    for (const language of LANGUAGES) {
      it(`${args.join(" ")} --language ${language}`, async () => {
        const { code, shown } = await onTerminal([...args, "--language", language]);
        assert.equal(code, 0);
        for (const line of bare(shown).split("\n")) assert.ok(line.length <= 80 && !/^ *[:;?!»…]/.test(line), line);
      });
    }
  }
});
