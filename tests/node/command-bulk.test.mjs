// `sne-cotation bulk`, as a process: what it reads, what it writes, how it ends, and how it goes on.

import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, linkSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it, test } from "node:test";
import { BULK_COMMAND } from "./contracts/bulk-command.mjs";
import { accounted, CANARY, rowsOf } from "./support/bulk.mjs";
import { COMMAND, ended, environment, folder, run, start, variablesFor } from "./support/command.mjs";
import { found } from "./support/found.mjs";
import { json, platform } from "./support/platform.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Answering } from "./support/bulk.mjs" */

const { spawn } = createRequire(import.meta.url)("@lydell/node-pty");
const ITEMS = 120;
const OUT = ["-o", "out.ndjson", "--errors", "err.ndjson"];

/** @param {object[]} rows */
const ndjson = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/**
 * A platform that keeps an account, and a folder with a list and the contract.
 * @param {TestContext} t
 * @param {{ rows?: object[], answering?: Answering, files?: Record<string, unknown> }} [options]
 */
async function job(t, { rows = rowsOf(ITEMS), answering, files = {} } = {}) {
  const place = await accounted(t, answering);
  const cwd = folder(t, { "contract.json": BULK_COMMAND, "in.ndjson": ndjson(rows), ...files });
  const env = { ...variablesFor(place), SNE_CONTRACT: "contract.json" };
  /** @param {string[]} args */
  const typed = (args) => ["bulk", ...args.slice(0, 1), "--operation", "calculer", ...args.slice(1)];
  /** @param {string} name */
  const file = (name) => join(cwd, name);
  /** @param {string} name @returns {any[]} any: lines of JSON of many kinds */
  const lines = (name) => (existsSync(file(name)) ? parsed(readFileSync(file(name), "utf8")) : []);
  return {
    ...place,
    ...{ cwd, env, file, lines },
    /** @param {string[]} args */
    bulk: (...args) => run(t, typed(args), { env, cwd }),
    /** @param {string[]} args */
    begin: (...args) => start(t, typed(args), { env, cwd }),
  };
}

/** @param {string} text @returns {any[]} any: lines of JSON of many kinds */
const parsed = (text) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

/** @param {{ n: number }[]} lines */
const ordinals = (lines) => lines.map(({ n }) => n).sort((one, other) => one - other);
const EVERY = Array.from({ length: ITEMS }, (_, n) => n);

test("every line is done once, and accounted for", async (t) => {
  const { bulk, lines, file, done } = await job(t);
  const { code, stdout, stderr } = await bulk("in.ndjson", ...OUT);
  assert.deepEqual([code, stdout], [0, ""], stderr);
  assert.deepEqual(ordinals(lines("out.ndjson")), EVERY);
  assert.ok(lines("out.ndjson").every(({ n, status, data }) => status === 200 && data.score === n));
  assert.equal(done.size, ITEMS);
  assert.match(stderr, /120 rows: 120 done, 0 failed, 0 in doubt/);
  for (const name of ["out.ndjson", "out.ndjson.journal"])
    if (process.platform !== "win32") assert.equal((statSync(file(name)).mode & 0o777).toString(8), "600");
});

test("to standard output, and from standard input", async (t) => {
  const { env, cwd } = await job(t);
  const args = ["bulk", "-", "--operation", "calculer", "--json"];
  const { code, stdout, stderr } = await run(t, args, { env, cwd, input: ndjson(rowsOf(ITEMS)) });
  assert.equal(code, 0, stderr);
  assert.deepEqual(ordinals(parsed(stdout)), EVERY);
  const [summary] = parsed(stderr).filter(({ type }) => type === "summary");
  assert.deepEqual([summary.items, summary.ok, summary.failed], [ITEMS, ITEMS, 0]);
});

test("one file under two names is not read and written at once", async (t) => {
  const { bulk, file, done } = await job(t);
  const list = readFileSync(file("in.ndjson"), "utf8");
  linkSync(file("in.ndjson"), file("linked.ndjson"));
  symlinkSync(file("in.ndjson"), file("pointing.ndjson"));
  for (const other of ["./in.ndjson", "linked.ndjson", "pointing.ndjson"]) {
    const { code, stderr } = await bulk("in.ndjson", "-o", other);
    assert.equal(code, 2);
    assert.match(stderr, /ndjson is named for two things/);
  }
  assert.equal(readFileSync(file("in.ndjson"), "utf8"), list);
  assert.equal(done.size, 0);
});

