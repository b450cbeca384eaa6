// `sne-cotation doctor`, as a process: for each broken situation the right step and cause, in both languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, test } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { VERSION, ended, folder, run, start, variablesOf } from "./support/command.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { SITUATIONS, broken } from "./support/situations.mjs";
import { until } from "./support/wait.mjs";
import { NO_HEALTHCHECK } from "./contracts/no-healthcheck.mjs";

/** @import { ServerResponse } from "node:http" */
/** @import { DiagnosisStep } from "sne-cotation" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Variables } from "./support/command.mjs" */

const TITLES = {
  fr: [
    "Configuration",
    "Serveur d'autorisation joignable",
    "Identifiants acceptés",
    "Jeton utilisable",
    "Passerelle joignable",
    "Souscription et CGU",
    "Profil métier",
    "healthcheck",
  ],
  en: [
    "Configuration",
    "Authorisation server reachable",
    "Credentials accepted",
    "Token usable",
    "Gateway reachable",
    "Subscription and terms of use",
    "Business profile",
    "healthcheck",
  ],
};

/** @typedef {Awaited<ReturnType<typeof broken>>} Broken */

/** The words of a command for a situation. @param {Broken} place */
function argumentsOf({ diagnose }) {
  if (diagnose?.tryOtherEnvironment !== true) return [];
  const { tokenUrl, apiUrl } = diagnose.otherEnvironment;
  return ["--try-other-environment", "--other-token-url", tokenUrl, "--other-api-url", apiUrl];
}

/** @param {Broken} place */
const variables = ({ environment, options: { clientId, clientSecret } }) => ({
  SNE_CLIENT_ID: clientId,
  SNE_CLIENT_SECRET: clientSecret,
  SNE_TOKEN_URL: environment.tokenUrl,
  SNE_API_URL: environment.apiUrl,
});

/** What is said, on one line, whatever the lines were. @param {string} text */
const joined = (text) => text.replaceAll(/\s+/g, " ");

describe("each broken situation, in both languages", { concurrency: 2 }, () => {
  for (const situation of SITUATIONS) {
    for (const language of LANGUAGES) {
      it(`${language}: ${situation.name}`, async (t) => {
        const place = await broken(t, situation, createSimulator);
        const args = ["doctor", "--language", language, ...argumentsOf(place)];
        const { code, stdout, stderr } = await run(t, args, { env: variables(place) });
        assert.deepEqual([code, stderr], [1, ""]);
        const headings = stdout.split("\n").filter((line) => /^[✔✖–?] /.test(line));
        assert.deepEqual(
          headings.map((line) => line.slice(2)),
          TITLES[language],
        );
        const failed = headings.find((line) => line.startsWith("✖"))?.slice(2);
        assert.equal(failed, TITLES[language][STEPS.indexOf(situation.step)]);
        assert.match(joined(stdout), situation.says[language]);
        const [, afterwards] = stdout.split(language === "fr" ? `« ${failed} ».\n` : `"${failed}".\n`).slice(-2);
        assert.match(joined(afterwards), { fr: /--report rapport\.md/, en: /--report report\.md/ }[language]);
        for (const hidden of [place.options.clientId, place.options.clientSecret]) assert.ok(!stdout.includes(hidden));
      });
    }
  }
});

const STEPS = [
  "configuration",
  "authorization-server",
  "credentials",
  "token",
  "gateway",
  "subscription",
  "profile",
  "healthcheck",
];

test("a simulator that is not running is what it asks for, after its findings", async (t) => {
  const nobody = { SNE_TOKEN_URL: "http://127.0.0.1:1/token", SNE_API_URL: "http://127.0.0.1:1/api" };
  const { code, stdout } = await run(t, ["doctor", "--environment", "simulator"], { env: nobody });
  assert.equal(code, 1);
  assert.match(stdout, /\nFirst step to correct: "Authorisation server reachable"\.\nIs the simulator running\?.*\n$/);
  assert.ok(stdout.endsWith(": sne-cotation simulator\n"), stdout);
  const { stdout: other } = await run(t, ["doctor"], {
    env: { ...nobody, SNE_CLIENT_ID: "a", SNE_CLIENT_SECRET: "b" },
  });
  assert.doesNotMatch(other, /simulator/);
});

