// `sne-cotation completion`: in a real bash, what Tab makes of what was typed.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { COMMAND_CONTRACT } from "./contracts/command.mjs";
import { COMMAND, ended, environment, folder, run } from "./support/command.mjs";
import { until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */

const { spawn: openTerminal } = createRequire(import.meta.url)("@lydell/node-pty");

/** Where npm puts the commands of a project. */
const COMMANDS = join(dirname(COMMAND), "..", "..", ".bin");
const PATH = [COMMANDS, process.env.PATH].join(delimiter);

/** A contract whose names are made to be run by a shell. */
const HOSTILE = structuredClone(COMMAND_CONTRACT);
HOSTILE.paths["/choses/{numero}"].get.operationId = "une$(touch taken)";
HOSTILE.paths["/choses"].post.operationId = "autre`touch taken`";

const FILES = {
  ".env": "SNE_CONTRACT=contract.json\n",
  "contract.json": COMMAND_CONTRACT,
  "hostile.json": HOSTILE,
  "broken.json": "{",
};

/**
 * What the words could become, the last of them being typed.
 * @param {TestContext} t
 * @param {string[]} words
 */
async function candidates(t, words, more = {}) {
  const cwd = folder(t, FILES);
  const { code, stdout, stderr } = await run(t, ["completion", "--", ...words], {
    cwd,
    env: { SNE_CONTRACT: "contract.json", ...more },
  });
  assert.deepEqual([code, stderr], [0, ""], words.join(" "));
  return stdout.split("\n").filter(Boolean);
}

const ROWS = [
  [["he"], ["healthcheck", "help"]],
  [["--v"], ["--version"]],
  [["help", "ca"], ["call"]],
  [["doctor", "--rep"], ["--report"]],
  [
    ["healthcheck", "--environment", ""],
    ["sandbox", "production", "simulator"],
  ],
  [["healthcheck", "--environment", "=", "si"], ["simulator"]],
  [
    ["healthcheck", "--environment="],
    ["--environment=sandbox", "--environment=production", "--environment=simulator"],
  ],
  [["healthcheck", "--timeout", ""], []],
  [["call", "un"], ["uneOperation"]],
  [["call", "--contract", "contract.json", "un"], ["uneOperation"]],
  [["call", "--contract", "absent.json", "un"], []],
  [["call", "--contract", "broken.json", "un"], []],
  [["call", "--contract", ""], []],
  [["operations", "env"], ["envoi"]],
  [["operations", "envoi", ""], []],
  [
    ["call", "uneOperation", "p"],
    ["page=", "prix=", "pages="],
  ],
  [["call", "uneOperation", "page=2", "pag"], ["pages="]],
  [["call", "uneOperation", "tri=nom", "tr"], ["tri="]],
  [
    ["call", "uneOperation", "genre", "="],
    ["a", "b"],
  ],
  [["call", "uneOperation", "genre", "=", "b"], ["b"]],
  [
    ["call", "uneOperation", "genre="],
    ["genre=a", "genre=b"],
  ],
  [["call", "uneOperation", "actif", "=", "t"], ["true"]],
  [["call", "autreOperation", ""], ["corps@"]],
  [["call", "envoi", "d"], ["document@"]],
  [["call", "absente", ""], []],
  [["absent", ""], []],
  [["types", ""], []],
];

test("commands, options, their values, operations and parameters are what could come next", async (t) => {
  for (const [words, expected] of ROWS) assert.deepEqual(await candidates(t, words), expected, words.join(" "));
});

test("the contract is the one that the command would take: of --dotenv too, none from standard input", async (t) => {
  const none = { SNE_CONTRACT: undefined };
  assert.deepEqual(await candidates(t, ["call", "un"], none), []);
  assert.deepEqual(await candidates(t, ["call", "--dotenv", ".env", "un"], none), ["uneOperation"]);
  assert.deepEqual(await candidates(t, ["call", "--contract", "-", "un"]), []);
});

test("names that a shell would run are not offered", async (t) => {
  const offered = await candidates(t, ["call", ""], { SNE_CONTRACT: "hostile.json" });
  assert.ok(offered.includes("remplacer"));
  assert.ok(
    offered.every((name) => /^[\w.-]+$/.test(name)),
    offered.join(" "),
  );
});

test("bash gets its candidates from the script, as it takes words apart", async (t) => {
  const cwd = folder(t, FILES);
  const lines = [
    'eval "$(sne-cotation completion)"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    'tab() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sne_cotation sne-cotation; echo "${COMPREPLY[*]}"; }',
    "tab sne-cotation he",
    "tab sne-cotation call uneOperation genre =",
    "tab sne-cotation call envoi ''",
  ];
  const child = spawn("bash", ["--norc", "-c", lines.join("\n")], {
    cwd,
    env: environment({ PATH, SNE_CONTRACT: "contract.json", LC_ALL: "C" }),
  });
  const { stdout, stderr } = await ended(child);
  assert.deepEqual([stdout, stderr], ["healthcheck help\na b\ndocument@ titre= pieces@ brut@ mots=\n", ""]);
});

test("Tab completes in a bash on a terminal", async (t) => {
  const cwd = folder(t, FILES);
  const env = environment({
    PATH,
    SNE_CONTRACT: "contract.json",
    LC_ALL: "C",
    PS1: "> ",
    TERM: "dumb",
    INPUTRC: "/dev/null",
  });
  const terminal = openTerminal("bash", ["--norc", "--noprofile", "-i"], { cols: 120, rows: 50, cwd, env });
  // A shell that completes may take the hang-up of its terminal for one of its child's, and stay.
  t.after(async () => {
    const gone = new Promise((resolve) => void terminal.onExit(resolve));
    terminal.kill("SIGKILL");
    await gone;
  });
  let shown = "";
  terminal.onData((/** @type {string} */ piece) => {
    shown += piece;
  });
  /** @param {string} text @param {RegExp} expected */
  const types = async (text, expected) => {
    shown = "";
    terminal.write(text);
    await until(() => expected.test(shown), String(expected));
  };
  await types('eval "$(sne-cotation completion)"; echo rea""dy\r', /ready\r?\n/);
  await types("echo sne; sne-cotation heal\t", /sne-cotation healthcheck $/);
  await types("--envi\t", /--environment $/);
  await types("\u0015sne-cotation call uneOp\t", /call uneOperation $/);
  await types("genr\t", /genre=$/);
  await types("a act\t", /actif=$/);
  await types("t\t", /^true $/);
});

test("the script and the candidates are JSON for who wants it", async (t) => {
  const { stdout } = await run(t, ["completion", "--json"]);
  assert.match(JSON.parse(stdout).script, /complete .* sne-cotation$/);
  const { stdout: list } = await run(t, ["completion", "--json", "--", "tok"]);
  assert.deepEqual(JSON.parse(list), ["token"]);
});
