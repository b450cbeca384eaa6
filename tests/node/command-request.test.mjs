// `sne-cotation request` and `sne-cotation operations`, as processes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { COMMAND_CONTRACT } from "./contracts/command.mjs";
import { folder, run, variablesFor, variablesOf } from "./support/command.mjs";
import { json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

test("request makes any call, and prints its data", async (t) => {
  const env = variablesOf(await simulated(t));
  const { code, stdout, stderr } = await run(t, ["request", "get", "/healthcheck"], { env });
  assert.deepEqual([code, stderr, JSON.parse(stdout)], [0, "", { version: "1.0", etat: "OK" }]);
});

test("query, headers and body arrive as they were given", async (t) => {
  const place = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  const env = variablesFor(place);
  // A number that JavaScript would round, and spaces that it would leave out.
  const body = '{ "n": 12345678901234567890 }\n';
  const words = [
    "--query",
    "range=0-99",
    "--query=tri=nom",
    "--query",
    "tri=a=b",
    "--header",
    "X-Trace=42",
    "--body",
    "-",
  ];
  const { code, stderr } = await run(t, ["request", "POST", "/un/chemin", ...words], { env, input: body });
  assert.deepEqual([code, stderr], [0, ""]);
  const [arrived] = place.calls();
  assert.equal(decodeURIComponent(arrived.url), "/api/un/chemin?range=0-99&tri=nom&tri=a=b");
  assert.deepEqual(
    [arrived.body, arrived.headers["x-trace"], arrived.headers["content-type"]],
    [body, "42", "application/json"],
  );
  await run(t, ["request", "GET", "/x?a=1&b=%C3%A9", "--query", "c=A & B"], { env });
  assert.equal(decodeURIComponent(place.lastCall().url), "/api/x?a=1&b=é&c=A & B");
  const other = ["-H", "content-type=text/plain", "--body", "-"];
  await run(t, ["request", "POST", "/x", ...other], { env, input: "not JSON" });
  assert.deepEqual([place.lastCall().body, place.lastCall().headers["content-type"]], ["not JSON", "text/plain"]);
});

test("a header is written as curl does, with an equals sign, or comes from a file", async (t) => {
  const place = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  const cwd = folder(t, { "key.txt": "cl3@=:s3cr3te\r\n" });
  const headers = ["X-A: a: b=c@d", "X-B=b: c", "X-C@key.txt", "X-D:", "X-E@-", " X-F : g "];
  const words = ["request", "GET", "/x", ...headers.flatMap((header) => ["-H", header])];
  const { code, stderr } = await run(t, words, { cwd, env: variablesFor(place), input: "é\n" });
  assert.deepEqual([code, stderr], [0, ""]);
  const { headers: seen } = place.lastCall();
  assert.deepEqual(
    ["a", "b", "c", "d", "e", "f"].map((name) => seen[`x-${name}`]),
    ["a: b=c@d", "b: c", "cl3@=:s3cr3te", "", "é", "g"],
  );
});

test("numbers are printed as they came", async (t) => {
  const body = '{"id":12345678901234567890, "prix":1.50,"e":1E+2,"liste":[9007199254740993, -0],"nom":"\\u00e9"}';
  /** @type {Record<string, string>} */
  const types = { "/api/json": "application/json", "/api/text": "text/plain" };
  const place = await platform(t, {
    api: ({ url }, response) => response.writeHead(200, { "Content-Type": types[String(url)] }).end(body),
  });
  const cwd = folder(t, {});
  /** @param {string[]} words */
  const ask = async (...words) =>
    (await run(t, ["request", "GET", ...words], { cwd, env: variablesFor(place) })).stdout;
  const laid =
    '{\n  "id": 12345678901234567890,\n  "prix": 1.50,\n  "e": 1E+2,\n' +
    '  "liste": [\n    9007199254740993,\n    -0\n  ],\n  "nom": "é"\n}\n';
  assert.equal(await ask("/json"), laid);
  assert.match(
    await ask("/json", "--json"),
    /,"data":\{"id":12345678901234567890,"prix":1\.50,"e":1E\+2,"liste":\[9007199254740993,-0\],"nom":"é"\}\}\n$/,
  );
  await ask("/json", "--output", "out.json");
  assert.equal(readFileSync(join(cwd, "out.json"), "utf8"), laid);
  assert.equal(await ask("/text"), `${body}\n`);
  assert.equal(JSON.parse(await ask("/text", "--json")).data, body);
});

test("an empty 200 is a failure that names the option, and an answer with --allow-empty", async (t) => {
  const place = await platform(t, { api: (_request, response) => response.writeHead(200).end() });
  /** @param {string[]} words */
  const ask = (...words) => run(t, ["request", "PUT", "/lots/1", "--no-retry", ...words], { env: variablesFor(place) });
  const refused = await ask();
  assert.deepEqual([refused.code, refused.stdout], [1, ""]);
  assert.match(refused.stderr, /empty.*allowEmpty/is);
  const { code, stdout, stderr } = await ask("--allow-empty", "--include");
  assert.deepEqual([code, stderr, stdout.split("\n")[0]], [0, "", "HTTP 200"]);
});

