// `sne-cotation call`: what really arrives at the API of what was typed, and what is printed of the answer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { COMMAND_CONTRACT } from "./contracts/command.mjs";
import { folder, run, variablesFor } from "./support/command.mjs";
import { always, json, platform } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneMistake } from "sne-cotation" */
/** @import { RunOptions } from "./support/command.mjs" */
/** @import { Reply, Seen } from "./support/platform.mjs" */

const BYTES = Uint8Array.from([0, 255, 10, 128, 37]);
const FILES = {
  "contract.json": COMMAND_CONTRACT,
  "body.json": '\uFEFF{"ville": "Lyon"}',
  "note.txt": "Été\r\n",
  "letter.pdf": BYTES,
};

/** @type {Reply} */
const done = (_request, response) => json(response, 200, { fait: true });

/**
 * A platform and a folder with the contract; `call` runs the command and gives what arrived besides what it printed.
 * @param {TestContext} t
 * @param {Reply} [api]
 */
async function world(t, api = done) {
  const place = await platform(t, { api });
  const cwd = folder(t, FILES);
  const env = { ...variablesFor(place), SNE_CONTRACT: "contract.json" };
  /** @param {string[]} args @param {RunOptions} [options] */
  const call = async (args, options) => {
    const result = await run(t, ["call", ...args], { cwd, ...options, env: { ...env, ...options?.env } });
    // A call that is refused makes none arrive: its test does not look there.
    return { ...result, arrived: /** @type {Seen} */ (place.calls().at(-1)) };
  };
  return { ...place, cwd, env, call };
}

/** The query that arrives for words. @type {[words: string[], url: string][]} */
const QUERIES = [
  [["numero=0012", "page=2"], "/api/choses/0012?page=2"],
  [["numero=a=b@c:=d"], "/api/choses/a%3Db%40c%3A%3Dd"],
  [["numero=1", "page=9007199254740993"], "/api/choses/1?page=9007199254740993"],
  [["numero=1", "page=-5"], "/api/choses/1?page=-5"],
  [["numero=1", "prix=1.50"], "/api/choses/1?prix=1.5"],
  [["numero=1", "actif=true"], "/api/choses/1?actif=true"],
  [["numero=1", "tri=nom", "tri=date"], "/api/choses/1?tri=nom&tri=date"],
  [["numero=1", "tri=nom"], "/api/choses/1?tri=nom"],
  [["numero=1", "pages=1", "pages=2"], "/api/choses/1?pages=1,2"],
  [["numero=1", "pages:=[3,4]"], "/api/choses/1?pages=3,4"],
  [["numero=1", "genre:=null"], "/api/choses/1"],
  [["numero@note.txt"], "/api/choses/%C3%89t%C3%A9"],
];

test("values arrive as the contract types them", async (t) => {
  const { call } = await world(t);
  for (const [words, url] of QUERIES) {
    const { code, stderr, arrived } = await call(["uneOperation", ...words]);
    assert.deepEqual([code, stderr], [0, ""], words.join(" "));
    assert.equal(decodeURI(arrived.url).replace("%2C", ","), decodeURI(url), words.join(" "));
  }
});

test("an operation without a name of its own is called by its method and path", async (t) => {
  const { call } = await world(t);
  const { code, arrived } = await call(["DELETE /choses/{numero}", "numero=7"]);
  assert.deepEqual([code, arrived.method, arrived.url], [0, "DELETE", "/api/choses/7"]);
});

test("a body comes from a file, from standard input or from the words", async (t) => {
  const { call } = await world(t);
  /** @type {[words: string[], input?: string][]} */
  const ways = [
    [["--body", "body.json"]],
    [["--body", "-"], '{"ville":\n"Lyon"}'],
    [["corps@body.json"]],
    [["corps@-"], '{"ville":"Lyon"}'],
    [['corps:={"ville":"Lyon"}']],
  ];
  for (const [words, input] of ways) {
    const { code, stderr, arrived } = await call(["autreOperation", ...words], { input });
    assert.deepEqual([code, stderr, arrived.body], [0, "", '{"ville":"Lyon"}'], words.join(" "));
    assert.match(arrived.headers["content-type"] ?? "", /^application\/json/);
  }
});

test("a body that is not JSON arrives byte for byte", async (t) => {
  const { call } = await world(t);
  const { code, arrived } = await call(["remplacer", "--body", "letter.pdf"]);
  assert.deepEqual([code, arrived.headers["content-type"]], [0, "application/pdf"]);
  assert.deepEqual(Buffer.from(arrived.body, "latin1"), Buffer.from(BYTES));
});

