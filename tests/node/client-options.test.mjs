// The options of `create`: every mistake is refused at once, by name, in both languages; and presets lead to PISTE.

import assert from "node:assert/strict";
import { createContext, runInContext } from "node:vm";
import { test } from "node:test";
import { inspect } from "node:util";
import { SneCotation } from "sne-cotation";
import { createSimulator } from "sne-cotation/simulator";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon } from "./support/wait.mjs";

/** @import { CommonOptions, FetchLike, Options } from "sne-cotation" */

/** @satisfies {Options} */
const GOOD = { environment: "sandbox", clientId: "id", clientSecret: "secret" };
const getToken = () => ({ access_token: "x" });
/** @param {string} apiUrl */
const addresses = (apiUrl, tokenUrl = "https://oauth.example/token") => ({ environment: { tokenUrl, apiUrl } });

/**
 * Options beside good ones (`undefined` takes one away), and what the message must name.
 * @type {[change: Record<string, unknown>, name: string][]}
 */
const MISTAKES = [
  [{ Environment: "sandbox" }, "Environment"],
  [{ retries: 3 }, "retries"],
  [{ secret: "x" }, "secret"],
  [{ environment: undefined }, "environment"],
  [{ environment: "prod" }, "environment"],
  [{ environment: "Sandbox" }, "environment"],
  [{ environment: "" }, "environment"],
  [{ environment: 1 }, "environment"],
  [{ environment: [] }, "environment"],
  [{ environment: {} }, "apiUrl"],
  [{ environment: { apiUrl: "https://a.example" } }, "tokenUrl"],
  [{ environment: { tokenUrl: "https://a.example" } }, "apiUrl"],
  [{ environment: { ...addresses("https://a.example").environment, url: "x" } }, "url"],
  [{ apiUrl: 5 }, "apiUrl"],
  [{ tokenUrl: new URL("https://a.example") }, "tokenUrl"],
  [{ apiUrl: "" }, "apiUrl"],
  [{ apiUrl: "api.example/base" }, "apiUrl"],
  [{ apiUrl: "/base" }, "apiUrl"],
  [{ apiUrl: "https://" }, "apiUrl"],
  [{ clientId: undefined }, "clientId"],
  [{ clientSecret: undefined }, "clientSecret"],
  [{ clientId: "" }, "clientId"],
  [{ clientSecret: "" }, "clientSecret"],
  [{ clientSecret: "  " }, "clientSecret"],
  [{ clientSecret: " secret" }, "clientSecret"],
  [{ clientSecret: "secret\n" }, "clientSecret"],
  [{ clientId: "id\t" }, "clientId"],
  [{ clientId: "\u00a0id" }, "clientId"],
  [{ clientSecret: "se\u0000cret" }, "clientSecret"],
  [{ clientId: 5 }, "clientId"],
  [{ clientSecret: {} }, "clientSecret"],
  [{ clientSecret: Symbol("s") }, "clientSecret"],
  [{ scope: "" }, "scope"],
  [{ scope: ["openid"] }, "scope"],
  [{ getToken: "x" }, "getToken"],
  [{ getToken }, "getToken"],
  [{ getToken, clientId: undefined }, "clientSecret"],
  [{ getToken, clientSecret: undefined }, "clientId"],
  [{ getToken, clientId: undefined, clientSecret: undefined, scope: "openid" }, "scope"],
  [{ fetch: "x" }, "fetch"],
  [{ fetch: {} }, "fetch"],
  [{ allowSecretInBrowser: "yes" }, "allowSecretInBrowser"],
  [{ allowSecretInBrowser: 1 }, "allowSecretInBrowser"],
  ...mistakesOf("timeout", [0, -5, 0.5, NaN, Infinity, "30", 30n, 86_400_001, {}]),
  ...mistakesOf("maxResponseBytes", [0, -1, 1.5, NaN, "1", 536_870_889]),
];

/**
 * @param {string} name
 * @param {unknown[]} values
 * @returns {[change: Record<string, unknown>, name: string][]}
 */
function mistakesOf(name, values) {
  return values.map((value) => [{ [name]: value }, name]);
}

/** @param {string} text @param {string} name */
const isNamed = (text, name) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text);

/** A change as the name of a test shows it. @param {unknown} change */
const shown = (change) => inspect(change, { breakLength: Infinity, depth: 3 });

for (const [change, name] of MISTAKES) {
  test(`refused: ${shown(change)}`, async () => {
    const said = [];
    for (const language of LANGUAGES) {
      const error = await failureOf(SneCotation.create(untyped({ ...GOOD, language, ...change })));
      assert.deepEqual([error.kind, error.retryable, error.attempts, error.status], ["config", false, 0, undefined]);
      assert.ok(isNamed(error.message, name), `${name} in: ${error.message}`);
      said.push(error.message);
    }
    assert.notEqual(said[0], said[1]);
  });
}

for (const language of ["de", "FR", "", 5, ["fr"], {}]) {
  test(`language: ${JSON.stringify(language)} is refused`, async () => {
    const error = await failureOf(SneCotation.create({ ...GOOD, language: untyped(language) }));
    assert.ok(error.kind === "config" && isNamed(error.message, "language"), error.message);
  });
}

const ADDRESSES = {
  "http://api.example/base": /https/,
  "http://localhost.example/": /https/,
  "http://127.0.0.1.example/": /https/,
  "http://10.0.0.1/": /https/,
  "http://[::2]/": /https/,
  "http://0.0.0.0/": /https/,
  "ftp://localhost/": /https/,
  "file:///etc/passwd": /https/,
  "data:text/plain,x": /https/,
  "javascript:alert(1)": /https/,
  "https://user@host.example/": /./,
  "https://user:pass@host.example/": /./,
  "https://:pass@host.example/": /./,
  "https://host.example/?a=1": /\?/,
  "https://host.example/?": /\?/,
  "https://host.example/#f": /#/,
  "https://host.example/#": /#/,
};

