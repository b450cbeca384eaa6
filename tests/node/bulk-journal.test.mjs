// The journal of a long run: what a later run makes of it, and what it refuses.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fileJournal, linesOf } from "sne-cotation/journal";
import { accounted, CANARY, folder, idOf, itemsOf, rowOf, rowsOf } from "./support/bulk.mjs";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { CREDENTIALS, json } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { BulkOptions } from "sne-cotation" */
/** @import { Answering } from "./support/bulk.mjs" */

/**
 * A job whose loop is left after so many items, as often as one likes.
 * @param {TestContext} t
 * @param {Answering} [answering]
 */
async function job(t, answering) {
  const place = await accounted(t, answering);
  const { file, input } = folder(t);
  const files = { output: file("out"), errors: file("err") };
  /**
   * @param {Partial<{ rows: Iterable<object> | AsyncIterable<string>, leave: number, operation: string }>} [how]
   * @param {BulkOptions} [options]
   */
  const run = async ({ rows = rowsOf(40), leave = Number.POSITIVE_INFINITY, operation = "calculer" } = {}, options) => {
    const journal = fileJournal(file("run"), { ...files, language: "en" });
    const one = place.sne.bulk(operation, rows, { journal, concurrency: 1, ...options });
    /** @type {number[]} */
    const given = [];
    for await (const { n, ok } of one) {
      if (given.length >= leave) break;
      given.push(n);
      (ok ? journal.output : journal.errors).write(`${n}\n`);
    }
    return { given, ...one.summary };
  };
  const lines = (/** @type {string} */ name) => readFileSync(file(name), "utf8").split("\n").slice(0, -1);
  return { ...place, file, input, run, lines };
}

test("a run that is resumed does what is left, and its outputs have each item once", async (t) => {
  const { run, lines, done } = await job(t);
  const first = await run({ leave: 10 });
  assert.deepEqual([first.given.length, first.stopped, first.items], [10, "left", 10]);
  const second = await run();
  // The item that the loop had when it was left is in doubt.
  assert.deepEqual(second.given.length, 30);
  assert.deepEqual([second.items, second.before, second.ok, second.inDoubt], [40, 10, 39, 1]);
  const all = [...lines("out"), ...lines("err")].map(Number).sort((one, other) => one - other);
  assert.deepEqual(
    all,
    rowsOf(40).map((_, n) => n),
  );
  assert.ok([...done.values()].every((times) => times === 1));
  assert.equal(lines("run").at(-1)?.startsWith('{"end":'), true);
  const third = await run();
  assert.deepEqual([third.given, third.items], [[], 40]);
});

test("what was written and not acknowledged is cut off, in both outputs", async (t) => {
  const { run, file, lines } = await job(t, (n, response) => {
    if (n % 2 === 1) return json(response, 400, { code: "E1", message: "x" });
  });
  await run({ leave: 10 });
  appendFileSync(file("out"), "torn off ");
  appendFileSync(file("err"), "this too\n");
  appendFileSync(file("run"), '{"e":11,"o"');
  await run();
  const numbers = rowsOf(40).map((_, n) => n);
  assert.deepEqual(
    lines("out").map(Number),
    numbers.filter((n) => n % 2 === 0 && n !== 10),
  );
  assert.deepEqual(
    lines("err").map(Number),
    numbers.filter((n) => n % 2 === 1 || n === 10),
  );
});

test("failures are done again when that is wanted, what is in doubt only if that is said", async (t) => {
  let isWell = false;
  const { run, lines, done } = await job(t, (n, response, { done: times }) => {
    if (isWell) return undefined;
    if (n === 3) return json(response, 400, { code: "E1", message: "x" });
    if (n === 5 && times === 1) return response.socket?.destroy();
  });
  const first = await run();
  assert.deepEqual([first.ok, first.failed, first.inDoubt], [38, 1, 1]);
  isWell = true;
  const again = await run({}, { again: "failed" });
  assert.deepEqual([again.given, again.ok, again.failed, again.inDoubt], [[3], 39, 0, 1]);
  assert.equal(done.get(5), 1);
  const all = await run({}, { again: "failed", inDoubt: "retry" });
  assert.deepEqual([all.given, all.ok, all.inDoubt], [[5], 40, 0]);
  assert.deepEqual([lines("out").length, done.get(5)], [40, 2]);
});

