// `sne-cotation healthcheck` and `sne-cotation token`, as processes, against PISTE in miniature.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { folder, run, variablesFor, variablesOf } from "./support/command.mjs";
import { always, grantAnother, json, listening, platform, portOf } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { Variables } from "./support/command.mjs" */

/** A platform that does not listen any more. */
async function nobody() {
  const server = createServer();
  await listening(server);
  const url = `http://127.0.0.1:${portOf(server)}`;
  await new Promise((resolve) => server.close(resolve));
  return { environment: { tokenUrl: `${url}/token`, apiUrl: `${url}/api` } };
}

/** @param {Variables} variables */
const asFile = (variables) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}="${value}"\n`)
    .join("");

test("healthcheck prints what the API answers and the time it took", async (t) => {
  const env = variablesOf(await simulated(t));
  const { code, stdout, stderr } = await run(t, ["healthcheck"], { env });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^version {2}1\.0\netat {5}OK\ntime {5}\d+ ms\n$/);
});

test("healthcheck --json prints one line", async (t) => {
  const env = variablesOf(await simulated(t));
  const { code, stdout } = await run(t, ["healthcheck", "--json"], { env });
  const { duration, ...answer } = JSON.parse(stdout);
  assert.deepEqual([code, answer, stdout.split("\n").length], [0, { version: "1.0", etat: "OK" }, 2]);
  assert.ok(Number.isInteger(duration));
});

test("an API that is not well makes healthcheck fail", async (t) => {
  const place = await platform(t, { api: (_request, response) => json(response, 200, { version: "1.0", etat: "KO" }) });
  const env = variablesFor(place);
  const { code, stdout, stderr } = await run(t, ["healthcheck"], { env });
  assert.deepEqual(
    [code, stderr],
    [1, "sne-cotation: the API answers, but does not say that it is well: etat is KO\n"],
  );
  assert.match(stdout, /etat {5}KO/);
});

test("what an API says cannot steer the terminal", async (t) => {
  const answer = { version: "1\u001b[2J", etat: "OK" };
  const place = await platform(t, { api: (_request, response) => json(response, 200, answer) });
  const { stdout } = await run(t, ["healthcheck"], { env: variablesFor(place) });
  assert.match(stdout, /^version {2}1 \[2J\n/);
});

test("a failure is told with its advice on standard error, in the language of the person", async (t) => {
  const env = variablesOf(await simulated(t), "no-profile");
  for (const [LC_ALL, words] of /** @type {[language: string, words: string[]][]} */ ([
    ["fr_FR.UTF-8", ["Aucun profil métier", "Écrivez aux administrateurs"]],
    ["en_GB.UTF-8", ["No business profile", "Write to the administrators"]],
  ])) {
    const { code, stdout, stderr } = await run(t, ["healthcheck"], { env: { ...env, LC_ALL } });
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /^sne-cotation: .*\n.*api-platau-administration@.*\n\(.*\)\n$/);
    assert.ok(stderr.endsWith("\n(kind: profile, code: ERRAUTUSR0001, status: 403, attempts: 1)\n"), stderr);
    for (const word of words) assert.ok(stderr.includes(word), `${word}: ${stderr}`);
  }
});

test("--json tells a failure as JSON, on standard error", async (t) => {
  const env = variablesOf(await simulated(t), "no-profile");
  const { code, stdout, stderr } = await run(t, ["healthcheck", "--json", "--language=fr"], { env });
  const { name, kind, message } = JSON.parse(stderr);
  assert.deepEqual([code, stdout, name, kind], [1, "", "SneError", "profile"]);
  assert.match(message, /profil métier/);
});

test("token tells scope and time left, and hides the token", async (t) => {
  const place = await platform(t, { token: grantAnother({ scope: "openid resource.READ", expires_in: "1799.9" }) });
  const env = variablesFor(place);
  const { code, stdout, stderr } = await run(t, ["token"], { env });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(
    stdout,
    /^token {6}obtained; masked \(16 characters\).*\nscope {6}openid resource\.READ\ntime left {2}1799 s\n$/,
  );
  const { stdout: line } = await run(t, ["token", "--json"], { env });
  assert.deepEqual(JSON.parse(line), { token_type: "Bearer", scope: "openid resource.READ", expires_in: 1799 });
});

test("token --reveal prints the token alone, and it works", async (t) => {
  const world = await simulated(t);
  const env = variablesOf(world);
  const { code, stdout, stderr } = await run(t, ["token", "--reveal"], { env });
  assert.deepEqual([code, stderr], [0, ""]);
  const headers = { Authorization: `Bearer ${stdout.trimEnd()}` };
  assert.equal((await fetch(`${env.SNE_API_URL}/healthcheck`, { headers })).status, 200);
  const { stdout: line } = await run(t, ["token", "--reveal", "--json"], { env });
  const answer = JSON.parse(line);
  assert.deepEqual(Object.keys(answer), ["access_token", "token_type", "scope", "expires_in"]);
});

test("a token answer without scope or life says neither", async (t) => {
  const place = await platform(t, {
    token: always(200, { "Content-Type": "application/json" }, '{"access_token":"abc"}'),
  });
  const env = variablesFor(place);
  const { stdout } = await run(t, ["token"], { env });
  assert.match(stdout, /scope {6}not said\ntime left {2}not said\n$/);
});

test("a file of --dotenv has the credentials, and the environment wins over it", async (t) => {
  const world = await simulated(t);
  const cwd = folder(t, { ".env": `\uFEFF# ours\n${asFile(variablesOf(world, "no-profile"))}` });
  const { stderr } = await run(t, ["healthcheck", "--dotenv", ".env"], { cwd });
  assert.match(stderr, /ERRAUTUSR0001/);
  const { SNE_CLIENT_ID, SNE_CLIENT_SECRET } = variablesOf(world);
  const { code } = await run(t, ["healthcheck", "--dotenv", ".env"], {
    cwd,
    env: { SNE_CLIENT_ID, SNE_CLIENT_SECRET },
  });
  assert.equal(code, 0);
});