test("killed with -9 and resumed, nothing is lost and nothing is done twice", async (t) => {
  const { begin, bulk, lines, done } = await job(t, { answering: slowly });
  for (const share of [0.2, 0.5]) {
    const child = begin("in.ndjson", ...OUT, ...(done.size > 0 ? ["--resume"] : []));
    const end = once(child, "exit");
    await until(() => done.size >= ITEMS * share);
    child.kill("SIGKILL");
    await end;
  }
  const { code, stderr } = await bulk("in.ndjson", ...OUT, "--resume");
  const [results, failures] = [lines("out.ndjson"), lines("err.ndjson")];
  assert.deepEqual(ordinals([...results, ...failures]), EVERY);
  assert.ok([...done.values()].every((times) => times === 1));
  assert.ok(failures.every(({ doubt }) => doubt === "held"));
  assert.equal(code, failures.length === 0 ? 0 : 1, stderr);
  // What is in doubt is done again when that is said.
  const again = await bulk("in.ndjson", ...OUT, "--only-failed", "--in-doubt", "retry");
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(ordinals(lines("out.ndjson")), EVERY);
});

for (const [signal, expected] of /** @type {[signal: NodeJS.Signals, expected: number][]} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
])) {
  test(`${signal} ends it with ${expected} and the command that goes on, which does`, async (t) => {
    const { begin, bulk, lines, done } = await job(t, { answering: slowly });
    const child = begin("in.ndjson", ...OUT);
    const over = ended(child);
    await until(() => done.size >= 20);
    child.kill(signal);
    const { code, stderr } = await soon(over);
    assert.equal(code, expected, stderr);
    const [, command] = found(/^ {2}sne-cotation (.*)$/m, stderr);
    assert.equal(command, "bulk in.ndjson --operation calculer -o out.ndjson --errors err.ndjson --resume");
    const resumed = await bulk("in.ndjson", ...OUT, "--resume");
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, /of them by earlier runs/);
    assert.deepEqual(ordinals(lines("out.ndjson")), EVERY);
    assert.ok([...done.values()].every((times) => times === 1));
  });
}

test("a quota that is used up for long: 75, the hour and the command; then it goes on", async (t) => {
  let isOpen = false;
  const { bulk, lines, done } = await job(t, {
    answering: (n, response, { done }) => {
      if (isOpen || done > 1 || n < 50) return undefined;
      response.writeHead(429, { "Retry-After": "3" }).end();
      return "undone";
    },
  });
  const stopped = await bulk("in.ndjson", ...OUT, "--concurrency", "1", "--max-wait", "1", "--json");
  assert.equal(stopped.code, 75, stopped.stderr);
  const [summary] = parsed(stopped.stdout);
  assert.equal(summary.stopped, "quota");
  assert.ok(Date.parse(summary.resumeAt) > Date.now());
  assert.match(summary.command, /^sne-cotation bulk in\.ndjson .* --resume$/);
  assert.deepEqual(summary.quota.seen, [{ within: "minute", calls: 50, retryAfter: 3, suggestion: { perMinute: 50 } }]);
  assert.deepEqual(ordinals(lines("out.ndjson")), EVERY.slice(0, 50));
  isOpen = true;
  // It remembers the pause, and waits for what is left of it.
  const resumed = await bulk("in.ndjson", ...OUT, "--resume");
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.deepEqual(ordinals(lines("out.ndjson")), EVERY);
  assert.equal(done.size, ITEMS);
});

test("a short pause is waited for, and told as it begins", async (t) => {
  let refusals = 1;
  const { bulk, lines } = await job(t, {
    rows: rowsOf(20),
    answering: (n, response) => {
      if (n < 10 || refusals-- <= 0) return undefined;
      response.writeHead(429, { "Retry-After": "1" }).end();
      return "undone";
    },
  });
  const { code, stderr } = await bulk("in.ndjson", ...OUT, "--no-retry");
  assert.equal(code, 0, stderr);
  assert.equal(lines("out.ndjson").length, 20);
  const told = parsed(stderr);
  assert.ok(told.every(({ type }) => type === "progress"));
  assert.equal(told.at(-1).done, 20, "what was reached is told at the end");
});

test("--auto-resume begins where there is no journal, and goes on where there is one", async (t) => {
  const { bulk } = await job(t, { rows: rowsOf(5) });
  const absent = await bulk("in.ndjson", ...OUT, "--resume");
  assert.equal(absent.code, 2);
  assert.match(absent.stderr, /journal/);
  assert.equal((await bulk("in.ndjson", ...OUT, "--auto-resume")).code, 0);
  assert.equal((await bulk("in.ndjson", ...OUT)).code, 2, "it is not written over");
  assert.equal((await bulk("in.ndjson", ...OUT, "--auto-resume")).code, 0);
});

test("failures go into their file with the row, and are done again on their own", async (t) => {
  let isMended = false;
  const { bulk, lines } = await job(t, {
    answering: (n, response) => {
      if (isMended || n % 10 !== 3) return undefined;
      json(response, 400, { code: "ERRCOTCAL0004", message: `Le numéro ${CANARY} est faux` });
      return "undone";
    },
  });
  const { code, stderr } = await bulk("in.ndjson", ...OUT);
  assert.equal(code, 1, stderr);
  const failures = lines("err.ndjson");
  assert.equal(failures.length, ITEMS / 10);
  for (const { n, input, ...facts } of failures) {
    assert.deepEqual(input, { numero: `${CANARY}-${n}` });
    assert.deepEqual(facts, { ok: false, kind: "business", code: "ERRCOTCAL0004", status: 400, attempts: 1 });
  }
  isMended = true;
  const again = await bulk("in.ndjson", ...OUT, "--only-failed");
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual(ordinals(lines("out.ndjson")), EVERY);
});

test("no value of the input is in the journal, in progress, or in what is said", async (t) => {
  const { bulk, file } = await job(t, {
    answering: (n, response) => {
      if (n % 3 !== 0) return undefined;
      // The code of the API's may repeat what it was sent, too.
      json(response, 400, { code: n % 2 === 0 ? "ERRCOTCAL0004" : `${CANARY}-${n}`, message: `${CANARY} ?` });
      return "undone";
    },
  });
  const quiet = await bulk("in.ndjson", ...OUT, "--json");
  const verbose = await bulk("in.ndjson", "-o", "two.ndjson", "--verbose");
  const texts = [quiet.stdout, quiet.stderr, verbose.stdout, verbose.stderr];
  for (const name of ["out.ndjson", "out.ndjson.journal", "two.ndjson", "two.ndjson.journal"])
    texts.push(readFileSync(file(name), "utf8"));
  for (const text of texts) assert.ok(text !== undefined && !text.includes(CANARY));
  const letters = readFileSync(file("err.ndjson"), "utf8").replaceAll(/"input":\{[^}]*\}/g, "");
  assert.ok(!letters.includes(CANARY));
});

describe("CSV", () => {
  const CONTENT = 'numero;nom;age\r\n"A;1";"Dupont ""dit"" Jean";42\n\n A-2 ;"deux\nlignes";7\n';
  /**
   * What is sent for the rows of a file.
   * @param {TestContext} t
   * @param {string | Uint8Array} content
   * @param {string[]} args
   */
  async function read(t, content, ...args) {
    /** @type {{ url: string, body: unknown }[]} */
    const bodies = [];
    const place = await platform(t, {
      api: (request, response, seen) => {
        bodies.push({
          url: decodeURIComponent(request.url.replace("/api", "")),
          body: seen?.body && JSON.parse(Buffer.from(seen.body, "latin1").toString()),
        });
        json(response, 200, { score: 1 });
      },
    });
    const cwd = folder(t, { "contract.json": BULK_COMMAND, "in.csv": content });
    const env = { ...variablesFor(place), SNE_CONTRACT: "contract.json" };
    const told = await run(t, ["bulk", "in.csv", ...args, "--concurrency", "1"], { env, cwd });
    return { ...told, bodies };
  }
  const calculer = ["--operation", "calculer"];
  const noter = ["--operation", "noter", "--map", "corps.identite.nom=nom", "--map", "corps.identite.age=age"];

  it("quotes, doubled quotes, line ends within them, empty lines and a mark at the beginning", async (t) => {
    for (const content of [CONTENT, `\uFEFF${CONTENT}`, CONTENT.replaceAll(/;(?!1")/g, ",")]) {
      const { code, stderr, bodies } = await read(t, content, ...calculer);
      assert.equal(code, 0, stderr);
      assert.deepEqual(
        bodies.map(({ url }) => url),
        ["/cotations/A;1", "/cotations/ A-2 "],
      );
      assert.match(stderr, /columns that no parameter takes: nom, age/);
    }
  });

  it("cells go into properties of a body, as the contract has them; empty ones are none", async (t) => {
    const content = `${CONTENT}B-3;"Zoé";\n`;
    const { code, stderr, bodies } = await read(t, content, ...noter);
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      bodies.map(({ body }) => body),
      [
        { identite: { nom: 'Dupont "dit" Jean', age: 42 } },
        { identite: { nom: "deux\nlignes", age: 7 } },
        { identite: { nom: "Zoé" } },
      ],
    );
  });

  it("Windows-1252 is told, not guessed", async (t) => {
    const latin = Buffer.from("numero;nom;age\nA;Zoé;1\n", "latin1");
    const refused = await read(t, latin, ...noter);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /--encoding windows-1252/);
    const { code, bodies } = await read(t, latin, ...noter, "--encoding", "windows-1252");
    assert.equal(code, 0);
    assert.deepEqual(bodies[0].body, { identite: { nom: "Zoé", age: 1 } });
  });

  it("a row with too few or too many cells fails alone; a file without a header is refused", async (t) => {
    const { code, stdout } = await read(t, "numero,nom\nA,x\nB\nC,x,y\nD,x\n", ...calculer);
    assert.equal(code, 1);
    const failures = parsed(stdout).filter(({ ok }) => ok === false);
    assert.deepEqual(
      failures.map(({ n, kind, rule }) => [n, kind, rule]),
      [
        [1, "input", "columns"],
        [2, "input", "columns"],
      ],
    );
    for (const content of ["", `${CANARY};Dupont\n`]) {
      const refused = await read(t, content, ...calculer);
      assert.equal(refused.code, 2);
      assert.ok(!refused.stderr.includes(CANARY));
    }
  });
});

