// Runs of the console: a list that is handed over, looked at, planned, gone through, stopped, killed and gone on with.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, test } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { sendTo, startConsole } from "../support/console.mjs";
import { BULK_COMMAND } from "./contracts/bulk-command.mjs";
import { accounted, CANARY, rowsOf } from "./support/bulk.mjs";
import { firstLine, folder, start } from "./support/command.mjs";
import { CHOICE, LIST, ndjson, runsAt } from "./support/console-runs.mjs";
import { CREDENTIALS, json } from "./support/platform.mjs";
import { deferred, soon, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Answering } from "./support/bulk.mjs" */

/**
 * A platform that keeps an account, and a console that knows it as "other".
 * @param {TestContext} t
 * @param {{ answering?: Answering, runs?: string }} [options]
 */
async function stage(t, { answering, runs } = {}) {
  const place = await accounted(t, answering);
  const site = await startConsole({ port: 0, other: place.environment, ...(runs !== undefined && { runs }) });
  t.after(() => site.close());
  return { ...place, site, ...(await runsAt(site)) };
}

/** @param {{ n: number }[]} lines */
const ordinals = (lines) => lines.map(({ n }) => n).sort((one, other) => one - other);
const EVERY = Array.from({ length: 60 }, (_, n) => n);

describe("a list in the console", () => {
  it("is gone through once, and its results and failures can be read", async (t) => {
    const { prepared, ask, begin, ended, lines, done } = await stage(t, {
      answering: (n, response) =>
        n % 20 === 7 ? json(response, 400, { code: "ERR0004", message: `${CANARY} inconnu` }) : undefined,
    });
    const id = await prepared(LIST);
    const plan = await ask("plan", { run: id, ...CHOICE, rateLimit: { perMinute: 30 } });
    const { items, calls, failed, seconds } = plan.json();
    assert.deepEqual({ items, calls, failed }, { items: 60, calls: 60, failed: 0 });
    assert.ok(seconds >= 60, String(seconds));
    assert.equal(done.size, 0, "nothing is sent by a plan");
    await begin(id);
    const run = await ended(id);
    assert.equal(run.state, "over");
    assert.deepEqual([run.summary.ok, run.summary.failed], [57, 3]);
    assert.deepEqual(run.failures, [{ kind: "business", code: "ERR0004", count: 3 }]);
    assert.deepEqual(run.progress.total, 60);
    assert.ok(run.pace.samples.length > 0);
    const [results, failures] = [await lines(id, "results"), await lines(id, "failures")];
    assert.deepEqual(ordinals([...results, ...failures]), EVERY);
    assert.ok(results.every(({ n, status, data }) => status === 200 && data.score === n));
    assert.deepEqual(failures[0], {
      ...{ n: 7, ok: false, kind: "business", code: "ERR0004", status: 400, attempts: 1 },
      input: { numero: `${CANARY}-7` },
    });
    // What the page is told holds nothing of a row, and no credentials.
    const told = JSON.stringify(run);
    for (const secret of [CANARY, ...Object.values(CREDENTIALS)]) assert.ok(!told.includes(secret), secret);
  });

  it("says what its columns are, where they go, and what is wrong with them", async (t) => {
    const { prepared, ask, begin, ended, lines } = await stage(t);
    const id = await prepared("dossier;ville\nNUD-1;Évry\nNUD-2;Lyon\n", { name: "list.csv" });
    const csv = { ...CHOICE, format: "csv" };
    const unmapped = await ask("look", { run: id, ...csv });
    assert.deepEqual(unmapped.json(), { columns: ["dossier", "ville"], names: ["numero"], taken: [] });
    const refused = await ask("plan", { run: id, ...csv });
    assert.deepEqual(
      [refused.status, refused.json().code, refused.json().facts],
      [...[400, "rows-noColumns"], { operation: "calculer" }],
    );
    const map = [["numero", "dossier"]];
    const mapped = await ask("look", { run: id, ...csv, map });
    assert.deepEqual(mapped.json().taken, [["dossier", "numero"]]);
    assert.equal((await ask("plan", { run: id, ...csv, map })).json().calls, 2);
    await begin(id, { ...csv, map });
    assert.equal((await ended(id)).state, "over");
    assert.deepEqual(
      ordinals(await lines(id, "results")),
      [1, 2].map((n) => n - 1),
    );
    const nested = await ask("look", { run: id, ...csv, operation: "noter" });
    assert.ok(nested.json().names.includes("corps.identite.age"), nested.text);
  });

  it("tells an encoding that was said wrong, an empty file, and rows that do not fit", async (t) => {
    const { prepared, ask } = await stage(t);
    const latin = await prepared(Buffer.from("numero;ville\nNUD-1;\xc9vry\n", "latin1"), { name: "l.csv" });
    const wrong = await ask("plan", { run: latin, ...CHOICE, format: "csv" });
    assert.deepEqual([wrong.status, wrong.json().code], [400, "rows-encoding"]);
    const right = { run: latin, ...CHOICE, format: "csv", encoding: "windows-1252" };
    assert.equal((await ask("plan", right)).json().calls, 1);
    const empty = await prepared("");
    assert.equal((await ask("look", { run: empty, ...CHOICE })).json().code, "rows-empty");
    const odd = await prepared(`{"numero":"NUD-1"}\n{"number":"NUD-2"}\n[]\n`);
    const { calls, failed, mistakes } = (await ask("plan", { run: odd, ...CHOICE })).json();
    assert.deepEqual([calls, failed, mistakes.map((/** @type {{ n: number }} */ { n }) => n)], [1, 2, [1, 2]]);
    assert.match(mistakes[0].words.join(), /\/numero is required/);
    const french = (await ask("plan", { run: odd, ...CHOICE, language: "fr" })).json();
    assert.match(french.mistakes[0].words.join(), /\/numero est obligatoire/);
  });

  it("stops when it is told to, and goes on where it was", async (t) => {
    const held = deferred();
    const { prepared, ask, begin, ended, one, lines, done } = await stage(t, {
      answering: async (n) => (n === 30 ? held.promise.then(() => undefined) : undefined),
    });
    const id = await prepared(LIST);
    await begin(id);
    await until(() => done.size >= 30);
    const stopping = ask("stop", { run: id });
    held.resolve();
    assert.equal((await soon(stopping)).status, 200);
    const stopped = await one(id);
    assert.deepEqual([stopped.state, stopped.summary.stopped], ["stopped", "signal"]);
    await begin(id);
    const run = await ended(id);
    assert.deepEqual([run.state, run.summary.items], ["over", 60]);
    assert.ok(run.summary.before > 0);
    assert.deepEqual(ordinals(await lines(id, "results")), EVERY);
    assert.deepEqual(
      [...done.values()].filter((times) => times > 1),
      [],
    );
  });

  it("does again what has failed, and only that", async (t) => {
    let isBroken = true;
    const { prepared, begin, ended, done } = await stage(t, {
      answering: (n, response) => {
        if (!isBroken || n % 10 !== 3) return undefined;
        json(response, 400, { code: "ERR0004", message: "non" });
        return "undone";
      },
    });
    const id = await prepared(LIST);
    await begin(id);
    assert.equal((await ended(id)).summary.failed, 6);
    isBroken = false;
    await begin(id, { again: true });
    const run = await ended(id);
    assert.deepEqual([run.state, run.summary.failed, run.failures], ["over", 0, []]);
    assert.ok([...done.values()].every((times) => times === 1));
    assert.equal(done.size, 60);
  });

  it("goes on when its page is left, and stops when all is to be forgotten", async (t) => {
    const held = deferred();
    const { prepared, begin, one, leave, forget, done } = await stage(t, {
      answering: async (n) => (n === 20 ? held.promise.then(() => undefined) : undefined),
    });
    const id = await prepared(LIST);
    await begin(id);
    await until(() => done.size >= 20);
    assert.equal((await leave()).status, 204);
    assert.equal((await one(id)).state, "running");
    const forgotten = forget();
    held.resolve();
    assert.equal((await soon(forgotten)).status, 204);
    assert.equal((await one(id)).state, "stopped");
  });

  it("goes alone: another waits its turn", async (t) => {
    const held = deferred();
    const { prepared, begin, ask, ended } = await stage(t, {
      answering: async () => held.promise.then(() => undefined),
    });
    const [first, second] = [await prepared(LIST), await prepared(LIST)];
    await begin(first);
    const question = { run: second, environment: "other", ...CREDENTIALS, ...CHOICE };
    const refused = await ask("begin", question);
    assert.deepEqual([refused.status, refused.json().code], [409, "run-busy"]);
    held.resolve();
    await ended(first);
    await begin(second);
    await ended(second);
  });

  it("tells why the client cannot be made, and why a run has stopped", async (t) => {
    const { prepared, ask, begin, ended } = await stage(t, {
      answering: (_n, response) => json(response, 403, { code: "ERRAUTUSR0001", message: "profil" }),
    });
    const id = await prepared(LIST);
    const question = { run: id, environment: "other", ...CHOICE, clientId: "", clientSecret: "" };
    const refused = await ask("begin", question);
    assert.deepEqual([refused.status, refused.json().kind], [400, "config"]);
    const wrong = await ask("plan", { run: id, ...CHOICE, rateLimit: { perSecond: 0 } });
    assert.deepEqual([wrong.status, wrong.json().kind], [400, "config"]);
    const unknown = await ask("plan", { run: id, ...CHOICE, operation: "calculr" });
    assert.deepEqual([unknown.status, unknown.json().kind], [400, "contract"]);
    await begin(id);
    const run = await ended(id);
    assert.deepEqual([run.state, run.summary.stopped, run.failure.kind], ["stopped", "refused", "profile"]);
  });
});