test('the environment "simulator" needs no credentials, and sends it none of PISTE\'s', async (t) => {
  const world = await simulated(t);
  // The simulator of the test is not at the port where the command would look for one.
  const { SNE_TOKEN_URL, SNE_API_URL } = variablesOf(world);
  const addresses = ["--token-url", SNE_TOKEN_URL, "--api-url", SNE_API_URL];
  const env = { SNE_CLIENT_ID: "mine", SNE_CLIENT_SECRET: "mine-for-PISTE" };
  assert.equal((await run(t, ["healthcheck", "--environment", "simulator", ...addresses], { env })).code, 0);
  const blocked = await run(t, ["healthcheck", ...addresses], {
    env: { ...env, SNE_ENVIRONMENT: "simulator:blocked" },
  });
  assert.match(blocked.stderr, /kind: blocked/);
});

test("what stands in the way of an answer is told where the command can see it", async (t) => {
  const addresses = variablesFor(await nobody());
  /** @param {Variables} env @param {string[]} args */
  const told = async (env, ...args) => {
    return (await run(t, ["healthcheck", "--no-retry", ...args], { env: { ...addresses, ...env } })).stderr;
  };
  const simulator = await told({}, "--environment", "simulator");
  assert.match(simulator, /Is the simulator running\?.*\n\(kind: network, cause: ECONNREFUSED\)/);
  // No proxy leads to this machine.
  for (const env of [{ HTTPS_PROXY: "http://proxy.example" }, {}])
    assert.doesNotMatch(await told(env), /HTTPS_PROXY|simulator/);
});

test("an empty variable is none", async (t) => {
  const env = variablesOf(await simulated(t));
  assert.equal((await run(t, ["healthcheck"], { env: { ...env, SNE_SCOPE: "", SNE_ENVIRONMENT: "" } })).code, 0);
  const { code, stderr } = await run(t, ["healthcheck"], { env: { ...env, SNE_CLIENT_SECRET: "" } });
  assert.equal(code, 2);
  assert.match(stderr, /credentials are missing: SNE_CLIENT_SECRET\./);
});

test("an option wins over its variable", async (t) => {
  const { SNE_API_URL, ...env } = variablesOf(await simulated(t));
  const wrong = { ...env, SNE_API_URL: "http://127.0.0.1:1/nowhere" };
  const { code } = await run(t, ["healthcheck", "--api-url", SNE_API_URL], { env: wrong });
  assert.equal(code, 0);
});