test("when all is well it says so, and succeeds", async (t) => {
  const { code, stdout, stderr } = await run(t, ["doctor"], { env: variablesOf(await simulated(t)) });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(stdout.split("\n").filter((line) => line.startsWith("✔ ")).length, 8);
  assert.match(stdout, /\n\nAll is in order\.\n$/);
});

test("colours where they are wanted, and nowhere else", async (t) => {
  const env = variablesOf(await simulated(t), "no-profile");
  for (const [more, expected] of /** @type {[more: Variables, expected: boolean][]} */ ([
    [{}, false],
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ])) {
    const { stdout } = await run(t, ["doctor"], { env: { ...env, ...more } });
    assert.equal(stdout.includes("\u001b[32m✔\u001b[39m") && stdout.includes("\u001b[31m✖\u001b[39m"), expected);
    assert.equal(stdout.includes("\u001b["), expected);
    const asJson = await run(t, ["doctor", "--json"], { env: { ...env, ...more } });
    assert.ok(!asJson.stdout.includes("\u001b["));
  }
});

test("--verbose tells what was seen of the steps that are well, too", async (t) => {
  const env = variablesOf(await simulated(t));
  const [brief, verbose] = await Promise.all(
    [["doctor"], ["doctor", "--verbose"]].map((args) => run(t, args, { env })),
  );
  assert.doesNotMatch(brief.stdout, /GET http/);
  assert.match(verbose.stdout, /· GET http:\S+healthcheck → 200 \(\d+ ms\)\n/);
  assert.equal(verbose.stderr, "");
});

test("steps are printed as they come, and Ctrl-C ends it", async (t) => {
  /** @type {ServerResponse[]} */
  const held = [];
  const { environment } = await platform(t, { token: (_request, response) => held.push(response) });
  const env = {
    SNE_CLIENT_ID: "a-client",
    SNE_CLIENT_SECRET: "a-secret",
    SNE_TOKEN_URL: environment.tokenUrl,
    SNE_API_URL: environment.apiUrl,
  };
  const child = start(t, ["doctor"], { env });
  const over = ended(child);
  await until(() => held.length === 1, "the first question");
  json(held[0], 400, { error: "invalid_client" });
  await until(() => held.length === 2, "the token request");
  child.kill("SIGINT");
  const { code, stdout, stderr } = await over;
  assert.deepEqual([code, stderr], [130, ""]);
  assert.deepEqual(
    stdout.split("\n").filter((line) => /^[✔✖–?] /.test(line)),
    ["✔ Configuration", "✔ Authorisation server reachable"],
  );
});

test("--json prints one line: whether all is well, and the steps", async (t) => {
  const stage = await simulated(t);
  for (const [label, ok] of /** @type {[label: ReadyMade, ok: boolean][]} */ ([
    ["works", true],
    ["no-profile", false],
  ])) {
    const { code, stdout, stderr } = await run(t, ["doctor", "--json"], { env: variablesOf(stage, label) });
    assert.deepEqual([code, stderr, stdout.split("\n").length], [ok ? 0 : 1, "", 2]);
    const result = JSON.parse(stdout);
    assert.deepEqual(Object.keys(result), ["ok", "steps"]);
    assert.equal(result.ok, ok);
    assert.deepEqual(
      result.steps.map((/** @type {DiagnosisStep} */ { id }) => id),
      STEPS,
    );
    assert.deepEqual(Object.keys(result.steps[0]), [
      "id",
      "status",
      "title",
      "message",
      "evidence",
      "causes",
      "advice",
    ]);
  }
});