test("--map takes fields of lines of JSON, too, and leaves the others", async (t) => {
  const rows = [{ dossier: "X-7", nom: "Durand" }, { dossier: 12 }];
  const { bulk, done } = await job(t, { rows });
  const { code, stderr, stdout } = await bulk("in.ndjson", "--map", "numero=dossier");
  assert.equal(code, 1, "a number is no text for the contract");
  assert.equal(parsed(stdout).find(({ ok }) => ok === false)?.kind, "contract", stderr);
  assert.deepEqual([...done.keys()], [7]);
});

describe("--dry-run", () => {
  it("checks every row, sends nothing, needs no credentials, and tells the plan", async (t) => {
    const rows = [...rowsOf(98), { numer: CANARY }, {}];
    const { cwd, calls } = await job(t, { rows });
    const env = { SNE_CONTRACT: "contract.json" };
    const args = ["bulk", "in.ndjson", "--operation", "calculer", "--dry-run", "--per-second", "20"];
    const { code, stdout, stderr } = await run(t, args, { env, cwd });
    assert.equal(code, 1, stderr);
    assert.equal(calls().length, 0);
    assert.match(stdout, /^100 rows, 98 calls; nothing was sent$/m);
    assert.match(stdout, /^time under the quotas \(perSecond\): [56] s$/m);
    assert.match(stdout, /^2 rows do not fit the contract/m);
    assert.match(stdout, /^ {2}n=99: contract, required: \/numero is required$/m);
    assert.match(stdout, /^ {2}n=98: contract, unknown.*\/numer /m);
    assert.ok(!stdout.includes(CANARY));
    assert.ok(!existsSync(join(cwd, "in.ndjson.journal")));
  });

  it("says when a night is not enough, or the time until --until", async (t) => {
    const { bulk } = await job(t, { rows: rowsOf(2_000) });
    const slow = await bulk("in.ndjson", "--dry-run", "--per-hour", "100");
    assert.equal(slow.code, 0, slow.stderr);
    assert.match(slow.stdout, /a night \(10 h\) is not enough: it takes 3/);
    const quick = await bulk("in.ndjson", "--dry-run", "--per-second", "100");
    assert.doesNotMatch(quick.stdout, /not enough/);
    const soonOver = new Date(Date.now() + 3_600_000).toISOString();
    const late = await bulk("in.ndjson", "--dry-run", "--per-hour", "100", "--until", soonOver, "--json");
    const [plan] = parsed(late.stdout);
    assert.deepEqual([plan.type, plan.items, plan.calls, plan.isTooLong], ["plan", 2_000, 2_000, true]);
  });
});

