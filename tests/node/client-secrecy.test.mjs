// Secrets and tokens: in no error, on no console, in no view of the client, whatever fails and whoever throws.
// (Personal data of request bodies: client-privacy.test.mjs.)

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { inspect } from "node:util";
import { SneCotation } from "sne-cotation";
import { runModule } from "./support/child.mjs";
import { failureOf } from "./support/failure.mjs";
import { assertHides, visible } from "./support/hidden.mjs";
import { always, grantAnother, json, platform, serve } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { FetchLike, TokenRequest } from "sne-cotation" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Handler } from "./support/platform.mjs" */

const SECRET = `p@ss"w\\rd & 100% été`;
const TOKEN = "tok.en~with/odd+chars=";
const HIDDEN = [SECRET, TOKEN];
const clientSecret = SECRET;
const grant = () => grantAnother({ access_token: TOKEN });

/** What went wrong on the way of a request, by someone who tells everything. */
/** @type {Record<string, (text: string) => unknown>} */
const GOSSIPS = {
  "the message": (text) => new TypeError(`fetch failed: ${text}`),
  "the cause": (text) => new TypeError("fetch failed", { cause: new Error(text) }),
  "the cause of the cause": (text) => new Error("a", { cause: new Error("b", { cause: new Error(text) }) }),
  "the name": (text) => Object.assign(new Error("x"), { name: text }),
  "the code": (text) => Object.assign(new Error("x"), { code: text }),
  "the code of the cause": (text) => new Error("x", { cause: Object.assign(new Error("y"), { code: text }) }),
  "an aggregate": (text) => new AggregateError([new Error(text)], "several"),
  "a field": (text) => Object.assign(new Error("x"), { config: { data: text } }),
  "a string": (text) => text,
};

/**
 * What the gossip repeats of a request.
 * @type {Record<string, (url: string, init: { body?: string, headers?: object }) => unknown>}
 */
const TOLD = {
  "the whole init": (_url, init) => inspect(init),
  "the init as JSON": (_url, init) => JSON.stringify(init),
  "the body": (_url, init) => init.body ?? "no body",
  "the headers": (_url, init) => JSON.stringify(init.headers),
  "the secret": () => SECRET,
  "the secret as JSON": () => JSON.stringify({ secret: SECRET }),
  "the secret as a text of JSON": () => JSON.stringify(JSON.stringify({ secret: SECRET })),
  "the secret in an address": () => `https://host.example/?secret=${encodeURIComponent(SECRET)}`,
  "the token in an address": () => `https://host.example/?token=${encodeURIComponent(TOKEN)}`,
  "the secret as it is sent": (_url, { body }) =>
    new URLSearchParams(body).size > 0 && /client_secret=[^&]*/.exec(String(body))?.[0],
  "the token": () => TOKEN,
};

for (const [told, tell] of Object.entries(TOLD)) {
  for (const [where, gossip] of Object.entries(GOSSIPS)) {
    for (const target of ["/token", "/api"]) {
      test(`a fetch to ${target} that throws ${told} in ${where}`, async (t) => {
        const { client } = await platform(t, { token: grant() });
        /** @type {FetchLike} */
        const gossiping = (url, init) =>
          url.includes(target) ? Promise.reject(gossip(String(tell(url, init)))) : fetch(url, init);
        const sne = await client({ clientSecret, fetch: gossiping });
        const error = await failureOf(sne.healthcheck());
        assert.equal(error.kind, "network");
        assertHides(error, target === "/token" ? [SECRET] : HIDDEN);
      });
    }
  }
}

test("a code that is a secret looks like any code, and is not shown", async (t) => {
  const plain = "AbCd1234secret";
  const { client } = await platform(t);
  const coded = () => Promise.reject(Object.assign(new Error("x"), { code: plain }));
  assertHides(await failureOf((await client({ clientSecret: plain, fetch: coded })).healthcheck()), [plain]);
});

/** Answers with what was sent. @param {number} status @param {Record<string, string>} headers @returns {Handler} */
const reflecting =
  (status, headers) =>
  (_request, response, { body }) =>
    response.writeHead(status, headers).end(body);