describe("the files of a run", () => {
  it("are gone when the console ends, unless it was given a folder for them", async (t) => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("sne-console-"));
    const { prepared, begin, ended, site } = await stage(t);
    const id = await prepared(LIST);
    const [made] = readdirSync(tmpdir()).filter((name) => name.startsWith("sne-console-") && !before.includes(name));
    const path = join(tmpdir(), made);
    assert.equal(statSync(path).mode & 0o777, 0o700);
    await begin(id);
    await ended(id);
    for (const name of readdirSync(join(path, id)))
      assert.equal(statSync(join(path, id, name)).mode & 0o777, 0o600, name);
    await site.close();
    assert.ok(!readdirSync(tmpdir()).includes(made));
  });

  it("are there again in the folder that was given, without credentials", async (t) => {
    const runs = join(folder(t), "runs");
    const first = await stage(t, { runs });
    const id = await first.prepared(LIST);
    await first.begin(id);
    await first.ended(id);
    await first.site.close();
    for (const name of readdirSync(join(runs, id))) {
      const text = readFileSync(join(runs, id, name), "utf8");
      assert.ok(!text.includes(CREDENTIALS.clientSecret), name);
    }
    mkdirSync(join(runs, "of-somebody-else"));
    const second = await stage(t, { runs });
    assert.equal((await second.list()).isLasting, true);
    const run = await second.one(id);
    assert.deepEqual([run.state, run.summary.ok, run.name], ["over", 60, "list.ndjson"]);
    assert.equal((await second.send("DELETE", `?run=${id}`)).status, 200);
    assert.deepEqual(readdirSync(runs), ["of-somebody-else"]);
  });

  it("are for the page alone, and of no more than so many bytes", async (t) => {
    const { site, prepared, ask, send, Cookie } = await stage(t);
    const id = await prepared(LIST);
    const path = `/api/runs/results?run=${id}`;
    assert.equal((await sendTo(site.url, path, { headers: {} })).status, 403);
    const foreign = { Cookie, Origin: "https://elsewhere.example" };
    assert.equal(
      (await sendTo(site.url, "/api/runs?name=x", { method: "PUT", headers: foreign, body: "x" })).status,
      403,
    );
    assert.equal((await ask("plan", { run: "../..", ...CHOICE })).status, 404);
    const large = await send("PUT", "?name=large", Buffer.alloc(64 * 1024 * 1024 + 1));
    assert.deepEqual([large.status, large.json().code], [413, "run-too-large"]);
  });
});