test("files of a form arrive with their names, and texts come from files, too", async (t) => {
  const { call } = await world(t);
  const { code, stderr, arrived } = await call(["envoi", "document@letter.pdf", "titre@-"], { input: "Un titre\n" });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(arrived.body, /name="document"; filename="letter\.pdf"/);
  assert.match(arrived.body, /name="titre"\r\n\r\nUn titre\r\n/);
  assert.ok(arrived.body.includes(Buffer.from(BYTES).toString("latin1")));
});

test("several files go under one name, and a list may be of one", async (t) => {
  const { call } = await world(t);
  const { code, stderr, arrived } = await call([
    "envoi",
    "document@letter.pdf",
    "pieces@letter.pdf",
    "pieces@note.txt",
    "brut@letter.pdf",
    "mots@note.txt",
  ]);
  assert.deepEqual([code, stderr], [0, ""]);
  const parts = [...arrived.body.matchAll(/name="(\w+)"(?:; filename="([^"]+)")?/g)].map(([, name, file]) => [
    name,
    file,
  ]);
  assert.deepEqual(parts, [
    ["document", "letter.pdf"],
    ["pieces", "letter.pdf"],
    ["pieces", "note.txt"],
    ["brut", "letter.pdf"],
    ["mots", undefined],
  ]);
  const one = await call(["envoi", "document@letter.pdf", "pieces@-"], { input: "octets" });
  assert.deepEqual([one.code, one.stderr], [0, ""]);
  assert.match(one.arrived.body, /name="pieces"; filename="pieces"\r\n.*octets/s);
});

test("--accept asks for another type, and --header adds to what is sent", async (t) => {
  const { call } = await world(t, ({ headers }, response) =>
    headers.accept === "application/pdf"
      ? response.writeHead(200, { "Content-Type": "application/pdf" }).end(Buffer.from(BYTES))
      : json(response, 200, {}),
  );
  const words = ["uneOperation", "numero=1", "-H", "X-Compte: 42"];
  const { arrived } = await call(words);
  assert.deepEqual([arrived.headers.accept, arrived.headers["x-compte"]], ["application/json", "42"]);
  const { stdout } = await call([...words, "--accept", "application/pdf", "--json"]);
  assert.equal(JSON.parse(stdout).base64, Buffer.from(BYTES).toString("base64"));
  for (const [more, reason] of /** @type {[string[], RegExp][]} */ ([
    [["--accept", "pdf"], /accept names no media type/],
    [["--accept="], /accept names no media type/],
    [["-H", "Authorization: s3cr3te"], /"authorization" cannot be given/i],
    [["-H", "s3cr3te"], /--header takes 'Name: value'/],
    [["-H", "X-A@absent"], /cannot read absent/],
  ])) {
    const { code, stderr } = await call([...words, ...more]);
    assert.equal(code, 2, more.join(" "));
    assert.match(stderr, reason);
    assert.ok(!stderr.includes("s3cr3te"), stderr);
  }
});

test("integers go and come with all their digits", async (t) => {
  const { call } = await world(t, (_request, response) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end('[{"id":12345678901234567890,"v":1.0}]'),
  );
  const given = ["numero=1", "page=1234567890123456789", "prix=12345678901234567890", "pages:=[9007199254740993]"];
  const { stdout, arrived } = await call(["uneOperation", ...given]);
  assert.equal(arrived.url, "/api/choses/1?page=1234567890123456789&prix=12345678901234567890&pages=9007199254740993");
  assert.equal(stdout, '[\n  {\n    "id": 12345678901234567890,\n    "v": 1.0\n  }\n]\n');
  const body = '{"n":12345678901234567890,"l":[-9007199254740993,"n1"]}';
  for (const words of [["--body", "-"], ["corps@-"], [`corps:=${body}`]]) {
    const { arrived: post, code, stderr } = await call(["autreOperation", ...words, "--no-validate"], { input: body });
    assert.deepEqual([code, stderr, post.body], [0, "", body], words.join(" "));
  }
});

