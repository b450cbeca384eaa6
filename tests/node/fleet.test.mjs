// Many processes of one application behave as one client, by way of a store that they share.

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SneCotation } from "sne-cotation";
import { createTokenRelay } from "sne-cotation/relay";
import { mostWithin } from "../quota/server.mjs";
import { runModule } from "./support/child.mjs";
import { Cells, serveCells } from "./support/fleet-store.mjs";
import { bearerOf, CREDENTIALS, grantAnother, healthy, json, platform } from "./support/platform.mjs";
import { authorize, PAGE, pageHeaders, relayed } from "./support/relay.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneMetrics, SneEvent } from "sne-cotation" */
/** @typedef {{ well: number, failed: string[], metrics: SneMetrics }} Told */

const CHILD = fileURLToPath(new URL("support/fleet-child.mjs", import.meta.url));

/**
 * Processes that wait for their start.
 * @param {TestContext} t
 * @param {number} count
 * @param {object} given
 */
async function processes(t, count, given) {
  const children = Array.from({ length: count }, () => fork(CHILD, [JSON.stringify(given)]));
  t.after(() => children.map((child) => child.kill("SIGKILL")));
  await Promise.all(children.map((child) => once(child, "message")));
  return {
    /** @param {string} word */
    tell: (word) => children.map((child) => child.send(word)),
    /** @returns {Promise<Told[]>} */
    told: () => Promise.all(children.map(async (child) => /** @type {Told} */ ((await once(child, "message"))[0]))),
  };
}

test("100 calls of four new processes make one token request", async (t) => {
  const cells = new Cells();
  const grant = grantAnother();
  const place = await platform(t, { token: (...exchange) => void setTimeout(() => grant(...exchange), 300) });
  const port = await serveCells(t, cells);
  const options = { environment: place.environment, ...CREDENTIALS, language: "en" };
  const { tell, told } = await processes(t, 4, { port, options, atOnce: 25 });
  const ends = told();
  tell("go");
  const all = await soon(ends, 20);
  assert.deepEqual(
    all.flatMap(({ failed }) => failed),
    [],
  );
  assert.equal(
    all.reduce((sum, { well }) => sum + well, 0),
    100,
  );
  assert.equal(place.tokenRequests().length, 1);
  assert.equal(new Set(place.calls().map(bearerOf)).size, 1);
  const written = cells.written.join("\n");
  assert.ok(written.length > 0);
  for (const secret of [CREDENTIALS.clientSecret, CREDENTIALS.clientId, String(bearerOf(place.lastCall()))])
    assert.ok(!written.includes(secret), "a secret is in the store");
  assert.ok([...cells.kept.keys()].every((key) => /^sne:\{[\w-]{16}\}:(pace|token:[\w-]{16})$/.test(key)));
});

test("processes keep a quota together, whatever the store's clock says and forgets", async (t) => {
  const cells = new Cells();
  cells.ahead = -86_400_000;
  /** @type {number[]} */
  const passed = [];
  const place = await platform(t, {
    api: (request, response) => {
      passed.push(performance.now());
      healthy(request, response);
    },
  });
  const port = await serveCells(t, cells);
  const rateLimit = { perSecond: 20 };
  const options = { environment: place.environment, ...CREDENTIALS, language: "en", rateLimit };
  const { tell, told } = await processes(t, 3, { port, options, atOnce: 4, repeats: true });
  const ends = told();
  tell("go");
  await until(() => passed.length >= 20);
  cells.kept.clear();
  await until(() => passed.length >= 50);
  cells.ahead = 86_400_000;
  await until(() => passed.length >= 80);
  tell("stop");
  const all = await soon(ends, 20);
  assert.deepEqual(
    all.flatMap(({ failed }) => failed),
    [],
  );
  // They arrive closer together than they left, by what the machine is busy with.
  assert.ok(mostWithin(passed, 0.9) <= 20, `${mostWithin(passed, 0.9)} calls in 0.9 s`);
  const shares = all.map(({ well }) => well);
  assert.ok(Math.min(...shares) * 3 > Math.max(...shares), `${shares}`);
  const { writes = 0 } = all[0].metrics.store ?? {};
  assert.ok(writes > 0);
});

/**
 * Clients that share a store in this process, each as a process of its own would.
 * @param {TestContext} t
 * @param {number} count
 * @param {Parameters<typeof platform>[1]} handlers
 * @param {Partial<import("sne-cotation").CredentialOptions>} [options]
 */
async function clients(t, count, handlers, options) {
  const cells = new Cells();
  const place = await platform(t, handlers);
  const all = { language: /** @type {const} */ ("en"), store: cells, ...options };
  const made = await Promise.all(Array.from({ length: count }, () => place.client(all)));
  t.after(() => Promise.all(made.map((client) => client.close())));
  return { cells, place, made };
}