test("a console that is killed has its run go on in the next one, and nothing is done twice", async (t) => {
  const { environment, done } = await accounted(t);
  const runs = join(folder(t), "runs");
  const args = ["console", "--port=0", "--json", "--runs", runs];
  const addresses = ["--token-url", environment.tokenUrl, "--api-url", environment.apiUrl];
  const open = async () => {
    const child = start(t, [...args, ...addresses]);
    const { url } = JSON.parse(await firstLine(child));
    return { child, ...(await runsAt({ url: new URL("/", url).href, address: url })) };
  };
  const first = await open();
  const rows = rowsOf(200);
  const id = await first.prepared(ndjson(rows));
  await first.begin(id);
  await until(() => done.size >= 40);
  first.child.kill("SIGKILL");
  const second = await open();
  assert.equal((await second.one(id)).state, "stopped");
  await second.begin(id);
  const run = await second.ended(id);
  assert.equal(run.summary.items, 200);
  assert.ok(run.summary.before > 0, "it did not begin anew");
  assert.deepEqual(
    [...done.values()].filter((times) => times > 1),
    [],
  );
  const lines = [...(await second.lines(id, "results")), ...(await second.lines(id, "failures"))];
  assert.deepEqual(
    ordinals(lines),
    rows.map((_, n) => n),
  );
});

test("a run of the simulator's goes on in the next console, wherever the simulator listens then", async (t) => {
  const place = folder(t);
  const contract = join(place, "contract.json");
  writeFileSync(contract, JSON.stringify(BULK_COMMAND));
  const args = ["console", "--port=0", "--json", "--runs", join(place, "runs"), "--contract", contract];
  const open = async () => {
    const child = start(t, args);
    const { url, simulator } = JSON.parse(await firstLine(child));
    return { child, simulator, ...(await runsAt({ url: new URL("/", url).href, address: url })) };
  };
  const { clientId, clientSecret } = (await createSimulator()).find("works", "sandbox");
  const how = { environment: "simulator", clientId, clientSecret, rateLimit: { perSecond: 20 } };
  const first = await open();
  const id = await first.prepared(LIST);
  await first.begin(id, how);
  for (;;) if ((await first.one(id)).progress?.done >= 5) break;
  first.child.kill("SIGKILL");
  const second = await open();
  assert.notEqual(second.simulator, first.simulator);
  assert.equal((await second.one(id)).state, "stopped");
  await second.begin(id, { ...how, inDoubt: "retry" });
  const { state, failure, summary } = await second.ended(id);
  assert.deepEqual([state, failure, summary.items, summary.ok], ["over", undefined, 60, 60]);
  assert.ok(summary.before >= 5, "it did not begin anew");
});