test("all mistakes are told at once, without a value, and nothing is sent", async (t) => {
  const { call, requests } = await world(t);
  const words = ["uneOperation", "page=deux", "actif=oui", "genre=zz", "pgae=1", "pages=1", "pages=x"];
  const { code, stdout, stderr } = await call(words);
  assert.deepEqual([code, stdout, requests.length], [1, "", 0]);
  const [first, ...lines] = stderr.trimEnd().split("\n");
  assert.match(first, /^sne-cotation: The call of "uneOperation" does not fit the contract:$/);
  const pointers = lines
    .filter((line) => line.startsWith("  /"))
    .map((line) => line.split(" ")[2])
    .sort();
  assert.deepEqual(pointers, ["/actif", "/genre", "/numero", "/page", "/pages/1", "/pgae"]);
  assert.match(stderr, /\/pgae .*did you mean "page"\?/);
  assert.match(stderr, /nothing was sent. sne-cotation operations uneOperation tells the parameters\.\n/);
  for (const value of ["deux", "oui", "zz"]) assert.ok(!stderr.includes(value), value);
  const { stderr: line } = await call([...words, "--json"], { env: { LC_ALL: "fr_FR" } });
  /** @type {{ kind: string, errors: SneMistake[] }} */
  const { kind, errors } = JSON.parse(line);
  assert.deepEqual([kind, errors.length], ["contract", 6]);
  assert.match(String(errors.find(({ pointer }) => pointer === "/numero")?.message), /obligatoire/);
});

test("an unknown operation has a near one named", async (t) => {
  const { call } = await world(t);
  const { code, stderr } = await call(["uneOperatoin"]);
  assert.equal(code, 1);
  assert.match(stderr, /Did you mean "uneOperation"\?\nsne-cotation operations lists/);
});

/** @type {[words: string[], reason: RegExp, input?: string][]} */
const WRONG = [
  [["uneOperation", "0012"], /a parameter is name=value, name:=json or name@file\n/],
  [["uneOperation", "=1"], /a parameter is name=value/],
  [["uneOperation", "page:=deux"], /what follows page:= is not JSON, or no more/],
  [["uneOperation", "numero@absent"], /cannot read absent: there is no such file/],
  [["uneOperation", "numero@letter.pdf"], /letter\.pdf is not a text in UTF-8/],
  [["uneOperation", "numero=1", "--body", "body.json"], /the operation uneOperation has no body/],
  [["autreOperation", "corps@body.json", "--body", "body.json"], /the body is given twice: by --body and by corps/],
  [["autreOperation", "--body", "note.txt"], /note\.txt is not JSON\n/],
  [["envoi", "document@-", "titre@-"], /cannot read -: standard input can be read once only/],
  [["uneOperation", "numero=1", "--output", "absent/file"], /cannot write absent\/file: there is no such file/],
  [["uneOperation", "numero=1", "--output", "."], /cannot write \.: it is a folder/],
  [["uneOperation", "numero=1", "--max-bytes", "many"], /--max-bytes must be a whole number of bytes/],
  [[], /missing argument: <operation>/],
];

test("wrong usage ends with 2 before anything is sent, and repeats no value", async (t) => {
  const { call, requests } = await world(t);
  for (const [words, reason, input] of WRONG) {
    const { code, stdout, stderr } = await call(words, { input });
    assert.deepEqual([code, stdout], [2, ""], words.join(" "));
    assert.match(stderr, reason);
    assert.ok(!/0012|deux/.test(stderr), stderr);
  }
  assert.equal(requests.length, 0);
});

