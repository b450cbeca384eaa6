// The options of `createTokenRelay`: every mistake in the relay's own is refused at once, by name, in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { SneCotation } from "sne-cotation";
import { createTokenRelay } from "sne-cotation/relay";
import { runModule } from "./support/child.mjs";
import { checkShape, failureOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { RelayOptions } from "sne-cotation/relay" */

const SECRET = "sh-relay-secret";
/** @satisfies {RelayOptions} */
const GOOD = {
  environment: "sandbox",
  clientId: "id",
  clientSecret: SECRET,
  authorize: () => "ada",
  allowedOrigins: ["https://app.example"],
};

/** What creating it throws, in both languages. @param {object} options */
function mistakesOf(options) {
  return LANGUAGES.map((language) => {
    try {
      createTokenRelay(untyped({ ...options, language }));
    } catch (error) {
      checkShape(error);
      return error;
    }
    return assert.fail("nothing was thrown");
  });
}

/** A change, and what the message must name. @typedef {[change: object, name: string]} Mistake */

/** @param {object} change @param {string} name @returns {Mistake} */
const mistake = (change, name) => [change, name];

/** @template T @param {T[]} allowedOrigins */
const origins = (...allowedOrigins) => ({ allowedOrigins });

/** @type {Mistake[]} */
const MISTAKES = [
  [{ authorize: undefined }, "authorize"],
  [{ authorize: null }, "authorize"],
  [{ authorize: true }, "authorize"],
  [{ authorize: "ada" }, "authorize"],
  [{ authorize: Promise.resolve("ada") }, "authorize"],
  [{ allowedOrigins: undefined }, "allowedOrigins"],
  [{ allowedOrigins: null }, "allowedOrigins"],
  [{ allowedOrigins: "https://app.example" }, "allowedOrigins"],
  [{ allowedOrigins: {} }, "allowedOrigins"],
  [{ allowedOrigins: new Set(["https://app.example"]) }, "allowedOrigins"],
  ...[
    [],
    [""],
    ["*"],
    ["null"],
    [null],
    [undefined],
    [/app/],
    [new URL("https://app.example")],
    ["https://app.example/"],
    ["https://app.example/path"],
    ["https://app.example?q"],
    ["https://app.example#f"],
    ["https://app.example:443"],
    ["https://App.example"],
    ["HTTPS://app.example"],
    [" https://app.example"],
    ["https://user@app.example"],
    ["https://*.example"],
    ["https://*"],
    ["app.example"],
    ["//app.example"],
    ["http://app.example"],
    ["http://localhost.example"],
    ["http://127.0.0.1.example"],
    ["http://10.0.0.1"],
    ["ftp://localhost"],
    ["file:///tmp"],
    ["https://é.example"],
    ["https://app.example", "*"],
  ].map((list) => mistake({ allowedOrigins: list }, "allowedOrigins")),
  [{ getToken: () => ({}) }, "getToken"],
  [{ getToken: () => ({}), clientId: undefined, clientSecret: undefined }, "getToken"],
  [{ colour: "red" }, "colour"],
  [{ AllowedOrigins: [] }, "AllowedOrigins"],
  [{ allowSecretInBrowser: true }, "allowSecretInBrowser"],
  [{ allowCredentials: "yes" }, "allowCredentials"],
  [{ allowCredentials: null }, "allowCredentials"],
  [{ onError: "console" }, "onError"],
  [{ rateLimit: 10 }, "rateLimit"],
  [{ rateLimit: null }, "rateLimit"],
  [{ rateLimit: false }, "rateLimit"],
  [{ rateLimit: { perSecond: 1 } }, "perSecond"],
  ...[0, -1, 0.5, NaN, Infinity, "10", null, 1_000_001].map((perMinute) =>
    mistake({ rateLimit: { perMinute } }, "perMinute"),
  ),
];

/** @param {string} text @param {string} name */
const isNamed = (text, name) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text);

for (const [change, name] of MISTAKES) {
  test(`refused: ${inspect(change, { breakLength: Infinity, depth: 3 })}`, () => {
    const [french, english] = mistakesOf({ ...GOOD, ...change });
    for (const error of [french, english]) {
      assert.deepEqual([error.kind, error.retryable, error.attempts], ["config", false, 0]);
      assert.ok(isNamed(error.message, name), `${name} in: ${error.message}`);
      assertHides(error, [SECRET]);
    }
    assert.notEqual(french.message, english.message);
    assert.notEqual(french.advice, english.advice);
  });
}

