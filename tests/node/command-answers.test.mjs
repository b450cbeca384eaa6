// What the command does with answers and with what is typed: bodies of failures, files, JSON that a shell has mangled,
// paths that one has rewritten.

import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { folder, run, start, variablesFor } from "./support/command.mjs";
import { json, platform } from "./support/platform.mjs";
import { until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Handler } from "./support/platform.mjs" */

const PERSON = { nom: "Martin", codeRetour: 12 };

const CONTRACT = {
  swagger: "2.0",
  info: { title: "essai", version: "1" },
  consumes: ["application/json"],
  paths: {
    "/demandes": {
      post: {
        operationId: "deposer",
        parameters: [
          { name: "demande", in: "body", schema: { type: "object" } },
          { name: "chemin", in: "query", type: "string" },
        ],
        responses: { 200: { description: "ok" } },
      },
    },
  },
};

/**
 * A platform, and a folder with the contract and a body.
 * @param {TestContext} t
 * @param {Handler} [api]
 */
async function place(t, api = (_request, response) => json(response, 200, { ok: true })) {
  const known = await platform(t, { api });
  const cwd = folder(t);
  writeFileSync(join(cwd, "contract.json"), JSON.stringify(CONTRACT));
  writeFileSync(join(cwd, "body.json"), '{"ville":"Lyon"}');
  const options = { env: { ...variablesFor(known), SNE_CONTRACT: "contract.json" }, cwd };
  return { ...known, cwd, options, sent: () => known.requests.filter(({ isToken }) => !isToken) };
}

test("--show-error-body shows what came with a failure, and nothing else does", async (t) => {
  const { options } = await place(t, (_request, response) => json(response, 422, PERSON));
  const words = ["request", "GET", "/demandes", "--no-retry"];
  const usual = await run(t, words, options);
  assert.equal(usual.code, 1);
  assert.doesNotMatch(usual.stderr, /Martin|codeRetour/);
  const shown = await run(t, [...words, "--show-error-body"], options);
  assert.equal(shown.code, 1);
  assert.match(shown.stderr, /which may hold personal data:\n\{\n {2}"nom": "Martin",\n {2}"codeRetour": 12\n\}\n$/);
  const inJson = await run(t, [...words, "--show-error-body", "--json"], options);
  assert.deepEqual(JSON.parse(inJson.stderr).body, PERSON);
  const called = await run(t, ["call", "deposer", "--show-error-body", "--no-retry"], options);
  assert.match(called.stderr, /"nom": "Martin"/);
  const asked = await run(t, ["healthcheck", "--show-error-body", "--no-retry"], options);
  assert.match(asked.stderr, /"nom": "Martin"/);
});

test("--show-error-body says that there was no body", async (t) => {
  const { options } = await place(t, (_request, response) => response.writeHead(403).end());
  const { stderr } = await run(t, ["request", "GET", "/demandes", "--show-error-body"], options);
  assert.match(stderr, /\(the answer had no body\)\n$/);
});

test("JSON that a shell has taken the quotation marks out of is told with the way out", async (t) => {
  const { options, sent } = await place(t);
  for (const words of [["demande:={a:1}"], ["demande:={a:", "1}"], ["demande:="], ["demande:=ville"]]) {
    const { code, stderr } = await run(t, ["call", "deposer", ...words], options);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /demande:=@file, or demande:=@- from standard input/);
  }
  for (const body of ["{a:1}", '{"a": 1}', "[1]"]) {
    const { code, stderr } = await run(t, ["call", "deposer", "--body", body], options);
    assert.equal(code, 2);
    assert.match(stderr, /put it into a file and give its name, or - for standard input/);
    assert.ok(!stderr.includes(body), "what was typed is not repeated");
  }
  assert.equal(sent().length, 0);
});

test("the JSON of an argument is read from a file or from standard input", async (t) => {
  const { options, sent } = await place(t);
  const typed = [["demande:=@body.json"], ["demande:=@-"], ["--body", "@body.json"], ["--body", "-"]];
  for (const words of typed) {
    const { code, stderr } = await run(t, ["call", "deposer", ...words], { ...options, input: '{"ville":"Lyon"}' });
    assert.deepEqual([code, stderr], [0, ""]);
  }
  assert.deepEqual(
    sent().map(({ body }) => body),
    typed.map(() => '{"ville":"Lyon"}'),
  );
  writeFileSync(join(options.cwd, "broken.json"), "{a:1}");
  const { code, stderr } = await run(t, ["call", "deposer", "demande:=@broken.json"], options);
  assert.deepEqual([code, stderr.split("\n")[0]], [2, "sne-cotation: broken.json is not JSON"]);
});