test("a contract that cannot be read, is none, or is not there", async (t) => {
  const { call } = await world(t);
  /** @type {[file: string, code: number, english: RegExp, french: RegExp][]} */
  const rows = [
    ["absent.json", 2, /cannot read absent\.json/, /impossible de lire absent\.json/],
    ["letter.pdf", 2, /letter\.pdf is not a text/, /letter\.pdf n'est pas un texte/],
    ["note.txt", 1, /not JSON.*\n.*Swagger 2\.0/, /n'est pas du JSON|pas du JSON/],
    ["body.json", 1, /Swagger 2\.0/, /Swagger 2\.0/],
    ["", 2, /the contract is missing/, /il manque le contrat/],
  ];
  for (const [file, expected, english, french] of rows) {
    for (const [LC_ALL, reason] of Object.entries({ C: english, fr: french })) {
      const { code, stdout, stderr } = await call(["uneOperation", "numero=1"], {
        env: { SNE_CONTRACT: file, LC_ALL },
      });
      assert.deepEqual([code, stdout], [expected, ""], file);
      assert.match(stderr, reason);
    }
  }
});

test("data is printed laid out; --include adds status and headers; --json is one line", async (t) => {
  const { call } = await world(t, (_request, response) => json(response, 201, { a: [1], b: "é" }, { "X-Trace": "7" }));
  const plain = await call(["uneOperation", "numero=1"]);
  assert.equal(plain.stdout, '{\n  "a": [\n    1\n  ],\n  "b": "é"\n}\n');
  const included = await call(["uneOperation", "numero=1", "-i"]);
  assert.match(included.stdout, /^HTTP 201\n(.+: .+\n)*x-trace: 7\n(.+: .+\n)*\n\{\n/);
  assert.ok(included.stdout.endsWith(plain.stdout));
  const line = await call(["uneOperation", "numero=1", "--json"]);
  const { status, headers, data } = JSON.parse(line.stdout);
  assert.deepEqual([status, headers["x-trace"], data], [201, "7", { a: [1], b: "é" }]);
  assert.equal(line.stdout.split("\n").length, 2);
});

test("text, bytes and nothing are printed as they are", async (t) => {
  /** @type {Record<string, Parameters<typeof always>>} */
  const answers = {
    text: [200, { "Content-Type": "text/plain; charset=utf-8" }, "Été"],
    word: [200, { "Content-Type": "application/json" }, '"mot"'],
    bytes: [200, { "Content-Type": "application/pdf" }, Buffer.from(BYTES)],
    nothing: [204],
  };
  const { call, cwd } = await world(t, (request, response) =>
    always(...answers[basename(request.url)])(request, response),
  );
  for (const [numero, expected] of [
    ["text", "Été\n"],
    ["word", '"mot"\n'],
    ["nothing", ""],
  ]) {
    const { code, stdout } = await call(["uneOperation", `numero=${numero}`]);
    assert.deepEqual([code, stdout], [0, expected], numero);
  }
  const { stdout } = await call(["uneOperation", "numero=bytes", "--json"]);
  assert.equal(JSON.parse(stdout).base64, Buffer.from(BYTES).toString("base64"));
  const saved = await call(["uneOperation", "numero=bytes", "--output", "out.pdf"]);
  assert.deepEqual([saved.code, saved.stdout, saved.stderr], [0, "", "5 bytes written to out.pdf\n"]);
  assert.deepEqual(readFileSync(join(cwd, "out.pdf")), Buffer.from(BYTES));
  const both = await call(["uneOperation", "numero=text", "--output", "out.txt", "--json"]);
  assert.deepEqual([JSON.parse(both.stdout).output, JSON.parse(both.stdout).bytes, both.stderr], ["out.txt", 5, ""]);
  assert.equal(readFileSync(join(cwd, "out.txt"), "utf8"), "Été");
});

test("an answer that does not fit: a warning, a failure with --strict, nothing with --no-validate", async (t) => {
  const { call } = await world(t, (_request, response) => json(response, 200, { ville: 69 }));
  const words = ["autreOperation", "--body", "body.json"];
  const usual = await call(words);
  assert.deepEqual([usual.code, JSON.parse(usual.stdout)], [0, { ville: 69 }]);
  assert.match(
    usual.stderr,
    /^sne-cotation: the answer of autreOperation does not fit the contract:\n {2}\/ville .*string.*\n$/,
  );
  const asJson = await call([...words, "--json"]);
  assert.equal(JSON.parse(asJson.stderr).type, "contract");
  const verbose = await call([...words, "--verbose"]);
  assert.match(verbose.stderr, /contract {2}.*direction=response.*\n {2}\/ville .*string/);
  const strict = await call([...words, "--strict"]);
  assert.deepEqual([strict.code, strict.stdout], [1, ""]);
  assert.match(strict.stderr, /\n {2}\/ville [\s\S]*\(kind: contract/);
  const off = await call([...words, "--no-validate"]);
  assert.deepEqual([off.code, off.stderr], [0, ""]);
  assert.equal((await call([...words, "--strict", "--no-validate"])).code, 2);
});

test("--max-bytes limits what is read", async (t) => {
  const { call } = await world(t);
  const { code, stderr } = await call(["uneOperation", "numero=1", "--max-bytes", "5"]);
  assert.equal(code, 1);
  assert.match(stderr, /kind: protocol/);
});

test("a POST is tried again only where --idempotent says that it may be; --no-retry never", async (t) => {
  let count = 0;
  const { call } = await world(t, (request, response) => {
    count += 1;
    if (count % 2 === 1) always(500)(request, response);
    else json(response, 200, {});
  });
  const post = ["autreOperation", "--body", "body.json"];
  const runs = [post, [...post, "--idempotent", "--no-retry"], [...post, "--idempotent"]];
  const codes = [];
  for (const words of runs) {
    count = 0;
    codes.push([(await call(words)).code, count]);
  }
  assert.deepEqual(codes, [
    [1, 1],
    [1, 1],
    [0, 2],
  ]);
});