test("a file of --dotenv that would be read in another way than is meant is told, and nothing is sent", async (t) => {
  const rows = [
    ["cut", "SNE_CLIENT_ID=id\nSNE_CLIENT_SECRET=ab#hidden\n", /line 2: SNE_CLIENT_SECRET has a # in it/, /ligne 2/],
    ["exported", "export SNE_CLIENT_SECRET = ab#hidden", /line 1: SNE_CLIENT_SECRET/, /entre guillemets/],
    [
      "open",
      'SNE_CLIENT_ID=id\nSNE_CLIENT_SECRET="hidden\n',
      /line 2: the value of SNE_CLIENT_SECRET has a quote/,
      /guillemet/,
    ],
    ["inner", 'SNE_CLIENT_SECRET="hid\\"den"\n', /line 1: the value of SNE_CLIENT_SECRET has a quote/, /guillemet/],
    [
      "reference",
      `\nSNE_CLIENT_SECRET=$${"{HIDDEN_hidden}"}\n`,
      /line 2: SNE_CLIENT_SECRET refers/,
      /renvoie à une autre/,
    ],
    [
      "yaml",
      "SNE_CLIENT_ID=id\nSNE_CLIENT_SECRET: hidden\n",
      /line 2: .*write SNE_CLIENT_SECRET=value/,
      /écrivez SNE_CLIENT_SECRET=valeur/,
    ],
    ["powershell", '$env:SNE_CLIENT_ID="hidden"\r\n', /line 1: .*write SNE_CLIENT_ID=value/, /ligne 1/],
    ["cmd", "set SNE_CLIENT_ID=hidden\r\n", /line 1: .*write SNE_CLIENT_ID=value/, /ligne 1/],
    ["fish", "set -x SNE_CLIENT_ID hidden\n", /line 1: .*write SNE_CLIENT_ID=value/, /ligne 1/],
    ["unit", "\nEnvironment=SNE_CLIENT_ID=hidden\n", /line 2: .*write SNE_CLIENT_ID=value/, /ligne 2/],
    ["setx", "setx SNE_CLIENT_SECRET hidden\n", /line 1: .*write SNE_CLIENT_SECRET=value/, /ligne 1/],
    ["image", "ENV SNE_CLIENT_SECRET=hidden\n", /line 1: .*write SNE_CLIENT_SECRET=value/, /ligne 1/],
    ["invisible", "SNE_\u200bCLIENT_ID=hidden\n", /line 1: .*write SNE_CLIENT_ID=value/, /ligne 1/],
    ["behind", "SNE_CLIENT_SECRET='hid'den\n", /line 1: the value of SNE_CLIENT_SECRET has a quote/, /guillemet/],
    ["shell", "SNE_CLIENT_SECRET=$OTHER_SECRET\n", /line 1: SNE_CLIENT_SECRET refers/, /renvoie à une autre/],
    ["command", "SNE_CLIENT_SECRET=$(pass hidden)\n", /line 1: SNE_CLIENT_SECRET refers/, /renvoie à une autre/],
    ["small", "sne_client_id=hidden\n", /line 1: .*write SNE_CLIENT_ID=value/, /ligne 1/],
    ["latin1", Buffer.from("SNE_CLIENT_SECRET=hiddené", "latin1"), /save it as UTF-8/, /Latin-1/],
    ["utf16", Buffer.from("\uFEFFSNE_CLIENT_SECRET=hidden", "utf16le"), /UTF-16/, /UTF-16 \(« Unicode »/],
  ];
  for (const [name, content, english, french] of rows) {
    const cwd = folder(t, { [String(name)]: content });
    for (const [language, says] of Object.entries({ en: english, fr: french })) {
      const args = ["healthcheck", "--environment", "sandbox", "--dotenv", String(name), "--language", language];
      const { code, stderr } = await run(t, args, { cwd });
      assert.equal(code, 2, stderr);
      assert.match(stderr, /** @type {RegExp} */ (says));
      assert.doesNotMatch(stderr, /hidden/);
    }
  }
  const meant =
    "# was: SNE_API_URL https://a.example\nSNE_CLIENT_SECRET_OF=SNE_TOKEN_URL\n" +
    'SNE_CLIENT_ID=id # ours\nSNE_CLIENT_SECRET="a#b"\nOTHER=a#b\n#SNE_SCOPE=a#b\n' +
    `SNE_SCOPE='$${"{a}"}"b'\n#SNE_API_URL: x\n`;
  const { stderr } = await run(t, ["healthcheck", "--dotenv", "meant"], { cwd: folder(t, { meant }) });
  assert.match(stderr, /which environment\?/);
});

test("a variable whose name is nearly that of a missing one is named", async (t) => {
  const place = await platform(t);
  const { SNE_CLIENT_SECRET: SNE_CLIENT_SECRT, ...env } = variablesFor(place);
  for (const [language, says] of Object.entries({
    en: /missing: SNE_CLIENT_SECRET\..*\nno variable is called SNE_CLIENT_SECRT; did you mean SNE_CLIENT_SECRET\?/,
    fr: /aucune variable ne s'appelle SNE_CLIENT_SECRT ; vouliez-vous dire SNE_CLIENT_SECRET \?/,
  })) {
    const { code, stderr } = await run(t, ["token", "--language", language], { env: { ...env, SNE_CLIENT_SECRT } });
    assert.equal(code, 2);
    assert.match(stderr, says);
  }
  assert.equal(place.requests.length, 0);
});

test("what copying has left around an id or a secret is told with its place, and nothing is sent", async (t) => {
  const place = await platform(t);
  for (const [value, position] of /** @type {[string, number][]} */ ([
    ["s3cret\u200b", 7],
    ["\uFEFFs3cret", 1],
    ['"s3cret"', 1],
    ["s3\u00a0cret", 3],
  ])) {
    for (const name of ["SNE_CLIENT_ID", "SNE_CLIENT_SECRET"]) {
      const { code, stderr } = await run(t, ["token"], { env: { ...variablesFor(place), [name]: value } });
      assert.equal(code, 2, stderr);
      assert.match(stderr, new RegExp(`"${name}" has, at position ${position}, `));
      assert.doesNotMatch(stderr, /cret\b.*cret|s3c/);
    }
  }
  assert.equal(place.requests.length, 0);
});