test("what the gateway asks of one, all obey, and one asks for all", async (t) => {
  /** When calls arrived, and the answers that are held back. @type {number[]} */
  const arrived = [];
  /** @type {(() => void)[]} */
  const held = [];
  const { made } = await clients(
    t,
    4,
    {
      api: (request, response) => {
        arrived.push(performance.now());
        if (arrived.length === 1) json(response, 429, {}, { "Retry-After": "1" });
        else held.push(() => healthy(request, response));
      },
    },
    { retry: { attempts: 4 } },
  );
  const refused = made[0].healthcheck();
  await until(() => made[0].metrics().quota.refusals === 1);
  // The token's cell was written twice; what is written then is the news.
  await until(() => (made[0].metrics().store?.writes ?? 0) >= 3);
  const others = made.slice(1).map((client) => client.healthcheck());
  await until(() => held.length === 1);
  assert.ok(arrived[1] - arrived[0] >= 950, "nobody leaves before the end");
  const reads = () => made.reduce((sum, client) => sum + (client.metrics().store?.reads ?? 0), 0);
  const before = reads();
  await until(() => reads() >= before + 6);
  assert.equal(held.length, 1, "the others look whether it was answered, and wait");
  held[0]();
  await until(() => held.length === 4);
  for (const answer of held.slice(1)) answer();
  await soon(Promise.all([refused, ...others]), 5);
  assert.equal(arrived.length, 5);
});

/**
 * A gateway that counts calls in windows of so many seconds, and announces what is left.
 * @param {number} most
 * @param {number} seconds
 */
function countingGateway(most, seconds) {
  const seen = { refused: 0, begun: Number.NEGATIVE_INFINITY, passed: 0 };
  /** @type {NonNullable<NonNullable<Parameters<typeof platform>[1]>["api"]>} */
  const api = (_request, response) => {
    const now = performance.now() / 1000;
    if (now >= seen.begun + seconds) Object.assign(seen, { begun: now, passed: 0 });
    const isRefused = seen.passed >= most;
    if (isRefused) seen.refused += 1;
    else seen.passed += 1;
    const quota = { window: seen.begun + seconds - now, type: "throttle", remaining: most - seen.passed };
    const headers = { "X-Rate-Limit": JSON.stringify([quota]) };
    json(response, isRefused ? 429 : 200, isRefused ? {} : { version: "1.0", etat: "OK" }, headers);
  };
  return { seen, api };
}

test("what the gateway announces to one, all keep to, though nobody has declared it", async (t) => {
  const { seen, api } = countingGateway(8, 60);
  const { cells, made } = await clients(t, 4, { api }, { retry: false, deadline: 20_000 });
  await made[0].healthcheck();
  // Where nothing is declared, that cell is written for the news.
  await until(() => [...cells.kept.keys()].some((key) => key.endsWith(":pace")));
  const calls = made.flatMap((client) => Array.from({ length: 5 }, () => client.healthcheck()));
  const ends = await soon(Promise.allSettled(calls), 20);
  assert.equal(seen.passed, 8);
  // Of twenty, one may be too many: an answer that comes late tells of a quota from which others have taken since.
  assert.ok(seen.refused <= 1, `${seen.refused} were refused`);
  assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 7);
  for (const end of ends) if (end.status === "rejected") assert.equal(end.reason.kind, "quota");
});

test("a 429 without a word slows all down, not only the one that got it", async (t) => {
  let refuses = false;
  /** @type {number[]} */
  const passed = [];
  const { made } = await clients(
    t,
    3,
    {
      api: (request, response) => {
        if (refuses) {
          refuses = false;
          json(response, 429, {});
          return;
        }
        passed.push(performance.now());
        healthy(request, response);
      },
    },
    { retry: false, rateLimit: { perSecond: 40 } },
  );
  const rate = async () => {
    const from = passed.length;
    const begun = performance.now();
    const loops = made.map(async (client) => {
      while (passed.length < from + 60) await client.healthcheck().catch(() => {});
    });
    await soon(Promise.all(loops), 20);
    return (1000 * (passed.length - from)) / (performance.now() - begun);
  };
  await rate();
  refuses = true;
  await rate();
  const after = await rate();
  // Seven tenths of the 36 a second that are used; one alone of three would leave nine tenths. A machine that is too
  // busy for that makes fewer.
  assert.ok(after < 0.8 * 36, `${after} calls a second`);
});

