// The command behind a company's proxy: it finds its way out by the variables that everything else on the machine uses.

import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { run } from "../node/support/command.mjs";
import { found } from "../node/support/found.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";
import { platform } from "../node/support/platform.mjs";
import { simulated } from "../node/support/simulated.mjs";
import { variablesFor, variablesOf } from "../node/support/command.mjs";
import { brokenProxy, HOST, piste, proxy, WITH_UNDICI } from "./support/company.mjs";

/** Whether this Node can use a proxy by itself; the others need undici. */
const CAN = process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
/** Where the command runs when it is to find its way out. */
const cwd = CAN ? undefined : WITH_UNDICI;
const PASSWORD = "p@ss:w/rd";

/** @param {string} url */
const withPassword = (url) => url.replace("//", `//ada:${encodeURIComponent(PASSWORD)}@`);

/** The password in no form. @param {{ stdout: string, stderr: string }} said */
function checkSecret({ stdout, stderr }) {
  for (const form of [PASSWORD, encodeURIComponent(PASSWORD), btoa(`ada:${PASSWORD}`)])
    assert.ok(!`${stdout}${stderr}`.includes(form), `${stdout}${stderr}`);
}

describe("a call goes through the proxy", () => {
  for (const name of ["HTTPS_PROXY", "https_proxy"]) {
    it(name, async (t) => {
      const { env } = await piste(t);
      const { url, asked } = await proxy(t);
      const { code, stdout, stderr } = await run(t, ["healthcheck"], { env: { ...env, [name]: url }, cwd });
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /etat {5}OK/);
      assert.deepEqual(new Set(asked), new Set([HOST]));
    });
  }

  it("without a scheme, as many write it", async (t) => {
    const { env } = await piste(t);
    const { url, asked } = await proxy(t);
    const HTTPS_PROXY = url.replace("http://", "");
    assert.equal((await run(t, ["healthcheck"], { env: { ...env, HTTPS_PROXY }, cwd })).code, 0);
    assert.ok(asked.length > 0);
  });

  it("with a user and a password, which are nowhere in what is printed", async (t) => {
    const { env } = await piste(t);
    const { url } = await proxy(t, { user: "ada", password: PASSWORD });
    const variables = { ...env, HTTPS_PROXY: withPassword(url) };
    for (const args of [
      ["healthcheck", "--verbose"],
      ["doctor", "--report", "-"],
      ["token", "--json"],
    ]) {
      const said = await run(t, args, { env: variables, cwd });
      assert.equal(said.code, 0, said.stderr);
      checkSecret(said);
    }
  });

  it("with a user of a Windows domain, a % and spaces around, as people write them", async (t) => {
    const { env } = await piste(t);
    const { url } = await proxy(t, { user: "DOMAINE\\ada", password: "100%/#" });
    for (const HTTPS_PROXY of [
      url.replace("//", "//DOMAINE\\ada:100%/#@"),
      ` ${url.replace("//", "//DOMAINE%5Cada:100%25%2F%23@")}/ `,
    ]) {
      const said = await run(t, ["healthcheck"], { env: { ...env, HTTPS_PROXY }, cwd });
      assert.equal(said.code, 0, said.stderr);
    }
  });

  it("the doctor finds all in order, and knows of no proxy that is not used", async (t) => {
    const { env } = await piste(t);
    const { url } = await proxy(t);
    const { code, stdout } = await run(t, ["doctor", "--json"], { env: { ...env, HTTPS_PROXY: url }, cwd });
    assert.equal(code, 0, stdout);
  });
});

test("hosts of NO_PROXY, and this machine, are asked directly", async (t) => {
  const { env } = await piste(t);
  const { url, asked } = await proxy(t);
  const excepted = await run(t, ["healthcheck", "--no-retry"], {
    env: { ...env, HTTPS_PROXY: url, NO_PROXY: HOST },
    cwd,
  });
  // Only the proxy knows that name.
  assert.match(excepted.stderr, /kind: network, .*cause: (ENOTFOUND|EAI_AGAIN)/);
  const here = variablesFor(await platform(t));
  const said = await run(t, ["healthcheck"], { env: { ...here, HTTP_PROXY: url, HTTPS_PROXY: url }, cwd });
  assert.equal(said.code, 0, said.stderr);
  const simulator = variablesOf(await simulated(t));
  assert.equal((await run(t, ["doctor"], { env: { ...simulator, HTTP_PROXY: url }, cwd })).code, 0);
  assert.deepEqual(asked, []);
});

describe("NO_PROXY is understood as people write it, in all versions of Node", () => {
  const [, ...labels] = HOST.split(".");
  const rows = [HOST.toUpperCase(), labels.join("."), `.${labels.join(".")}`, `*.${labels.join(".")}`, "*"];
  for (const NO_PROXY of [...rows, `a.example;${HOST}`, ` "${HOST}" `, `https://${HOST}/`, `a.example ${HOST}`]) {
    it(NO_PROXY, async (t) => {
      const { env } = await piste(t);
      const { url, asked } = await proxy(t);
      const { stderr } = await run(t, ["healthcheck", "--no-retry"], {
        env: { ...env, HTTPS_PROXY: url, NO_PROXY },
        cwd,
      });
      assert.match(stderr, /kind: network, .*cause: (ENOTFOUND|EAI_AGAIN)/);
      assert.deepEqual(asked, []);
    });
  }
});

