// Wrong usage of the command: exit code 2, nothing on standard output, and words that help, in both languages.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { test } from "node:test";
import { COMMAND, environment, run } from "./support/command.mjs";

/** @import { Variables } from "./support/command.mjs" */

const SECRET = "s3cret-on-the-command-line";

/** @type {[args: string[], english: RegExp, french: RegExp][]} */
const ROWS = [
  [
    ["healtcheck"],
    /no command healtcheck; did you mean healthcheck\?/,
    /pas de commande healtcheck ; vouliez-vous dire healthcheck \?/,
  ],
  [["healthcheck", "--verbsoe"], /no option --verbsoe; did you mean --verbose\?/, /vouliez-vous dire --verbose \?/],
  [["healthcheck", "--xyz"], /no option --xyz\n/, /pas d'option --xyz\n/],
  [["healthcheck", "--json=yes"], /wrong or missing value: --json\n/, /valeur fausse ou manquante : --json\n/],
  [["healthcheck", "--timeout"], /wrong or missing value: --timeout\n/, /valeur fausse ou manquante : --timeout\n/],
  [
    ["healthcheck", "--timeout", "--no-retry"],
    /wrong or missing value: --timeout/,
    /valeur fausse ou manquante : --timeout/,
  ],
  [
    ["healthcheck", "--timeout", "0"],
    /--timeout must be a number of seconds/,
    /--timeout doit être un nombre de secondes/,
  ],
  [
    ["healthcheck", "--deadline", "1e9"],
    /--deadline must be a number of seconds/,
    /--deadline doit être un nombre de secondes/,
  ],
  [["healthcheck", "extra"], /unexpected argument: extra/, /argument inattendu : extra/],
  [["--verbose", "healthcheck"], /options come after the command/, /les options viennent après la commande/],
  [
    ["healthcheck", "--language", "de"],
    /--language must be one of: fr, en/,
    /--language doit être l'une de ces valeurs : fr, en/,
  ],
  [["healthcheck"], /which environment\?/, /quel environnement \?/],
  [
    ["healthcheck", "--environment", "sandbox"],
    /credentials are missing: SNE_CLIENT_ID, SNE_CLIENT_SECRET/,
    /il manque des identifiants/,
  ],
  [
    ["healthcheck", "--environment", "sandbo"],
    /--environment must be one of: sandbox, production, simulator\n/,
    /--environment doit être l'une/,
  ],
  [["healthcheck", "--env-file", import.meta.filename ?? "package.json"], /Use --dotenv/, /Employez --dotenv/],
  [
    ["healthcheck", "--dotenv", "absent"],
    /cannot read absent: there is no such file/,
    /impossible de lire absent : ce fichier n'existe pas/,
  ],
  [
    ["healthcheck", "--environment", "simulator:nothing"],
    /must be one of: works, .*no-profile/,
    /l'une de ces valeurs : works, /,
  ],
  [["healthcheck", "--dotenv", COMMAND], /none of the variables SNE_…/, /aucune des variables SNE_…/],
  [
    [
      "request",
      "GET",
      "C:/Program Files/Git/healthcheck",
      "--token-url",
      "https://a.example",
      "--api-url",
      "https://a.example",
    ],
    /the shell has turned the path into .*MSYS_NO_PATHCONV=1/s,
    /le shell a changé le chemin/,
  ],
  [["console", "--port", "6000"], /browsers refuse port 6000/, /les navigateurs refusent le port 6000/],
  [["simulator", "--port", "22"], /browsers refuse port 22/, /les navigateurs refusent le port 22/],
  [["operations", "--contract", ""], /name of the file of --contract is empty/, /fichier de --contract est vide/],
  [["request", "GET", "/x", "--output="], /name of the file of --output is empty/, /fichier de --output est vide/],
  [["call", "x", "-o", ""], /name of the file of -o is empty/, /fichier de -o est vide/],
  [["healthcheck", "--dotenv="], /name of the file of --dotenv is empty/, /fichier de --dotenv est vide/],
  [["types", "--output"], /wrong or missing value: --output\n/, /valeur fausse ou manquante : --output\n/],
  [
    ["healthcheck", "–json"],
    /no option –json; did you mean --json\?/,
    /pas d'option –json ; vouliez-vous dire --json \?/,
  ],
  [["call", "x", "—output=y"], /no option —output; did you mean --output\?/, /vouliez-vous dire --output \?/],
  [["--language=xx", "help"], /--language must be one of: fr, en/, /--language doit être l'une/],
  [["--language", "FR", "help"], /--language must be one of: fr, en/, /--language doit être l'une/],
  [["operations", "--contract", `'{"swagger": "2.0"}'`], /in place of a file there is JSON/, /il y a du JSON/],
  [["healthcheck", "--dotenv", "."], /cannot read \.: it is a folder/, /c'est un dossier/],
];

for (const [args, english, french] of ROWS) {
  test(`wrong usage: ${args.join(" ")}`, async (t) => {
    for (const [LC_ALL, words] of Object.entries({ C: english, fr_FR: french })) {
      const { code, stdout, stderr } = await run(t, args, { env: { LC_ALL } });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, words);
      assert.match(stderr, /^sne-cotation: (.*\n)+(See: |Voir : )sne-cotation.* --help\n$/);
    }
  });
}

test("credentials in arguments are refused with the reason, and are not repeated", async (t) => {
  const names = [
    "--client-secret",
    "--client-id",
    "--clientSecret",
    "--secret",
    "--token",
    "--access-token",
    "--password",
    "--CLIENT_SECRET",
  ];
  for (const name of names) {
    for (const args of [[name, SECRET], [`${name}=${SECRET}`]]) {
      const { code, stdout, stderr } = await run(t, ["healthcheck", ...args]);
      assert.deepEqual([code, stdout], [2, ""], name);
      assert.match(stderr, /on purpose.*list of processes.*SNE_CLIENT_SECRET.*--dotenv/);
      assert.ok(!stderr.includes(SECRET), stderr);
    }
  }
  const { stderr } = await run(t, [`--client-secret=${SECRET}`, "healthcheck"]);
  assert.match(stderr, /on purpose/);
  assert.ok(!stderr.includes(SECRET));
});

test("--json tells wrong usage as JSON, too", async (t) => {
  const { code, stdout, stderr } = await run(t, ["healthcheck", "--json", "--language", "fr"]);
  const { name, kind, message, advice } = JSON.parse(stderr);
  assert.deepEqual(
    [code, stdout, name, kind, advice],
    [2, "", "UsageError", "usage", "Voir : sne-cotation healthcheck --help"],
  );
  assert.match(message, /quel environnement \?/);
});

test("what the client says of its options is wrong usage, too, by the names that they have here", async (t) => {
  const env = { SNE_CLIENT_ID: "a", SNE_CLIENT_SECRET: "b", SNE_ENVIRONMENT: "sandbox" };
  for (const [more, args, words] of /** @type {[more: Variables, args: string[], words: RegExp][]} */ ([
    [{}, ["--api-url", "http://api.example"], /option "--api-url" is not https/],
    [{ SNE_TOKEN_URL: "http://api.example" }, [], /option "--token-url" is not https/],
    [{ SNE_CLIENT_SECRET: " b" }, [], /"SNE_CLIENT_SECRET" has, at position 1, a character/],
  ])) {
    const { code, stdout, stderr } = await run(t, ["healthcheck", ...args], { env: { ...env, ...more } });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, words);
  }
});

test("help is found wherever the language stands, and nothing at all is wrong usage", async (t) => {
  const { stdout } = await run(t, ["token", "--help", "--language", "fr"]);
  assert.match(stdout, /^sne-cotation token — obtient un jeton/);
  for (const args of [
    ["--language", "fr", "token", "-h"],
    ["--language=fr", "help", "token"],
    ["help", "--language", "fr", "token"],
    ["token", "--reveal", "-h", "--language=fr"],
  ]) {
    assert.deepEqual(await run(t, args), { code: 0, signal: null, stdout, stderr: "" }, args.join(" "));
  }
  const nothing = await run(t, [], { env: { LC_ALL: "", LC_MESSAGES: "fr_FR.UTF-8", LANG: "en_GB" } });
  assert.deepEqual([nothing.code, nothing.stdout], [2, ""]);
  assert.match(nothing.stderr, /^Usage : sne-cotation <commande> \[options\]$/m);
  assert.match((await run(t, ["help", "tokne"])).stderr, /did you mean token\?/);
});

test("a host that is not of this machine is told in one sentence", async (t) => {
  for (const host of ["nowhere.invalid", "192.0.2.1"]) {
    const { code, stdout, stderr } = await run(t, ["simulator", "--port", "0", "--host", host]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, new RegExp(`^sne-cotation: ${host} is neither a name nor an address of this machine.*\\n$`));
  }
});

test("an output that cannot be written is told in one sentence, and is a failure", async (t) => {
  // Only some systems have a file that is always full.
  const full = existsSync("/dev/full") ? openSync("/dev/full", "w") : undefined;
  if (full === undefined) return assert.ok(process.platform !== "linux");
  t.after(() => closeSync(full));
  for (const args of [["--help"], ["--version"]]) {
    /** @type {import("node:child_process").ChildProcess} */
    const child = spawn(process.execPath, [COMMAND, ...args], { env: environment(), stdio: ["ignore", full, "pipe"] });
    const said = child.stderr?.setEncoding("utf8").toArray();
    const [code] = await once(child, "close");
    assert.equal(code, 1);
    assert.equal((await said)?.join(""), "sne-cotation: cannot write the output: no space is left\n");
  }
});