for (const [address, says] of Object.entries(ADDRESSES)) {
  for (const option of ["apiUrl", "tokenUrl"]) {
    test(`${option}: ${address} is refused`, async () => {
      for (const change of [
        { [option]: address },
        { environment: { ...addresses("https://a.example").environment, [option]: address } },
      ]) {
        const error = await failureOf(SneCotation.create(/** @type {Options} */ ({ ...GOOD, ...change })));
        assert.equal(error.kind, "config");
        assert.ok(isNamed(error.message, option), error.message);
        assert.match(`${error.message} ${error.advice}`, says);
      }
    });
  }
}

for (const address of [
  "http://localhost:1/x",
  "http://127.0.0.1/",
  "http://127.8.8.8/",
  "http://[::1]:9/",
  "https://host.example",
  "HTTPS://Host.Example:8443/base/",
]) {
  test(`apiUrl: ${address} is taken`, async () => {
    assert.ok(await SneCotation.create({ ...GOOD, ...addresses(address) }));
  });
}

for (const options of [undefined, null, "sandbox", 5, [], () => {}, true, Symbol("x")]) {
  test(`create(${String(options)}) is refused`, async () =>
    assert.equal((await failureOf(SneCotation.create(untyped(options)))).kind, "config"));
}

for (const environment of /** @type {const} */ (["production", "sandbox"])) {
  test(`the preset ${environment} leads to PISTE's own two addresses`, async () => {
    const simulator = await createSimulator();
    const { clientId, clientSecret } = simulator.find("works", environment);
    /** @type {string[]} */
    const urls = [];
    /** @type {FetchLike} */
    const watching = (url, init) => {
      urls.push(url);
      return simulator.fetch(url, init);
    };
    const sne = await SneCotation.create({ environment, clientId, clientSecret, fetch: watching });
    assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
    const prefix = environment === "sandbox" ? "sandbox-" : "";
    assert.deepEqual(urls, [
      `https://${prefix}oauth.piste.gouv.fr/api/oauth/token`,
      `https://${prefix}api.piste.gouv.fr/mtes/sne-cotation/v1.0/healthcheck`,
    ]);
  });
}

test("addresses beside a preset, or in an environment of one's own, override", async (t) => {
  const first = await platform(t);
  const second = await platform(t);
  const credentials = { clientId: "id", clientSecret: "secret" };
  const apiUrl = `${second.environment.apiUrl}///`;
  /** @type {CommonOptions[]} */
  const forms = [
    { environment: "production", tokenUrl: first.environment.tokenUrl, apiUrl },
    { environment: first.environment, apiUrl },
    { apiUrl, tokenUrl: first.environment.tokenUrl },
  ];
  for (const form of forms) await (await SneCotation.create({ ...credentials, ...form })).healthcheck();
  assert.deepEqual([first.tokenRequests().length, first.calls().length], [3, 0]);
  assert.deepEqual(
    second.calls().map(({ url }) => url),
    Array(3).fill("/api/healthcheck"),
  );
});

const realm = createContext({});
/** @type {Record<string, (options: object) => object>} */
const UNUSUAL = {
  frozen: (options) => Object.freeze(options),
  "without a prototype": (options) => Object.assign(Object.create(null), options),
  "of another realm": (options) => Object.assign(runInContext("({})", realm), options),
  inherited: (options) => Object.create(options),
  "of a class": (options) => Object.assign(new (class Settings {})(), options),
  "with getters": (options) =>
    Object.defineProperties(
      {},
      Object.fromEntries(Object.entries(options).map(([key, value]) => [key, { get: () => value, enumerable: true }])),
    ),
};

for (const [name, make] of Object.entries(UNUSUAL)) {
  test(`options ${name} are as good as any, and checked as well`, async (t) => {
    const { environment } = await platform(t);
    const sne = await SneCotation.create(untyped(make({ ...GOOD, environment: make({ ...environment }) })));
    assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
    assert.equal((await failureOf(SneCotation.create(untyped(make({ ...GOOD, timeout: "x" }))))).kind, "config");
    if (name === "inherited") return;
    assert.match((await failureOf(SneCotation.create(untyped(make({ ...GOOD, unknown: 1 }))))).message, /unknown/);
  });
}

test("options that cannot be looked at are refused, and the package still works", async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const options of [
    proxy,
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    ),
    { ...GOOD, environment: proxy },
  ]) {
    await assert.rejects(soon(SneCotation.create(untyped(options))));
  }
  assert.ok(await SneCotation.create(GOOD));
});

test("a client is made by create alone, with or without its class at hand", async () => {
  // @ts-expect-error: the constructor is private
  assert.throws(() => new SneCotation(), /SneCotation\.create/);
  // @ts-expect-error: the constructor is private
  assert.throws(() => new SneCotation({}, {}), /SneCotation\.create/);
  const { create } = SneCotation;
  assert.ok((await create(GOOD)) instanceof SneCotation, "create needs no this");
  // @ts-expect-error: the types do not promise that it can be extended
  class Mine extends SneCotation {}
  assert.ok((await Mine.create(GOOD)) instanceof Mine);
  const { healthcheck } = await SneCotation.create(GOOD);
  await assert.rejects(healthcheck.call(untyped({})), TypeError);
});