test("wrong usage of request ends with 2", async (t) => {
  const { requests, ...place } = await platform(t);
  for (const [args, reason] of /** @type {[args: string[], reason: RegExp][]} */ ([
    [[], /missing argument: <method>/],
    [["GET"], /missing argument: <path>/],
    [["GET", "/x", "y"], /unexpected argument: y/],
    [["FETCH", "/x"], /This HTTP method is not allowed/],
    [["GET", "https://elsewhere.example/x"], /not a path below/],
    [["GET", "/x", "--query", "range"], /--query takes name=value/],
    [["GET", "/x", "--header", "X-Trace"], /--header takes 'Name: value', Name=value or Name@file\n/],
    [["GET", "/x", "--header", "Authorization=Bearer-of-mine"], /"authorization" cannot be given/i],
    [["GET", "/x", "--body", "-"], /sends no body with GET/],
    [["POST", "/x", "--body", "-"], /standard input is not JSON\n/],
  ])) {
    const { code, stdout, stderr } = await run(t, ["request", ...args], {
      env: variablesFor(place),
      input: args[0] === "GET" ? "{}" : "no",
    });
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, reason);
    assert.ok(!stderr.includes("Bearer-of-mine"));
  }
  assert.equal(requests.length, 0);
});

test("operations are listed and searched without credentials, whatever case and accents", async (t) => {
  const cwd = folder(t, { "contract.json": COMMAND_CONTRACT, ".env": "SNE_CONTRACT=contract.json\n" });
  /** @param {string[]} words */
  const operations = async (...words) => run(t, ["operations", "--dotenv", ".env", ...words], { cwd });
  const { code, stdout, stderr } = await operations();
  assert.deepEqual([code, stderr, stdout.trimEnd().split("\n").length], [0, "", 6]);
  assert.match(stdout, /^healthcheck +GET +\/healthcheck +L'API répond-elle \?$/m);
  assert.match(stdout, /^DELETE \/choses\/\{numero\} +DELETE .*\(deprecated\)$/m);
  /** @param {string} list @returns {string[]} */
  const idsIn = (list) => JSON.parse(list).map((/** @type {{ id: string }} */ { id }) => id);
  /** @param {string} word */
  const ids = async (word) => idsIn((await operations(word, "--json")).stdout);
  assert.deepEqual(await ids("REPOND"), ["healthcheck"]);
  assert.deepEqual((await ids("choses")).length, 4);
  assert.deepEqual(await ids("lecture"), ["uneOperation"]);
  const none = await operations("uneOperatoin");
  assert.deepEqual([none.code, none.stdout], [1, ""]);
  assert.match(none.stderr, /did you mean uneOperation\?/);
  assert.match((await operations("zzzzzzzzzz", "--language=fr")).stderr, /pas d'opération qui mentionne zzzzzzzzzz\n$/);
});

test("what a contract says stays on its line, and cannot steer the terminal", async (t) => {
  const get = { summary: "a\n\u001b[2Jb", description: "c\u0007\n\nd", responses: { 200: { description: "x" } } };
  const cwd = folder(t, { "contract.json": { ...COMMAND_CONTRACT, paths: { "/x": { get } } } });
  const { stdout } = await run(t, ["operations", "--contract", "contract.json"], { cwd });
  assert.equal(stdout, "GET /x  GET  /x  a [2Jb\n");
  const { stdout: told } = await run(t, ["operations", "GET /x", "--contract", "contract.json"], { cwd });
  assert.match(told, /^GET \/x {2}GET \/x\n\na\n\[2Jb\nc\n\nd\n/);
});

test("an operation is told with its parameters, and how to call it", async (t) => {
  const cwd = folder(t, { "contract.json": COMMAND_CONTRACT });
  const env = { SNE_CONTRACT: "contract.json" };
  const { stdout } = await run(t, ["operations", "uneOperation", "--language", "fr"], { cwd, env });
  assert.match(stdout, /^uneOperation {2}GET \/choses\/\{numero\}\n\nLire une chose\nLa lit en entier\.\n/);
  assert.match(stdout, /^ {2}numero {2}chemin, string, obligatoire\. Son numéro$/m);
  assert.match(stdout, /^ {2}page {4}requête, integer \(int64\)$/m);
  assert.match(stdout, /^ {2}pages {3}requête, liste de integer$/m);
  assert.match(stdout, /^ {2}genre {3}requête, string\. L'une de ces valeurs : a, b$/m);
  assert.match(stdout, /^ {2}sne-cotation call uneOperation numero=<string>$/m);
  const { stdout: body } = await run(t, ["operations", "autreOperation"], { cwd, env });
  assert.match(body, /^ {2}corps {2}body, Chose, required$/m);
  assert.match(body, /call autreOperation --body <file\|->$/m);
  const { stdout: line } = await run(t, ["operations", "uneOperation", "--json"], { cwd, env });
  assert.equal(JSON.parse(line).parameters.length, 7);
});