test("another source, one that was edited and one that was cut short are refused", async (t) => {
  const { run, requests } = await job(t);
  await run({ leave: 20 });
  const before = requests.length;
  /** @param {(rows: { numero: string }[]) => unknown} edit */
  const edited = (edit) => {
    const rows = rowsOf(40);
    edit(rows);
    return rows;
  };
  for (const rows of [
    edited((all) => all.shift()),
    edited((all) => {
      all[4].numero += "1";
    }),
    edited((all) => all.splice(12)),
    edited((all) => all.splice(0, 2, all[1], all[0])),
  ])
    assert.equal(idOf(await failureOf(run({ rows }))), "journal-input");
  assert.equal(requests.length, before, "nothing was sent");
  assert.equal((await run()).ok, 39);
});

test("a journal belongs to its operation and its API", async (t) => {
  const { run } = await job(t);
  await run({ leave: 5 });
  assert.equal(idOf(await failureOf(run({ operation: "lire" }))), "journal-other");
  const other = await accounted(t);
  const { file } = folder(t);
  const rows = rowsOf(3);
  const first = fileJournal(file("run"), { language: "en" });
  await itemsOf(other.sne.bulk("lire", rows, { journal: first }));
  const elsewhere = await accounted(t);
  const journal = fileJournal(file("run"), { language: "en" });
  assert.equal(idOf(await failureOf(itemsOf(elsewhere.sne.bulk("lire", rows, { journal })))), "journal-other");
});

test("files that are not as they must be are refused, and left as they are", async (t) => {
  const { run, file } = await job(t);
  writeFileSync(file("out"), "somebody's results\n");
  assert.equal(idOf(await failureOf(run())), "journal-output-there");
  assert.equal(readFileSync(file("out"), "utf8"), "somebody's results\n");
  rmSync(file("out"));

  await run({ leave: 10 });
  const [journal, output] = ["run", "out"].map((name) => readFileSync(file(name)));
  truncateSync(file("out"), 3);
  assert.equal(idOf(await failureOf(run())), "journal-output");
  writeFileSync(file("out"), output);

  for (const [text, reason] of /** @type {const} */ ([
    [`${journal}garbage\n{"s":1}\n`, "journal-damaged"],
    ["numero;nom\n", "journal-damaged"],
    ['{"journal":2,"anything":1}\n', "journal-version"],
  ])) {
    writeFileSync(file("run"), text);
    assert.equal(idOf(await failureOf(run())), reason);
    assert.equal(readFileSync(file("run"), "utf8"), text);
  }
  writeFileSync(file("run"), journal);

  const key = readFileSync(file("run.key"));
  rmSync(file("run.key"));
  assert.equal(idOf(await failureOf(run())), "journal-key");
  writeFileSync(file("run.key"), key);
  assert.equal((await run()).items, 40);
  assert.ok(!existsSync(file("run.lock")), "nobody has it any more");
});

test("whether there is a journal already can be said", async (t) => {
  const { sne } = await accounted(t);
  const { file } = folder(t);
  /** @param {boolean} resume */
  const run = (resume) =>
    itemsOf(sne.bulk("lire", rowsOf(2), { journal: fileJournal(file("run"), { resume, language: "en" }) }));
  assert.equal(idOf(await failureOf(run(true))), "journal-absent");
  assert.equal((await run(false)).length, 2);
  assert.equal(idOf(await failureOf(run(false))), "journal-there");
  assert.deepEqual(await run(true), []);
});

test("a journal is one run's at a time; a process that died does not keep it", async (t) => {
  const { sne } = await accounted(t);
  const { file } = folder(t);
  const journal = () => fileJournal(file("run"), { language: "en" });
  const first = sne.bulk("lire", rowsOf(9), { journal: journal() });
  await first.next();
  const { pid, ...lock } = JSON.parse(readFileSync(file("run.lock"), "utf8"));
  assert.equal(pid, process.pid);
  assert.equal(idOf(await failureOf(sne.bulk("lire", rowsOf(9), { journal: journal() }).next())), "journal-locked");
  await first.return();
  assert.ok(!existsSync(file("run.lock")));

  // A process that is gone; this number given to another process; another start of the machine; half a file.
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  for (const left of [
    { ...lock, pid: child.pid },
    { ...lock, pid: process.ppid, start: "1" },
    { ...lock, pid, boot: "0" },
    '{"pid":',
  ]) {
    writeFileSync(file("run.lock"), typeof left === "string" ? left : JSON.stringify(left));
    await itemsOf(sne.bulk("lire", rowsOf(9), { journal: journal() }));
    assert.ok(!existsSync(file("run.lock")), JSON.stringify(left));
  }
  // And one that is there.
  writeFileSync(file("run.lock"), JSON.stringify({ ...lock, pid: process.ppid, start: undefined }));
  assert.equal(idOf(await failureOf(itemsOf(sne.bulk("lire", rowsOf(9), { journal: journal() })))), "journal-locked");
});