test("what Git Bash has made of a path is refused wherever it stands", async (t) => {
  const { options, sent } = await place(t);
  const rewritten = ["C:/Program Files/Git/demandes", "C:\\Program Files\\Git\\demandes", "D:/msys64/demandes"];
  for (const path of rewritten) {
    for (const words of [
      ["request", "GET", path],
      ["request", "GET", "/demandes", "--query", `chemin=${path}`],
      ["call", "deposer", `chemin=${path}`],
    ]) {
      const { code, stderr } = await run(t, words, options);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /Git Bash.*@(file|- from)/s);
    }
  }
  assert.equal(sent().length, 0);
  assert.equal((await run(t, ["call", "deposer", "chemin=C:/donnees/gitane"], options)).code, 0);
});

test("the path of a request is read from a file or from standard input", async (t) => {
  const { options, sent } = await place(t);
  writeFileSync(join(options.cwd, "path.txt"), "/demandes?nom=A%20B\n");
  for (const word of ["@path.txt", "-"]) {
    const { code, stderr } = await run(t, ["request", "GET", word], { ...options, input: "/demandes?nom=A%20B\n" });
    assert.deepEqual([code, stderr], [0, ""]);
  }
  assert.deepEqual(
    sent().map(({ url }) => url),
    ["/api/demandes?nom=A%20B", "/api/demandes?nom=A%20B"],
  );
});

test("a new file of an answer is its owner's alone; one that was there keeps its mode", async (t) => {
  const { options, cwd } = await place(t);
  assert.equal((await run(t, ["request", "GET", "/demandes", "-o", "new.json"], options)).code, 0);
  assert.equal(statSync(join(cwd, "new.json")).mode & 0o777, 0o600);
  writeFileSync(join(cwd, "old.json"), "", { mode: 0o644 });
  chmodSync(join(cwd, "old.json"), 0o644);
  assert.equal((await run(t, ["request", "GET", "/demandes", "-o", "old.json"], options)).code, 0);
  assert.equal(statSync(join(cwd, "old.json")).mode & 0o777, 0o644);
  assert.equal(readFileSync(join(cwd, "old.json"), "utf8"), '{\n  "ok": true\n}\n');
});

test("a file that cannot be written is refused before anything is sent", async (t) => {
  const { options, cwd, sent } = await place(t);
  writeFileSync(join(cwd, "read-only.json"), "", { mode: 0o444 });
  chmodSync(cwd, 0o755);
  // Root may write anything: a process of nobody's may not.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  for (const file of ["read-only.json", ".", "absent/answer.json", "body.json/answer.json"]) {
    const { code, stderr } = await run(t, ["call", "deposer", "-o", file], { ...options, ...user });
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^sne-cotation: cannot write /);
  }
  assert.equal(sent().length, 0);
});

test("/dev/stdout is standard output", async (t) => {
  const { options } = await place(t);
  for (const file of ["/dev/stdout", "-"]) {
    const { code, stdout, stderr } = await run(t, ["request", "GET", "/demandes", "-o", file], options);
    assert.deepEqual([code, stdout, stderr], [0, '{\n  "ok": true\n}\n', ""]);
  }
});

test("a device is written, and not read to its end", async (t) => {
  const { options } = await place(t);
  const { code, stderr } = await run(t, ["types", "contract.json", "-o", "/dev/full"], options);
  assert.deepEqual([code, stderr], [1, "sne-cotation: cannot write /dev/full: no space is left\n"]);
});

test("an empty host is none, and not every address of the machine", async (t) => {
  const child = start(t, ["simulator", "--port", "0", "--host", "", "--quiet"]);
  const [line] = await once(createInterface(child.stdout), "line");
  assert.match(String(line), /^http:\/\/127\.0\.0\.1:/);
});

test("console --open opens the page by an address that is good for one visit", async (t) => {
  const cwd = folder(t);
  const opener = join(cwd, process.platform === "darwin" ? "open" : "xdg-open");
  writeFileSync(opener, `#!/bin/sh\nenv > ${cwd}/env; echo "$1" > ${cwd}/opening && mv ${cwd}/opening ${cwd}/opened\n`);
  chmodSync(opener, 0o755);
  const env = { PATH: `${cwd}:${process.env.PATH}`, SNE_CLIENT_SECRET: "s3cret-of-console" };
  const child = start(t, ["console", "--port", "0", "--quiet", "--open"], { env, cwd });
  const [line] = await once(createInterface(child.stdout), "line");
  await until(() => existsSync(join(cwd, "opened")));
  const address = readFileSync(join(cwd, "opened"), "utf8").trim();
  assert.notEqual(address, line);
  const visits = [];
  for (const url of [address, address, String(line), String(line)])
    visits.push((await fetch(url, { redirect: "manual" })).status);
  assert.deepEqual(visits, [303, 200, 303, 303]);
  assert.doesNotMatch(readFileSync(join(cwd, "env"), "utf8"), /s3cret-of-console/);
});

test("a browser that cannot be opened is told in one sentence", async (t) => {
  const child = start(t, ["console", "--port", "0", "--quiet", "--open"], { env: { PATH: folder(t) } });
  const [line] = await once(createInterface(child.stderr), "line");
  assert.match(String(line), /^The browser does not open \(ENOENT\): open the address yourself\.$/);
});
