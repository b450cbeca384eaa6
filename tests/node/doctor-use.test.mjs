// How `diagnose()` is used: its options and mistakes, aborts, `getToken`, what it sends where, and what it must not
// tell.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { test } from "node:test";
import { SneCotation, SneError } from "sne-cotation";
import { reportOf, resultOf, stepsOf } from "sne-cotation/doctor";
import { runModule } from "./support/child.mjs";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { CREDENTIALS, TOKEN, always, grantAnother, healthy, json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { DiagnosisOptions, DiagnosisStep, DiagnosisStepId, FetchLike, Options, SneEvent } from "sne-cotation" */
/** @import { Environment } from "sne-cotation/simulator" */
/** @import { Client, Handler, Reply } from "./support/platform.mjs" */

const require = createRequire(import.meta.url);

/** @param {Client} sne @param {DiagnosisOptions} [options] */
async function allOf(sne, options) {
  /** @type {DiagnosisStep[]} */
  const steps = [];
  for await (const step of sne.diagnose(options)) steps.push(step);
  return steps;
}

/** The statuses, a letter for each: o ok, F failed, - skipped, ? unknown. @param {DiagnosisStep[]} steps */
const picture = (steps) =>
  steps.map(({ status }) => ({ ok: "o", failed: "F", skipped: "-", unknown: "?" })[status]).join("");

/** @param {DiagnosisStep[]} steps @param {DiagnosisStepId} id */
function stepOf(steps, id) {
  const step = steps.find((step) => step.id === id);
  assert.ok(step, `no step ${id}`);
  return step;
}

/** @param {DiagnosisStep[]} steps @param {DiagnosisStepId} id */
const causesOf = (steps, id) => stepOf(steps, id).causes.map((cause) => cause.id);

/** The id of the next step. @param {AsyncGenerator<DiagnosisStep, void>} steps */
async function nextId(steps) {
  const { value } = await soon(steps.next());
  return value?.id;
}

/** @type {Reply} */
const invalidClient = (_request, response) => json(response, 400, { error: "invalid_client" });

/**
 * A platform whose authorisation server refuses who gives no secret, as real ones do.
 * @param {Reply} [grant]
 * @returns {Handler}
 */
const strict =
  (grant = grantAnother()) =>
  (request, response, { body }) =>
    body.includes("client_secret=") ? grant(request, response) : invalidClient(request, response);

test("three requests tell that all is well, and the first has nothing secret in it", async (t) => {
  const { client, requests } = await platform(t, { token: strict() });
  assert.equal(picture(await allOf(await client())), "oooooooo");
  const seen = requests.map(({ method, url, headers, body }) => [method, url, headers.authorization, body]);
  const [asked, token, call] = seen;
  assert.equal(seen.length, 3);
  assert.deepEqual(asked, ["POST", "/token", undefined, "grant_type=client_credentials"]);
  assert.match(String(token[3]), /client_secret=platform-s3cret-value/);
  assert.deepEqual(call, ["GET", "/api/healthcheck", `Bearer ${TOKEN}1`, ""]);
});

test("steps come as soon as they are known", async (t) => {
  let arrived = 0;
  /** @type {(() => void)[]} */
  const held = [];
  const { client } = await platform(t, {
    token: strict((request, response) => {
      arrived += 1;
      held.push(() => grantAnother()(request, response));
    }),
  });
  const steps = (await client()).diagnose();
  const ids = [await nextId(steps), await nextId(steps)];
  assert.deepEqual([ids, arrived], [["configuration", "authorization-server"], 0]);
  const credentials = nextId(steps);
  await until(() => arrived === 1, "the token request");
  held[0]();
  assert.equal(await credentials, "credentials");
  await steps.return();
});

test("what the client remembers has no say, nor does it remember the diagnosis", async (t) => {
  let isWell = false;
  const { client, tokenRequests } = await platform(t, {
    token: (...args) => (isWell ? strict()(...args) : invalidClient(...args)),
  });
  const sne = await client();
  assert.equal((await failureOf(sne.healthcheck())).code, "invalid_client");
  isWell = true;
  // The refusal is believed for a while, which a diagnosis must not do.
  assert.equal((await failureOf(sne.healthcheck())).code, "invalid_client");
  assert.equal(tokenRequests().length, 1);
  assert.equal(picture(await allOf(sne)), "oooooooo");
  assert.equal((await failureOf(sne.healthcheck())).code, "invalid_client");
});

test("a diagnosis is neither counted nor observed", async (t) => {
  /** @type {SneEvent[]} */
  const events = [];
  const { client } = await platform(t);
  const sne = await client({ onEvent: (event) => events.push(event) });
  const before = sne.metrics();
  await allOf(sne);
  assert.deepEqual([sne.metrics(), events], [before, []]);
});

test("a call that failed is made once more where that may help, whatever the client would do", async (t) => {
  for (const [status, expected] of [
    [503, 2],
    [404, 2],
    [403, 1],
    [423, 1],
    [429, 1],
  ]) {
    const { client, calls, tokenRequests } = await platform(t, { api: always(status), token: strict() });
    await allOf(await client({ retry: { attempts: 5, maxDelay: 1 } }));
    assert.deepEqual([calls().length, tokenRequests().length], [expected, 2], `${status}`);
  }
});

test("a gateway that flaps is well, and that is said", async (t) => {
  const { client, simulator } = await simulated(t);
  for (const language of LANGUAGES) {
    simulator.inject("gateway", { type: "flapping", status: 500 });
    const steps = await allOf(await client("works", { language }));
    const { message, evidence, advice } = stepOf(steps, "gateway");
    assert.equal(picture(steps), "oooooooo");
    assert.match(message, language === "fr" ? /pas à chaque fois/ : /not every time/);
    assert.match(advice, /retry/);
    assert.deepEqual(
      evidence.map(({ status }) => status),
      [500, 200],
    );
  }
});

test("an authorisation server that flaps is not held to its first bad answer", async (t) => {
  let count = 0;
  /** @type {Handler} */
  const flapping = (...exchange) => {
    count += 1;
    return (count === 1 ? always(500) : strict())(...exchange);
  };
  const { client, tokenRequests } = await platform(t, { token: flapping });
  assert.equal(picture(await allOf(await client())), "oooooooo");
  assert.equal(tokenRequests().length, 2);
});

test("the other environment gets the credentials only when that is said", async (t) => {
  const { simulator, server } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works");
  const sne = await SneCotation.create({ environment: server.environments.production, clientId, clientSecret });
  const inSandbox = () => simulator.exchanges.filter(({ host }) => host.startsWith("sandbox-")).length;
  const otherEnvironment = server.environments.sandbox;
  for (const options of [undefined, {}, { tryOtherEnvironment: false, otherEnvironment }, { otherEnvironment }]) {
    assert.equal(picture(await allOf(sne, options)), "ooF-o---");
    assert.equal(inSandbox(), 0);
  }
  const steps = await allOf(sne, { tryOtherEnvironment: true, otherEnvironment });
  assert.deepEqual([causesOf(steps, "credentials"), inSandbox()], [["other-environment"], 1]);
  const { evidence } = stepOf(steps, "credentials");
  assert.deepEqual(
    evidence.map(({ url, status }) => [url, status]),
    [
      [server.environments.production.tokenUrl, 400],
      [otherEnvironment.tokenUrl, 200],
    ],
  );
});

test("PISTE's other environment is known without being said", async (t) => {
  const { simulator } = await simulated(t);
  for (const [mine, other] of /** @type {[mine: Environment, other: Environment][]} */ ([
    ["sandbox", "production"],
    ["production", "sandbox"],
  ])) {
    const { clientId, clientSecret } = simulator.find("works", other);
    const sne = await SneCotation.create({
      environment: mine,
      clientId,
      clientSecret,
      fetch: simulator.fetch,
      language: "en",
    });
    simulator.clearExchanges();
    const steps = await allOf(sne, { tryOtherEnvironment: true });
    assert.deepEqual(causesOf(steps, "credentials"), ["other-environment"]);
    const { message } = stepOf(steps, "credentials").causes[0];
    assert.ok(message.includes(other), message);
    assert.equal(simulator.exchanges.length, 4);
  }
});

test("addresses of two environments are a failed configuration", async (t) => {
  const { simulator } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works", "production");
  /** @satisfies {Options} */
  const options = {
    environment: "sandbox",
    tokenUrl: "https://oauth.piste.gouv.fr/api/oauth/token",
    clientId,
    clientSecret,
  };
  const steps = await allOf(await SneCotation.create({ ...options, fetch: simulator.fetch }));
  assert.equal(picture(steps), "FooFo---");
  assert.deepEqual(
    [causesOf(steps, "configuration"), causesOf(steps, "token")],
    [["mixed-addresses"], ["mixed-addresses"]],
  );
});

test("mistakes in the options are told before anything is sent", async (t) => {
  const { client, requests } = await platform(t);
  for (const [options, words] of /** @type {[options: unknown, words: RegExp][]} */ ([
    [{ tryOther: true }, /tryOther/],
    [{ tryOtherEnvironment: "yes" }, /tryOtherEnvironment/],
    [{ signal: {} }, /signal/],
    [{ timeout: "5" }, /timeout/],
    [{ timeout: 0 }, /timeout/],
    [{ timeout: 1.5 }, /timeout/],
    [{ tryOtherEnvironment: true }, /otherEnvironment/],
    [{ tryOtherEnvironment: true, otherEnvironment: { tokenUrl: "https://a.example/" } }, /apiUrl/],
    [
      { tryOtherEnvironment: true, otherEnvironment: { tokenUrl: "http://a.example/", apiUrl: "https://a.example" } },
      /tokenUrl/,
    ],
    [null, /diagnose/],
    ["sandbox", /diagnose/],
  ])) {
    for (const language of LANGUAGES) {
      const error = await failureOf(soon(allOf(await client({ language }), untyped(options))));
      assert.ok(error instanceof SneError, String(error));
      assert.deepEqual([error.kind, error.attempts], ["config", 0]);
      assert.match(error.message, words);
    }
  }
  assert.deepEqual(requests, []);
});

test("a closed client is not diagnosed, and one that is closed meanwhile no further", async (t) => {
  const { client, requests } = await platform(t);
  const closed = await client();
  await closed.close();
  assert.match((await failureOf(allOf(closed))).message, /fermé/);
  // Where something could be said without asking anybody, too.
  const tokenUrl = "https://oauth.piste.gouv.fr/api/oauth/token";
  const mixed = await SneCotation.create({ environment: "sandbox", tokenUrl, ...CREDENTIALS });
  await mixed.close();
  assert.match((await failureOf(mixed.diagnose().next())).message, /fermé/);
  assert.deepEqual(requests, []);
  const closing = await client();
  const steps = closing.diagnose();
  assert.equal(await nextId(steps), "configuration");
  await closing.close();
  assert.equal(await nextId(steps), "authorization-server");
  assert.match((await failureOf(steps.next())).message, /fermé/);
  assert.equal(requests.length, 1);
});

/** Never answers, and tells when the client hangs up. */
function hanging() {
  const state = { isReached: false, isLeft: false };
  /** @type {Reply} */
  const handler = (_request, response) => {
    state.isReached = true;
    response.once("close", () => {
      state.isLeft = true;
    });
  };
  return { state, handler };
}

/** @type {Record<string, (handler: Reply) => { token: Handler, api?: Handler }>} */
const STAGES = {
  "the first question": (handler) => ({ token: handler }),
  "the token request": (handler) => ({ token: strict(handler) }),
  "the call": (handler) => ({ token: strict(), api: handler }),
  "the question to the gateway": (handler) => ({ token: invalidClient, api: handler }),
};

for (const [stage, make] of Object.entries(STAGES)) {
  for (const reason of [new Error("enough"), "a text"]) {
    test(`an abort in ${stage} (${typeof reason}) ends it with its reason, and leaves nothing`, async (t) => {
      const { state, handler } = hanging();
      const { client } = await platform(t, make(handler));
      const controller = new AbortController();
      const result = reasonOf(allOf(await client(), { signal: controller.signal }));
      await until(() => state.isReached, stage);
      controller.abort(reason);
      assert.equal(await soon(result), reason);
      await until(() => state.isLeft, "the connection's end");
      assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
    });
  }
}

test("a signal that is aborted before sends nothing; one that is not keeps no listener", async (t) => {
  const { client, requests } = await platform(t);
  const sne = await client();
  assert.equal(await reasonOf(allOf(sne, { signal: AbortSignal.abort("no") })), "no");
  assert.deepEqual(requests, []);
  const { signal } = new AbortController();
  await allOf(sne, { signal });
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("who leaves early makes no further request", async (t) => {
  const { client, requests } = await platform(t, { token: strict() });
  for await (const { id } of (await client()).diagnose()) if (id === "authorization-server") break;
  assert.equal(requests.length, 1);
});

test("a time-out is for each request, and a finding", async (t) => {
  for (const [stage, make] of Object.entries(STAGES)) {
    const { client } = await platform(t, make(hanging().handler));
    const steps = await soon(allOf(await client(), { timeout: 100 }));
    assert.ok(
      steps.some(({ status, causes }) => status === "failed" && causes[0].id === "slow"),
      stage,
    );
    assert.ok(
      steps.some(({ evidence }) => evidence.some(({ reason }) => reason === "timeout")),
      stage,
    );
  }
});

test("with getToken, the gateway proves what the relay does", async (t) => {
  const { client, tokenRequests } = await platform(t);
  /** @param {() => unknown} getToken */
  const provided = (getToken) =>
    client({ clientId: undefined, clientSecret: undefined, getToken: untyped(getToken), language: "en" });
  const steps = await allOf(await provided(() => ({ access_token: "from-relay" })));
  assert.equal(picture(steps), "oooooooo");
  assert.match(steps[1].message, /your relay/);
  assert.ok(!JSON.stringify(steps).includes("from-relay"));
  assert.equal(tokenRequests().length, 0);
  const failing = await allOf(await provided(() => Promise.reject(new Error("relay-internals"))));
  assert.deepEqual([picture(failing), causesOf(failing, "token")], ["o??Fo---", ["provider-failed"]]);
  assert.ok(!JSON.stringify(failing).includes("relay-internals"));
  const wrong = await allOf(await provided(() => ({ token: "other-field" })));
  assert.deepEqual(causesOf(wrong, "token"), ["not-the-token"]);
  const mistaken = await failureOf(allOf(await provided(() => ({ access_token: "x" })), { tryOtherEnvironment: true }));
  assert.deepEqual([mistaken.kind, /getToken.*tryOtherEnvironment/.test(mistaken.message)], ["config", true]);
});

test("with getToken and a gateway that refuses its token, the relay is who must look", async (t) => {
  const refusing = always(401, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
  const { client } = await platform(t, { api: refusing });
  const steps = await allOf(
    await client({ clientId: undefined, clientSecret: undefined, getToken: () => ({ access_token: "old" }) }),
  );
  assert.deepEqual(
    [picture(steps), causesOf(steps, "token")],
    ["o??Fo---", ["token-stale", "token-elsewhere", "not-the-token"]],
  );
});

test("servers that repeat what they were sent, and fetches that throw it, tell nothing secret", async (t) => {
  const { clientId, clientSecret } = CREDENTIALS;
  const bodies = [
    { error: clientSecret },
    { error: `${TOKEN}1`, error_description: clientSecret },
    { code: clientSecret, message: `${clientId} ${clientSecret}` },
    { code: "ERRCOTCAL0004", message: `${TOKEN}1 ${clientSecret}` },
  ];
  for (const body of bodies) {
    for (const status of [200, 400, 401, 403, 500]) {
      /** @type {Reply} */
      const evil = (_request, response) =>
        json(response, status, body, { Location: clientSecret, "Retry-After": clientSecret });
      for (const handlers of [{ token: evil }, { token: strict(evil) }, { token: strict(), api: evil }]) {
        const { client } = await platform(t, handlers);
        const steps = await allOf(await client());
        const report = reportOf(steps);
        // The first question has no secret in it: a server that knows it nevertheless cannot be asked not to tell.
        if (handlers.token === evil) continue;
        // Where none was granted, that is no token.
        const token = handlers.api === undefined ? [] : [`${TOKEN}1`];
        assertHides([steps, report], [clientSecret, clientId, ...token]);
      }
    }
  }
  /** @type {FetchLike} */
  const fetch = (url, { headers }) => {
    throw Object.assign(new Error(`${url} ${JSON.stringify(headers)} ${clientSecret}`), {
      code: clientSecret,
      cause: { code: clientSecret },
    });
  };
  const sne = await SneCotation.create({ environment: "sandbox", ...CREDENTIALS, fetch });
  assertHides(await allOf(sne), [clientSecret]);
});

test("a fetch that gives anything else than an answer is a finding, not a crash", async () => {
  for (const given of [undefined, null, 7, {}, { status: 200 }, { status: 200, headers: null }, { status: "200" }]) {
    const sne = await SneCotation.create({ environment: "sandbox", ...CREDENTIALS, fetch: async () => untyped(given) });
    const steps = await soon(allOf(sne));
    assert.equal(steps.length, 8);
    assert.equal(resultOf(steps).ok, false);
  }
});

test("two diagnoses of a client at once do not disturb each other", async (t) => {
  const { client } = await platform(t, { token: strict() });
  const sne = await client();
  const results = await Promise.all([allOf(sne), allOf(sne), sne.healthcheck().then(() => allOf(sne))]);
  assert.deepEqual(results.map(picture), Array(3).fill("oooooooo"));
});

test("the options are those of create, also when the caller's object changes", async (t) => {
  const { environment, requests } = await platform(t, { token: strict() });
  const options = { environment: { ...environment }, ...CREDENTIALS };
  const sne = await SneCotation.create(options);
  options.clientSecret = "another";
  options.environment.tokenUrl = "https://elsewhere.example/token";
  assert.equal(picture(await allOf(sne)), "oooooooo");
  assert.equal(requests.length, 3);
});

test("a mistake of create has steps too", async () => {
  for (const language of LANGUAGES) {
    const error = await failureOf(SneCotation.create(untyped({ environment: "sandbox", clientId: "x", language })));
    const steps = stepsOf(error, { language });
    assert.equal(picture(steps), "F-------");
    assert.deepEqual([steps[0].message, steps[0].advice], [error.message, error.advice]);
    assert.match(reportOf(steps, { language }), /clientSecret/);
  }
});

test("the report says what was seen, why, and where in the guide", async (t) => {
  const { client, simulator } = await simulated(t);
  const steps = await allOf(await client("no-subscription", { language: "fr" }));
  const date = new Date("2026-03-04T05:06:07Z");
  const report = reportOf(steps, { language: "fr", date, version: "1.2.3" });
  assert.match(report, /^# Diagnostic .*\n\nFait le 2026-03-04T05:06:07\.000Z avec sne-cotation 1\.2\.3\.\n/);
  assert.match(report, /\n## 6\. ✖ Souscription et CGU : échec\n/);
  assert.match(report, /\n- GET http:\S+\/healthcheck → 403 \(\d+ ms\)\n/);
  assert.match(
    report,
    /\n1\. L'application n'a pas souscrit .* \(guide, étape 3 : Application cliente "bac à sable", point 3\)\n {3}→ /,
  );
  const { clientId, clientSecret } = simulator.find("no-subscription");
  assertHides(report, [clientId, clientSecret]);
  assert.ok(report.includes(`client_id : ${clientId.slice(0, 4)}…`));
});

test("a report of what could not be decided does not say that all is well", async (t) => {
  const { client } = await platform(t);
  const steps = await allOf(await client({ language: "en" }));
  assert.match(reportOf(steps, { language: "en" }), /All is in order/);
  /** @type {DiagnosisStep[]} */
  const undecided = steps.map((step, place) => (place === 1 ? { ...step, status: "unknown" } : step));
  assert.match(reportOf(undecided, { language: "en" }), /not everything could be checked/);
  assert.equal(resultOf(undecided).ok, false);
  assert.equal(resultOf([]).ok, false);
});

test("every request of a step is evidence, each with what its own answer said", async (t) => {
  const refusing = always(401, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
  const { client } = await platform(t, { token: strict(), api: refusing });
  const { evidence } = stepOf(await allOf(await client()), "token");
  const seen = evidence.filter(({ method }) => method).map(({ method, status, code }) => [method, status, code]);
  // The refused token is replaced once, as in any call.
  assert.deepEqual(seen, [
    ["POST", 200, undefined],
    ["GET", 401, undefined],
    ["POST", 200, undefined],
    ["GET", 401, "invalid_token"],
  ]);
});

test("slim: the wasm of the doctor is brought by the caller, and said when it is not", async (t) => {
  const { environment } = await platform(t, { token: strict() });
  const folder = dirname(require.resolve("sne-cotation/package.json"));
  // In a process of its own, where no other entry has brought it.
  const { stdout, stderr } = await runModule(BRINGING, {
    folder,
    options: { environment, ...CREDENTIALS, language: "en" },
  });
  assert.deepEqual([stdout, stderr], ["config diagnosisWasm\nok ok ok ok ok ok ok ok\n", ""]);
});

const BRINGING = `
import { readFileSync } from "node:fs";
import { SneCotation } from "sne-cotation/slim";
const { folder, options } = values;
const wasm = readFileSync(folder + "/sne_cotation.wasm");
const statuses = async (more) => {
  const all = [];
  for await (const { status } of (await SneCotation.create({ ...options, wasm, ...more })).diagnose()) all.push(status);
  return all.join(" ");
};
console.log(await statuses().catch(({ kind, cause }) => kind + " " + cause.message.split(":")[0]));
console.log(await statuses({ diagnosisWasm: readFileSync(folder + "/sne_cotation_diagnosis.wasm") }));
`;

test("require gives the same", async (t) => {
  const { environment } = await platform(t, { token: strict(), api: healthy });
  const sne = await require("sne-cotation").SneCotation.create({ environment, ...CREDENTIALS });
  const steps = await allOf(sne);
  assert.equal(picture(steps), "oooooooo");
  assert.equal(require("sne-cotation/doctor").resultOf(steps).ok, true);
});