test("what is typed wrong is told, in both languages, and nothing is sent", async (t) => {
  const { cwd, env, calls } = await job(t);
  for (const args of [
    ["bulk", "in.ndjson"],
    ["bulk", "in.ndjson", "--operation", "calcule"],
    ["bulk", "absent.ndjson", "--operation", "calculer"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--map", "numero"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--map", "numéro=dossier"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--reserve", "95%"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--max-wait", "soon"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--until", "25:00"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--per-day", "0"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--in-doubt", "maybe"],
    ["bulk", "in.ndjson", "--operation", "calculer", "-o", "in.ndjson"],
    ["bulk", "in.ndjson", "--operation", "calculer", "--resume"],
  ]) {
    const told = await Promise.all(
      ["fr", "en"].map((language) => run(t, [...args, "--language", language], { env, cwd })),
    );
    for (const { code, stderr, stdout } of told) {
      assert.equal(code === 2 || /calcule\b/.test(args.join(" ")), true, `${args.join(" ")}: ${code} ${stderr}`);
      assert.ok(stderr.length > 20 && stdout === "", args.join(" "));
    }
    assert.notEqual(told[0].stderr, told[1].stderr, args.join(" "));
  }
  assert.equal(calls().length, 0);
});

test("on a terminal, one line tells how it goes, and is gone at the end", async (t) => {
  const { cwd, env } = await job(t, { answering: slowly });
  const terminal = spawn(
    process.execPath,
    [COMMAND, "bulk", "in.ndjson", "--operation", "calculer", "-o", "o.ndjson"],
    {
      cols: 100,
      rows: 30,
      cwd,
      env: environment({ TERM: "xterm", NO_COLOR: "1", ...env }),
    },
  );
  let shown = "";
  terminal.onData((/** @type {string} */ piece) => {
    shown += piece;
  });
  const code = await new Promise((resolve) => {
    terminal.onExit((/** @type {{ exitCode: number }} */ { exitCode }) => resolve(exitCode));
  });
  assert.equal(code, 0, shown);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is how a line is drawn again
  assert.match(shown, /\r\u001b\[2K\d+ done · [\d.]+\/s/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is how a line is drawn again
  assert.match(shown, /\r\u001b\[2KThe run is over\.\r\n120 rows/);
  assert.doesNotMatch(shown, /progress/);
});

test("a second run of the same journal is refused while the first goes on", async (t) => {
  const { begin, bulk, done } = await job(t, { answering: slowly });
  const first = begin("in.ndjson", ...OUT);
  const over = ended(first);
  await until(() => done.size > 5);
  const second = await bulk("in.ndjson", ...OUT, "--resume");
  assert.notEqual(second.code, 0);
  assert.match(second.stderr, /Another run/);
  assert.equal((await over).code, 0);
});

test("another input is refused by the journal", async (t) => {
  const { bulk, file, begin, done } = await job(t, { answering: slowly });
  const child = begin("in.ndjson", ...OUT);
  const end = once(child, "exit");
  await until(() => done.size > 100);
  child.kill("SIGKILL");
  await end;
  writeFileSync(file("in.ndjson"), ndjson(rowsOf(ITEMS).reverse()));
  const { code, stderr } = await bulk("in.ndjson", ...OUT, "--resume");
  assert.notEqual(code, 0);
  assert.match(stderr, /no longer the one of the journal/);
  rmSync(file("in.ndjson"));
});

/** Answers take a moment. @type {Answering} */
async function slowly() {
  await new Promise((resolve) => setTimeout(resolve, 10));
  return undefined;
}