test("--report writes a report to mail: no secret, the beginning of the client id, the version", async (t) => {
  const env = variablesOf(await simulated(t), "no-subscription");
  const cwd = folder(t);
  const { code, stdout, stderr } = await run(t, ["doctor", "--report", "report.md"], { env, cwd });
  const report = readFileSync(join(cwd, "report.md"), "utf8");
  assert.equal(code, 1);
  assert.match(stdout, /✖ Subscription/);
  assert.match(stderr, /^\d+ bytes written to report\.md\n$/);
  assert.match(report, /^# Diagnosis of the access to SNE-Cotation\n/);
  assert.ok(report.includes(VERSION) && report.includes(`client_id: ${env.SNE_CLIENT_ID.slice(0, 4)}…`));
  for (const hidden of [env.SNE_CLIENT_ID, env.SNE_CLIENT_SECRET]) assert.ok(!report.includes(hidden));
});

test("--report - prints the report in place of the steps", async (t) => {
  const env = variablesOf(await simulated(t));
  const { code, stdout, stderr } = await run(t, ["doctor", "--report", "-", "--language", "fr"], { env });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^# Diagnostic de l'accès à SNE-Cotation\n/);
  assert.match(stdout, /\nTout est en ordre\.\n/);
});

test("without credentials, the first step says where they are, and nothing is sent", async (t) => {
  const { code, stdout, stderr } = await run(t, ["doctor", "--environment", "sandbox"]);
  assert.deepEqual([code, stderr], [1, ""]);
  assert.match(stdout, /^✖ Configuration\n {2}Credentials are missing: SNE_CLIENT_ID, SNE_CLIENT_SECRET/);
  assert.match(joined(stdout), /Identifiants OAuth/);
  // There is no advice besides.
  assert.doesNotMatch(stdout, /→/);
  assert.equal(stdout.split("\n").filter((line) => line.startsWith("– ")).length, 7);
  const { stdout: json } = await run(t, ["doctor", "--environment", "sandbox", "--json"]);
  assert.deepEqual(
    JSON.parse(json).steps.map((/** @type {DiagnosisStep} */ { status }) => status),
    ["failed", ...Array(7).fill("skipped")],
  );
});

test("an option that the client refuses is a failed configuration too", async (t) => {
  const env = { ...variablesOf(await simulated(t)), SNE_CLIENT_SECRET: "secret " };
  const { code, stdout } = await run(t, ["doctor"], { env });
  assert.equal(code, 1);
  assert.match(joined(stdout), /✖ Configuration .*white space.*→/);
});

test("--contract: one without healthcheck is diagnosed by an operation of its own", async (t) => {
  const stage = await simulated(t, { contract: NO_HEALTHCHECK });
  const files = {
    "contract.json": JSON.stringify(NO_HEALTHCHECK),
    "broken.json": "{",
    "other.json": '{"openapi":"3"}',
  };
  const cwd = folder(t, files);
  for (const [label, code, words] of /** @type {[label: ReadyMade, code: number, words: RegExp][]} */ ([
    ["works", 0, /\n✔ Call of listerCommunes\n {2}The API answers the operation listerCommunes of your contract\.\n/],
    ["no-profile", 1, /\n✖ Business profile\n.*\n– Call of listerCommunes\n/s],
  ])) {
    const env = variablesOf(stage, label);
    for (const [args, more] of /** @type {[args: string[], more: Variables][]} */ ([
      [["--contract", "contract.json"], {}],
      [[], { SNE_CONTRACT: "contract.json" }],
    ])) {
      const done = await run(t, ["doctor", ...args], { env: { ...env, ...more }, cwd });
      assert.deepEqual([done.code, done.stderr], [code, ""]);
      assert.match(done.stdout, words);
      assert.doesNotMatch(done.stdout, /healthcheck/);
    }
  }
  assert.ok(stage.simulator.exchanges.every(({ path }) => !path.endsWith("/healthcheck")));
  const env = variablesOf(stage);
  for (const name of ["broken.json", "other.json"]) {
    const { code, stdout } = await run(t, ["doctor", "--contract", name], { env, cwd });
    assert.deepEqual([code, stdout.split("\n").filter((line) => line.startsWith("– ")).length], [1, 7], name);
    assert.match(stdout, /^✖ Configuration\n/);
  }
  const { code, stdout } = await run(t, ["doctor", "--contract", "absent.json"], { env, cwd });
  assert.deepEqual([code, stdout], [2, ""]);
});

test("wrong usage is told before anything is sent", async (t) => {
  const stage = await simulated(t);
  const env = variablesOf(stage);
  for (const [args, words] of /** @type {[args: string[], words: RegExp][]} */ ([
    [["--json", "--report", "-"], /--json and --report -/],
    [["--try-other-environment"], /which is the other environment/],
    [["--other-token-url", "https://x.example/token"], /of use with --try-other-environment/],
    [["--report", "/nowhere/at/all/report.md"], /cannot write/],
    [["--environment", "elsewhere"], /sandbox, production/],
    [["--nothing"], /no option --nothing/],
  ])) {
    const { code, stdout, stderr } = await run(t, ["doctor", ...args], { env });
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, words);
  }
  assert.deepEqual(stage.simulator.exchanges, []);
});