// What a disk that is full does: a write that stops half-way, and then fails.
const CHILD = fileURLToPath(new URL("support/bulk-child.mjs", import.meta.url));
if (process.platform !== "win32") {
  test("a disk that is full ends the run, and the next one goes on", async (t) => {
    const { environment, done } = await accounted(t);
    const { file, input } = folder(t);
    const files = { input: input(200), journal: file("run"), output: file("out"), errors: file("err") };
    const given = JSON.stringify({ options: { environment, ...CREDENTIALS }, files, inDoubt: "hold" });
    // Blocks of 1,024 bytes in bash.
    for (const blocks of [1, 2, 3, "unlimited"]) {
      const limited = `ulimit -f ${blocks}; exec "$0" "$@"`;
      const child = spawn("bash", ["-c", limited, process.execPath, CHILD, given], {
        stdio: ["ignore", "inherit", "pipe"],
      });
      let told = "";
      child.stderr.on("data", (piece) => {
        told += piece;
      });
      const [code] = await once(child, "close");
      assert.equal(code, blocks === "unlimited" ? 0 : 1, told);
      if (code === 1) assert.match(told, /n'a pas pu être lu ou écrit/);
    }
    const lines = [
      ...readFileSync(files.output, "utf8").split("\n"),
      ...readFileSync(files.errors, "utf8").split("\n"),
    ];
    const all = lines.filter((line) => line !== "").map((line) => JSON.parse(line).n);
    assert.deepEqual(
      all.sort((one, other) => one - other),
      Array.from({ length: 200 }, (_, n) => n),
    );
    assert.ok([...done.values()].every((times) => times === 1));
  });
}

test("no value of a row is in the journal, its key, its lock, an event or a line of progress", async (t) => {
  /** @type {unknown[]} */
  const told = [];
  const place = await accounted(
    t,
    (n, response) => {
      // Servers repeat what they were sent.
      if (n % 4 === 1) return json(response, 400, { code: rowOf(n).numero, message: rowOf(n).numero });
      if (n % 4 === 2) return json(response, 500, { message: rowOf(n).numero });
    },
    { onEvent: (event) => told.push(event) },
  );
  const { file, input } = folder(t);
  const journal = fileJournal(file("run"), { language: "en" });
  const run = place.sne.bulk("calculer", linesOf(input(20)), { journal });
  for await (const item of run) {
    told.push(item.progress, run.progress, readFileSync(file("run.lock"), "utf8"));
    told.push(JSON.stringify(item.ok ? { ...item, data: undefined } : { ...item, error: undefined }));
  }
  told.push(run.summary, readFileSync(file("run"), "utf8"), readFileSync(file("run.key"), "latin1"));
  assertHides(told, [CANARY]);
});

test("what is written to an output that there is not is an error", async (t) => {
  const { sne } = await accounted(t);
  const journal = fileJournal(folder(t).file("run"), { language: "en" });
  for await (const _ of sne.bulk("lire", rowsOf(1), { journal })) {
    const refused = await reasonOf((async () => journal.output.write("x"))());
    assert.equal(idOf(/** @type {Error} */ (refused)), "journal-no-output");
  }
});

test("lines are those of the file, whatever ends them", async (t) => {
  const { file } = folder(t);
  writeFileSync(file("lines"), "\uFEFFa é\r\n\nb\n\r\nlast");
  const lines = [];
  for await (const line of linesOf(file("lines"))) lines.push(line);
  assert.deepEqual(lines, ["a é", "b", "last"]);
  assert.ok(statSync(file("lines")).size > 0);
});