for (const options of [undefined, null, "sandbox", 5, [], () => {}]) {
  test(`createTokenRelay(${inspect(options)}) is refused`, () => {
    assert.throws(() => createTokenRelay(untyped(options)), { name: "SneError", kind: "config" });
  });
}

test("the advice says what to give", () => {
  const [, authorize] = mistakesOf({ ...GOOD, authorize: undefined });
  assert.match(authorize.advice, /session/);
  const [, wildcard] = mistakesOf({ ...GOOD, ...origins("*") });
  assert.match(wildcard.advice, /"https:\/\/app\.example"/);
});

for (const origin of [
  "https://app.example",
  "https://app.example:8443",
  "https://xn--9ca.example",
  "https://192.0.2.1",
  "http://localhost",
  "http://localhost:5173",
  "http://app.localhost:3000",
  "http://127.0.0.1:8080",
  "http://[::1]:8080",
]) {
  test(`an origin: ${origin}`, async () => {
    const relay = createTokenRelay({ ...GOOD, ...origins(origin) });
    const headers = { origin, "access-control-request-method": "POST" };
    const answer = await relay(new Request("https://relay.example/", { method: "OPTIONS", headers }));
    assert.equal(answer.headers.get("access-control-allow-origin"), origin);
  });
}

test("a list that is changed afterwards changes nothing", async () => {
  const list = ["https://app.example"];
  const relay = createTokenRelay({ ...GOOD, allowedOrigins: list });
  list.push("https://evil.example");
  const headers = { origin: "https://evil.example" };
  assert.equal((await relay(new Request("https://relay.example/", { method: "OPTIONS", headers }))).status, 403);
});

test("options may be frozen or inherited", async () => {
  for (const options of [Object.freeze({ ...GOOD }), Object.create(GOOD)]) {
    const relay = createTokenRelay(options);
    await relay.ready();
    await relay.close();
  }
});

test("what is left out may also be undefined", async () => {
  const none = {
    allowCredentials: undefined,
    rateLimit: undefined,
    onError: undefined,
    wasm: undefined,
    getToken: undefined,
  };
  const relay = createTokenRelay({ ...GOOD, ...none, scope: undefined, timeout: undefined });
  await relay.ready();
  await relay.close();
});

/** Options of the client that have no sense in a relay, or are another thing there. */
const NOT_OF_A_RELAY = ["getToken", "allowSecretInBrowser", "contract", "rateLimit", "headers", "errorBody"];

test("the relay takes every option of the client that concerns tokens", async () => {
  const { advice } = await failureOf(
    SneCotation.create(untyped({ ...GOOD, authorize: undefined, language: "en", unheardOf: 1 })),
  );
  const known = [...advice.matchAll(/(\w+): /g)].map(([, name]) => name).filter((name) => name !== "options");
  assert.ok(known.includes("timeout"), advice);
  for (const name of known.filter((one) => !NOT_OF_A_RELAY.includes(one))) {
    const value = Reflect.get(GOOD, name) ?? (name === "language" ? "en" : undefined);
    const relay = createTokenRelay({ ...GOOD, [name]: value });
    assert.equal(typeof relay, "function", name);
  }
});

test("what the client refuses, ready() refuses", async () => {
  for (const [change, name] of /** @type {Mistake[]} */ ([
    [{ clientSecret: "" }, "clientSecret"],
    [{ timeout: "x" }, "timeout"],
    [{ tokenUrl: "http://a.example" }, "tokenUrl"],
  ])) {
    const error = await failureOf(createTokenRelay(untyped({ ...GOOD, ...change, language: "en" })).ready());
    assert.equal(error.kind, "config");
    assert.ok(isNamed(error.message, name), error.message);
  }
});

test("the wasm may be brought: as a module, where none may be compiled at run time", async () => {
  const { code, stdout, stderr } = await runModule(
    `
    import { readFile } from "node:fs/promises";
    import { createTokenRelay } from "sne-cotation/relay";
    const bytes = await readFile(new URL(import.meta.resolve("sne-cotation/sne_cotation.wasm")));
    const wasm = new WebAssembly.Module(bytes);
    const construct = () => { throw new Error("may not be compiled"); };
    WebAssembly.Module = new Proxy(WebAssembly.Module, { construct });
    const options = { ...values, authorize: () => "ada", language: "en" };
    const kind = (relay) => relay.ready().then(() => "ready", (error) => error.kind + " " + error.cause.message);
    const relays = [createTokenRelay(options), createTokenRelay({ ...options, wasm })];
    for (const relay of relays) console.log(await kind(relay));
    console.log(await kind(relays[0]));`,
    { ...GOOD },
  );
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(stdout, "config may not be compiled\nready\nready\n", "and a relay that failed tries again");
});