/**
 * Answers that repeat what they were sent.
 * @type {Record<string, { token?: Handler, api?: Handler }>}
 */
const REFLECTIONS = {
  "the token request comes back": { token: reflecting(400, { "Content-Type": "text/plain" }) },
  "the token request comes back under 200": { token: reflecting(200, { "Content-Type": "application/json" }) },
  "the secret as an OAuth error": {
    token: always(400, {}, JSON.stringify({ error: SECRET, error_description: SECRET })),
  },
  "a redirect that repeats the request": {
    token: (_request, response, { body }) => response.writeHead(302, { Location: `/x?${body}` }).end(),
  },
  "the token as an error of the API": {
    api: always(400, {}, JSON.stringify({ code: "ERRTOK0001", message: `bad ${TOKEN}` })),
  },
  "the token as a challenge": {
    api: always(401, { "WWW-Authenticate": `Bearer error="${TOKEN}",error_description="${TOKEN}"` }),
  },
  "the token in a page": { api: always(500, { "Content-Type": "text/html" }, TOKEN) },
};

for (const [name, handlers] of Object.entries(REFLECTIONS)) {
  test(`${name}: nothing of it shows`, async (t) => {
    const { client } = await platform(t, { token: grant(), ...handlers });
    assertHides(await failureOf((await client({ clientSecret })).healthcheck()), HIDDEN);
  });
}

test("codes of answers that are a plain token or secret are not shown", async (t) => {
  const plain = "Plain1234token";
  const challenge = { "WWW-Authenticate": `Bearer error="${plain}"` };
  const atApi = await platform(t, { token: grantAnother({ access_token: plain }), api: always(401, challenge) });
  assertHides(await failureOf((await atApi.client()).healthcheck()), [plain]);
  const business = always(400, {}, JSON.stringify({ code: plain, message: "x" }));
  const atBusiness = await platform(t, { token: grantAnother({ access_token: plain }), api: business });
  assertHides(await failureOf((await atBusiness.client()).healthcheck()), [plain]);
  const atToken = await platform(t, { token: (_request, response) => json(response, 400, { error: plain }) });
  assertHides(await failureOf((await atToken.client({ clientSecret: plain })).healthcheck()), [plain]);
});

test("no ready-made failure shows the application's secret or token", async (t) => {
  const { simulator, client } = await simulated(t);
  for (const { label, clientSecret: secret } of simulator.applications.filter(
    ({ environment }) => environment === "sandbox",
  )) {
    const sne = await client(/** @type {ReadyMade} */ (label));
    const token = await sne.accessToken().catch(() => secret);
    for (let call = 0; call < 3; call += 1) {
      const outcome = await sne.healthcheck().catch((error) => error);
      assertHides(outcome, [secret, token]);
    }
    assertHides(sne, [secret, token]);
  }
});

test("a client shows nothing of what it holds", async (t) => {
  const { client } = await platform(t, { token: grant() });
  const sne = await client({ clientSecret });
  await sne.healthcheck();
  assertHides(sne, [...HIDDEN, "platform-client"]);
  assert.deepEqual([JSON.stringify(sne), Object.keys(sne), String(sne)], ["{}", [], "[object SneCotation]"]);
  assert.match(visible(sne), /SneCotation/);
  assert.throws(() => structuredClone({ sne: sne.healthcheck }));
});

test("nothing is ever written on the console", async (t) => {
  const down = await serve(
    t,
    createServer((socket) => socket.destroy()),
  );
  const { environment } = await platform(t, { token: grant() });
  const script = `
    import { SneCotation } from "sne-cotation";
    const given = { environment: values.environment, clientId: "x", clientSecret: values.secret };
    const make = (more) => SneCotation.create({ ...given, ...more });
    const sne = await make();
    await sne.healthcheck();
    const ignored = () => {};
    await sne.request({ path: "../x" }).catch(ignored);
    await (await make({ apiUrl: values.down })).healthcheck().catch(ignored);
    await (await make({ tokenUrl: values.down })).healthcheck().catch(ignored);
    await make({ getToken: () => 0 }).catch(ignored);
    await sne.healthcheck({ signal: AbortSignal.abort() }).catch(ignored);
    await sne.close();`;
  const { code, stdout, stderr } = await runModule(script, { environment, secret: SECRET, down });
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "", stderr: "" });
});