test("the doctor looks at the store last, in a cell of its own", async (t) => {
  const { cells, made } = await clients(t, 1, {});
  const steps = [];
  for await (const step of made[0].diagnose()) steps.push(step);
  const last = steps.at(-1);
  assert.deepEqual([steps.length, last?.id, last?.status, last?.title], [9, "store", "ok", "Store"]);
  const names = last?.evidence.map(({ name }) => name);
  assert.deepEqual(names, ["storeTook", "storeClock"]);
  const keys = [...cells.kept.keys()].filter((key) => !/^sne:\{[\w-]{16}\}:/.test(key));
  assert.ok(keys.length === 1 && keys[0].startsWith("sne:{doctor}:"), `${keys}`);
});

test("what is wrong with a store is told in both languages", async (t) => {
  const place = await platform(t);
  const cells = new Cells();
  cells.ahead = -86_400_000;
  /** @typedef {Record<"fr" | "en", RegExp>} Words */
  /** @type {[store: import("sne-cotation").Store, status: string, causes: string[], words: Words][]} */
  const stores = [
    [cells, "ok", [], { fr: /garde ce qu'on y met/, en: /keeps what is put/ }],
    [
      {
        read: () => Promise.reject(Object.assign(new Error("redis://user:s3cret@host"), { code: "ECONNREFUSED" })),
        write: () => Promise.reject(new Error("s3cret")),
      },
      "failed",
      ["store-gone", "store-refuses"],
      { fr: /ne répond pas, ou refuse \(ECONNREFUSED\)/, en: /does not answer, or refuses \(ECONNREFUSED\)/ },
    ],
    [
      {
        read: async () => ({ version: null, value: null, now: 1 }),
        write: async (_key, value) => ({ ok: true, version: "1", value, now: 1 }),
      },
      "failed",
      ["store-split"],
      { fr: /ne garde pas/, en: /does not keep/ },
    ],
  ];
  for (const [store, status, causes, words] of stores) {
    for (const language of /** @type {const} */ (["fr", "en"])) {
      const sne = await place.client({ store, language });
      const steps = [];
      for await (const step of sne.diagnose()) steps.push(step);
      await sne.close();
      const last = steps.at(-1);
      assert.ok(last);
      assert.deepEqual([last.status, last.causes.map(({ id }) => id)], [status, causes]);
      assert.match(last.message, words[language]);
      assert.ok(!JSON.stringify(last).includes("s3cret"));
    }
  }
});

test("a relay that is given its wasm is given that of fleets, too", async () => {
  const { stdout, code, stderr } = await runModule(
    `
    import { readFile } from "node:fs/promises";
    import { createTokenRelay } from "sne-cotation/relay";
    import { memoryStore } from "sne-cotation/store/testing";
    const module = async (name) =>
      new WebAssembly.Module(await readFile(new URL(import.meta.resolve("sne-cotation/" + name))));
    const wasm = await module("sne_cotation.wasm");
    const fleetWasm = await module("sne_cotation_fleet.wasm");
    const construct = () => { throw new Error("may not be compiled"); };
    WebAssembly.Module = new Proxy(WebAssembly.Module, { construct });
    const options = { ...values, authorize: () => "ada", language: "en", store: memoryStore() };
    const kind = (relay) => relay.ready().then(() => "ready", (error) => error.kind + " " + error.cause.message);
    for (const own of [{ wasm }, { wasm, fleetWasm }])
      console.log(await kind(createTokenRelay({ ...options, ...own })));`,
    { ...CREDENTIALS, environment: "sandbox", allowedOrigins: [PAGE] },
  );
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(stdout, "config may not be compiled\nready\n");
});

test("a store that does not answer fails no call", async (t) => {
  /** @type {SneEvent[]} */
  const events = [];
  const { cells, made } = await clients(
    t,
    2,
    {},
    { rateLimit: { perSecond: 50 }, onEvent: (event) => events.push(event) },
  );
  for (const client of made) await client.healthcheck();
  /** @type {() => void} */
  let thaw = () => {};
  cells.frozen = new Promise((resolve) => {
    thaw = resolve;
  });
  for (let round = 0; round < 4; round += 1) await soon(Promise.all(made.map((client) => client.healthcheck())), 5);
  assert.ok(events.some(({ type }) => type === "store-down"));
  assert.equal(made[0].metrics().store?.up, false);
  thaw();
  cells.frozen = undefined;
  await until(async () => {
    await made[0].healthcheck();
    return made[0].metrics().store?.up;
  });
  assert.ok(events.some(({ type }) => type === "store-up"));
});

test("a store that throws, lies or gives rubbish fails no call, and a planted token is not used", async (t) => {
  /** @type {unknown[]} */
  const rubbish = [
    () => {
      throw new Error("no store");
    },
    async () => undefined,
    async () => ({ version: 1, value: {}, now: "never" }),
    async () => ({ version: "v", value: "1 2 x", now: Number.NaN }),
    async () => ({ ok: true, version: "v", value: "{}", now: 1 }),
  ];
  const place = await platform(t);
  for (const give of rubbish) {
    const store = /** @type {import("sne-cotation").Store} */ ({ read: give, write: give });
    const sne = await place.client({ store, timeout: 2_000, rateLimit: { perSecond: 50 } });
    await soon(sne.healthcheck(), 8);
    await sne.close();
  }
  const { cells, made, place: other } = await clients(t, 2, {});
  await made[0].healthcheck();
  // What is obtained is written behind the call; until then the last word is a dash.
  const isWritten = () => [...cells.kept].some(([key, { value }]) => key.includes(":token:") && !value.endsWith(" -"));
  await until(isWritten);
  for (const [key, { version, value }] of cells.kept) {
    if (!key.includes(":token:")) continue;
    const parts = value.split(" ");
    // The text of another, and one more generation, so that it would be taken.
    cells.kept.set(key, { version, value: [...parts.slice(0, -1), "A".repeat(80)].join(" ") });
  }
  await made[1].healthcheck();
  assert.equal(bearerOf(other.lastCall()), "platform-token-2", "it has asked for its own");
});

test("a wrong secret stops only those who have it, and they ask once", async (t) => {
  const { place, made } = await clients(t, 1, {
    token: (request, response, seen) =>
      seen?.body.includes("wrong") ? json(response, 401, { error: "invalid_client" }) : grant(request, response),
  });
  const grant = grantAnother();
  const store = new Cells();
  const wrong = await Promise.all([1, 2].map(() => place.client({ store, clientSecret: "wrong-secret-value" })));
  t.after(() => Promise.all(wrong.map((client) => client.close())));
  for (const client of wrong)
    await assert.rejects(client.healthcheck(), { kind: "credentials", code: "invalid_client", status: 401 });
  assert.equal(place.tokenRequests().length, 1);
  await made[0].healthcheck();
});

test("a refused token is replaced once for all", async (t) => {
  const { place, made } = await clients(t, 3, {
    api: (request, response) =>
      bearerOf(request) === "platform-token-1" && isRevoked
        ? json(response, 401, { message: "Unauthorized" })
        : healthy(request, response),
  });
  let isRevoked = false;
  for (const client of made) await client.healthcheck();
  isRevoked = true;
  await Promise.all(made.map((client) => client.healthcheck()));
  assert.equal(place.tokenRequests().length, 2);
});

test("tokens of the caller's own function are shared, too", async (t) => {
  let asked = 0;
  const getToken = async () => {
    asked += 1;
    return { access_token: "own-token", expires_in: 3_600 };
  };
  const cells = new Cells();
  const place = await platform(t);
  const { environment } = place;
  const options = { environment, getToken, store: cells, fleet: { key: "a key of one's own" } };
  const made = await Promise.all([1, 2].map(() => SneCotation.create(options)));
  for (const client of made) await client.healthcheck();
  for (const client of made) await client.close();
  assert.equal(asked, 1);
  await assert.rejects(SneCotation.create({ environment, getToken, store: cells }), { kind: "config" });
});

test("relays share a token with one another and with clients", async (t) => {
  const store = new Cells();
  const one = await relayed(t, { store });
  const { environments } = one.server;
  const { clientId, clientSecret } = one;
  const options = { environment: environments.sandbox, clientId, clientSecret, store };
  const other = createTokenRelay({ ...options, authorize, allowedOrigins: [PAGE] });
  const sne = await SneCotation.create(options);
  t.after(() => Promise.all([other.close(), sne.close()]));
  const first = await one.ask();
  const asked = { method: "POST", headers: pageHeaders(), body: "{}" };
  const second = await (await other(new Request("https://app.example/token", asked))).json();
  assert.equal(second.access_token, JSON.parse(first.text).access_token);
  assert.equal(await sne.accessToken(), second.access_token);
  assert.equal(one.tokenRequests().length, 1);
});

test("mistakes in the options are told", async (t) => {
  const place = await platform(t);
  const store = new Cells();
  /** @type {[object, RegExp][]} */
  const mistakes = [
    [{ fleet: {} }, /store/],
    [{ store: {} }, /store/],
    [{ store: "redis://" }, /store/],
    [{ store, fleet: 1 }, /fleet/],
    [{ store, fleet: { sice: 3 } }, /sice/],
    [{ store, fleet: { size: 0.5 } }, /fleet\.size/],
    [{ store, fleet: { reserve: 1 } }, /fleet\.reserve/],
    [{ store, fleet: { name: 3 } }, /fleet\.name/],
    [{ store, rateLimit: { perSecond: -1 } }, /perSecond/],
  ];
  for (const [options, words] of mistakes)
    await assert.rejects(
      place.client({ language: "en", .../** @type {{}} */ (options) }),
      (/** @type {Error & { kind?: string }} */ error) => error.kind === "config" && words.test(error.message),
      JSON.stringify(options),
    );
});