describe("ALL_PROXY", () => {
  it("is used where nothing else is announced", async (t) => {
    const { env } = await piste(t);
    const { url, asked } = await proxy(t);
    assert.equal((await run(t, ["healthcheck"], { env: { ...env, ALL_PROXY: url }, cwd })).code, 0);
    assert.deepEqual(new Set(asked), new Set([HOST]));
  });

  it("is left aside where it is for others, and a call that fails says why", async (t) => {
    const { env } = await piste(t);
    const ALL_PROXY = "socks5://ada:hidden@127.0.0.1:1080";
    const here = variablesFor(await platform(t));
    assert.equal((await run(t, ["healthcheck"], { env: { ...here, ALL_PROXY }, cwd })).code, 0);
    const { code, stderr } = await run(t, ["healthcheck", "--no-retry"], { env: { ...env, ALL_PROXY } });
    assert.equal(code, 1);
    assert.match(stderr, CAN ? /ALL_PROXY is not the address of a proxy.*SOCKS/s : /npm install undici/);
    assert.doesNotMatch(stderr, /hidden/);
  });
});

describe("a proxy that is broken", () => {
  for (const how of /** @type {const} */ (["hangs up", "says nothing"])) {
    it(`one that ${how} is told, and does not keep the command from ending`, async (t) => {
      const { env } = await piste(t);
      const told = await brokenProxy(t, how);
      const args = ["healthcheck", "--no-retry", "--timeout", "1"];
      const { code, stderr } = await run(t, args, { env: { ...env, HTTPS_PROXY: told.url }, cwd });
      assert.equal(code, 1);
      assert.match(stderr, /kind: (timeout|network)/);
      assert.match(stderr, /went through the proxy/);
      assert.ok(told.asked > 0);
    });
  }
});

describe("what stands in the way is told", () => {
  for (const language of LANGUAGES) {
    it(`${language}: a proxy that wants another password`, async (t) => {
      const { env } = await piste(t);
      const { url } = await proxy(t, { user: "ada", password: "another" });
      const args = ["healthcheck", "--no-retry", "--language", language];
      const said = await run(t, args, { env: { ...env, HTTPS_PROXY: withPassword(url) }, cwd });
      assert.equal(said.code, 1);
      assert.match(said.stderr, /kind: network/);
      assert.match(said.stderr, { fr: /passée par le mandataire/, en: /went through the proxy/ }[language]);
      checkSecret(said);
    });

    it(`${language}: a variable that is no address, before anything is sent`, async (t) => {
      const { env } = await piste(t);
      for (const HTTPS_PROXY of [
        "socks5://ada:hidden@proxy.example:1080",
        "http://ada:hidden@:x",
        "file:///hidden",
        "http://proxy.example/hidden.pac",
      ]) {
        const said = await run(t, ["healthcheck", "--language", language], { env: { ...env, HTTPS_PROXY }, cwd });
        assert.equal(said.code, 2);
        assert.match(
          said.stderr,
          { fr: /HTTPS_PROXY n'est pas l'adresse/, en: /HTTPS_PROXY is not the address/ }[language],
        );
        assert.doesNotMatch(said.stderr, /hidden|proxy\.example/);
      }
    });

    it(`${language}: TLS that the proxy opens, until its certificate is trusted`, async (t) => {
      const { env, port } = await piste(t);
      const { url } = await proxy(t, { opens: port });
      const variables = { ...env, HTTPS_PROXY: url };
      const args = ["healthcheck", "--no-retry", "--language", language];
      const { code, stderr } = await run(t, args, { env: variables, cwd });
      assert.equal(code, 1);
      found(
        /cause: (UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)/,
        stderr,
      );
      found(/NODE_EXTRA_CA_CERTS.*--use-system-ca/s, stderr);
      const trusting = await piste(t, { trusts: "company" });
      const { NODE_EXTRA_CA_CERTS } = trusting.env;
      assert.equal((await run(t, args, { env: { ...variables, NODE_EXTRA_CA_CERTS }, cwd })).code, 0);
    });

    it(`${language}: a Node that can use no proxy, and no undici`, async (t) => {
      const { env } = await piste(t);
      const { url, asked } = await proxy(t);
      const args = ["healthcheck", "--no-retry", "--language", language];
      const { code, stderr } = await run(t, args, { env: { ...env, HTTPS_PROXY: url } });
      // The others find their way by themselves.
      assert.deepEqual([code, asked.length > 0], CAN ? [0, true] : [1, false]);
      const says = {
        fr: /mandataire \(proxy\) est annoncé, .*HTTPS_PROXY.*npm install undici/s,
        en: /proxy is announced, .*HTTPS_PROXY.*npm install undici/s,
      };
      assert.equal(says[language].test(stderr), !CAN, stderr);
    });
  }
});