test("a token that is forgotten is nowhere in the memory of the wasm", async (t) => {
  const { environment } = await platform(t, { token: grant() });
  const script = `
    const { Instance } = WebAssembly;
    const memories = [];
    WebAssembly.Instance = function (...given) {
      const instance = new Instance(...given);
      memories.push(...Object.values(instance.exports).filter((it) => it instanceof WebAssembly.Memory));
      return instance;
    };
    const isThere = () => memories.some(({ buffer }) => Buffer.from(buffer).includes(values.token));
    const { SneCotation } = await import("sne-cotation");
    for (const end of ["forgetToken", "close"]) {
      const sne = await SneCotation.create({ environment: values.environment, clientId: "x", clientSecret: "y" });
      await sne.healthcheck();
      const before = isThere();
      await sne[end]();
      console.log(before, isThere());
    }`;
  const { code, stdout, stderr } = await runModule(script, { environment, token: TOKEN });
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "true false\ntrue false\n", stderr: "" });
});

const MISTAKES = {
  "white space around it": { clientSecret: ` ${SECRET}` },
  "the secret as a name": { [SECRET]: "x", clientSecret },
  "the secret as an address": { apiUrl: SECRET, clientSecret },
  "the secret in an address": { apiUrl: `https://user:${encodeURIComponent(SECRET)}@host.example`, clientSecret },
  "the secret as the environment": { environment: SECRET, clientSecret },
  "the secret as the language": { language: SECRET, clientSecret },
  "the secret beside getToken": { getToken: () => ({}), clientSecret },
  "the secret in a list": { clientSecret: [SECRET] },
};

for (const [name, options] of Object.entries(MISTAKES)) {
  test(`a mistaken option, ${name}: the error does not repeat it`, async () => {
    const given = { environment: "sandbox", clientId: "x", ...options };
    const error = await failureOf(SneCotation.create(untyped(given)));
    assert.equal(error.kind, "config");
    assertHides(error, [SECRET]);
  });
}

test("a mistaken name that looks like a plain secret is not repeated", async () => {
  const name = "e95cc363-9d0c-4f0e-8a5c-1b2f3a4c5d6e";
  const error = await failureOf(
    SneCotation.create(untyped({ environment: "sandbox", clientId: "x", [name]: "clientSecret" })),
  );
  assertHides(error, [name]);
});

test("a relay's failure that repeats the refused token does not show it", async (t) => {
  const { environment } = await platform(t, {
    api: always(401, { "WWW-Authenticate": 'Bearer error="invalid_token"' }),
  });
  /** @param {TokenRequest} request */
  const getToken = ({ rejected }) => {
    if (rejected)
      throw new Error(`not again ${rejected}`, { cause: Object.assign(new Error(rejected), { code: rejected }) });
    return { access_token: TOKEN };
  };
  const sne = await SneCotation.create({ environment, getToken });
  for (let call = 0; call < 3; call += 1) assertHides(await failureOf(sne.healthcheck()), [TOKEN]);
});

test("the cause is a plain error of its own, without the fields of the platform's", async (t) => {
  const { client } = await platform(t);
  const thrown = Object.assign(new TypeError("fetch failed"), {
    request: { headers: "h" },
    code: "ECONNRESET",
    errno: -104,
  });
  const { cause } = await failureOf((await client({ fetch: () => Promise.reject(thrown) })).healthcheck());
  assert.notEqual(cause, thrown);
  assert.ok(cause instanceof Error);
  assert.deepEqual(
    [cause.name, cause.message, Reflect.get(cause, "code")],
    ["TypeError", "fetch failed", "ECONNRESET"],
  );
  assert.deepEqual(Reflect.ownKeys(cause).sort(), ["code", "message", "name", "stack"]);
});
