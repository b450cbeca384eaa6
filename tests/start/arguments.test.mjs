// What is typed behind `npm start --` and the other scripts: told at once when it is not right, before anything is
// prepared or built.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SCRIPTS = [
  "scripts/start",
  "scripts/test",
  "scripts/fuzz",
  "scripts/screenshots",
  "scripts/hostile",
  "scripts/soak",
];

/**
 * @param {string} script
 * @param {string[]} args
 * @param {string} [language]
 */
function run(script, args, language = "en_GB.UTF-8") {
  const env = { ...process.env, LC_ALL: language };
  return spawnSync(process.execPath, [`${ROOT}${script}.mjs`, ...args], { env, encoding: "utf8", timeout: 60_000 });
}

/** @type {[script: string, args: string[], english: RegExp, french: RegExp][]} */
const MISTAKES = [
  ["scripts/start", ["--prot", "9000"], /unknown option: --prot/, /option inconnue : --prot/],
  [
    "scripts/start",
    ["--port", "soon"],
    /--port soon: a whole number from 0 to 65535/,
    /--port soon : il faut un nombre entier/,
  ],
  ["scripts/start", ["--port", "65536"], /from 0 to 65535/, /de 0 à 65535/],
  ["scripts/start", ["--port"], /--port takes a value/, /--port demande une valeur/],
  ["scripts/start", ["9000"], /unexpected: 9000/, /inattendu : 9000/],
  ["scripts/test", ["--list=all"], /--list takes no value/, /--list ne prend pas de valeur/],
  ["scripts/test", ["--only", "nodes"], /no suite named nodes/, /aucune suite nodes/],
  [
    "scripts/fuzz",
    ["--seconds", "0"],
    /--seconds 0: a whole number from 1/,
    /--seconds 0 : il faut un nombre entier de 1/,
  ],
  ["scripts/fuzz", ["paths"], /no target named paths/, /aucune cible paths/],
  [
    "scripts/contract",
    [],
    /something is missing[\s\S]*npm run contract -- FILE/,
    /il manque quelque chose[\s\S]*npm run contract -- FILE/,
  ],
  ["benches/bench", ["--rounds", "-1"], /--rounds/, /--rounds/],
];
for (const [script, args, english, french] of MISTAKES) {
  test(`${script} ${args.join(" ")}: refused in both languages, nothing begun`, () => {
    for (const [language, pattern] of /** @type {[string, RegExp][]} */ ([
      ["en_GB.UTF-8", english],
      ["fr_FR.UTF-8", french],
    ])) {
      const { status, stdout, stderr } = run(script, args, language);
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n {4}at /);
    }
  });
}

for (const script of [...SCRIPTS, "scripts/contract", "benches/bench"]) {
  test(`${script} --help says how it is called, with every option that it knows`, () => {
    const { status, stdout, stderr } = run(script, ["--help"]);
    assert.deepEqual([status, stderr], [0, ""]);
    const options = readFileSync(`${ROOT}${script}.mjs`, "utf8").matchAll(/\b(\w+): (?:text|\{ type: )/g);
    for (const [, option] of options) assert.ok(stdout.includes(`--${option}`), `--${option}`);
    assert.match(stdout, /^ {2}npm /m);
  });
}
