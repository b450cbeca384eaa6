// The doctor where the network is what is wrong: real sockets, real TLS, and a process of its own where Node has to be
// told whom to trust. The step, the words, and no stack trace.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import { before, describe, it, test } from "node:test";
import { SneCotation } from "sne-cotation";
import { authority } from "./support/certificates.mjs";
import { folder, run } from "./support/command.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { CREDENTIALS, listening, portOf, serve } from "./support/platform.mjs";

/** @import { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http" */
/** @import { Socket } from "node:net" */
/** @import { TestContext } from "node:test" */
/** @import { CommonOptions, CustomEnvironment, DiagnosisStep } from "sne-cotation" */
/** @import { CertificateOptions } from "./support/certificates.mjs" */
/** @import { Variables } from "./support/command.mjs" */
/** @import { Language, Says } from "./support/languages.mjs" */
/** @import { Server } from "node:net" */

// What the machine of the tests says of proxies is not to count.
for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) delete process.env[name];

/**
 * A server that grants tokens and is well.
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
function answer(request, response) {
  const isToken = request.url?.startsWith("/token");
  const body = isToken
    ? { access_token: "network-token", token_type: "Bearer", expires_in: 3600 }
    : { version: "1.0", etat: "OK" };
  request
    .resume()
    .on("end", () => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body)));
}

/** @param {string} url */
const addressesAt = (url) => ({ tokenUrl: `${url}/token`, apiUrl: `${url}/api` });

/**
 * The first step that failed, of a client of one's own process.
 * @param {CustomEnvironment} environment
 * @param {Language} language
 * @param {CommonOptions} [more]
 */
async function diagnosed(environment, language, more) {
  const sne = await SneCotation.create({ environment, ...CREDENTIALS, language, ...more });
  const steps = [];
  for await (const step of sne.diagnose()) steps.push(step);
  return firstFailed(steps);
}

/** @param {DiagnosisStep[]} steps */
function firstFailed(steps) {
  assert.equal(steps.length, 8);
  assert.doesNotMatch(JSON.stringify(steps), /\n +at |node:internal|\{\w+\}/);
  return steps.find(({ status }) => status === "failed");
}

/** What was found, in few words. @param {DiagnosisStep | undefined} step */
const told = (step) => step && [step.id, step.causes[0].id];

/**
 * A listener on any free port of an address, for the length of a test; resolves to the port.
 * @param {TestContext} t
 * @param {Server} server
 * @param {string} [host]
 */
async function listeningAt(t, server, host = "127.0.0.1") {
  server.listen({ port: 0, host, ipv6Only: true });
  await once(server, "listening");
  /** @type {Set<Socket>} */
  const sockets = new Set();
  server.on("connection", (socket) => sockets.add(socket));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return portOf(server);
}

/**
 * A way in which nobody, or somebody else, answers.
 * @typedef {object} NetworkRow
 * @property {string} name
 * @property {(t: TestContext) => Promise<string>} make gives the address to go to
 * @property {CommonOptions} [options]
 * @property {Record<string, string>} is the cause, by the error that the platform may give
 * @property {Required<Says>} says
 */

/** @type {NetworkRow[]} */
const ROWS = [
  {
    name: "a name that nobody knows",
    make: async () => "https://nobody.invalid",
    // Where there is no name server at all, the name is not what is wrong.
    is: { ENOTFOUND: "name-wrong", EAI_AGAIN: "no-network" },
    says: { fr: /Aucune réponse/, en: /No answer/ },
  },
  {
    name: "a port on which nothing listens",
    make: async () => {
      const server = createTcpServer();
      await listening(server);
      const port = portOf(server);
      await new Promise((resolve) => server.close(resolve));
      return `http://127.0.0.1:${port}`;
    },
    is: { ECONNREFUSED: "nothing-listens" },
    says: { fr: /Aucun serveur n'écoute/, en: /No server listens/ },
  },
  {
    name: "a server that cuts connections",
    make: async (t) =>
      `http://127.0.0.1:${await listeningAt(
        t,
        createTcpServer((socket) => socket.once("data", () => socket.destroy())),
      )}`,
    is: { UND_ERR_SOCKET: "server-down", ECONNRESET: "server-down" },
    says: { fr: /en panne/, en: /out of order/ },
  },
  {
    name: "a server that never answers",
    make: async (t) =>
      `http://127.0.0.1:${await listeningAt(
        t,
        createTcpServer(() => {}),
      )}`,
    options: { timeout: 200 },
    is: { undefined: "slow" },
    says: { fr: /délai/, en: /time allowed/ },
  },
  {
    name: "a server that does not speak HTTP",
    make: async (t) =>
      `http://127.0.0.1:${await listeningAt(
        t,
        createTcpServer((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")),
      )}`,
    is: { HPE_INVALID_CONSTANT: "intercepted" },
    says: { fr: /proxy/, en: /proxy/ },
  },
  {
    name: "a server that does not speak TLS",
    make: async (t) => `https://127.0.0.1:${await listeningAt(t, createHttpServer(answer))}`,
    is: { ERR_SSL_WRONG_VERSION_NUMBER: "not-tls", EPROTO: "not-tls", ERR_SSL_PACKET_LENGTH_TOO_LONG: "not-tls" },
    says: { fr: /ne parle pas TLS/, en: /does not speak TLS/ },
  },
];

for (const language of LANGUAGES) {
  for (const { name, make, options, is, says } of ROWS) {
    test(`${language}: ${name}`, async (t) => {
      const step = await diagnosed(addressesAt(await make(t)), language, options);
      const error = String(step?.evidence[0].error);
      assert.ok(Object.hasOwn(is, error), error);
      assert.deepEqual(told(step), ["authorization-server", is[error]]);
      assert.match(JSON.stringify(step), says[language]);
    });
  }

  test(`${language}: a proxy that answers with a page of HTML, or leads to one`, async (t) => {
    /** @param {number} status @param {OutgoingHttpHeaders} [more] */
    const page = (status, more) => (/** @type {ServerResponse} */ response) =>
      response
        .writeHead(status, { "Content-Type": "text/html; charset=utf-8", ...more })
        .end("<html><body>Connexion : secret-of-the-proxy</body></html>");
    for (const listener of [page(200), page(403), page(302, { Location: "https://portal.example/login" })]) {
      /** @type {string[]} */
      const seen = [];
      const server = createHttpServer((request, response) => {
        request
          .setEncoding("utf8")
          .on("data", (text) => seen.push(text))
          .on("end", () => listener(response));
      });
      const step = await diagnosed(addressesAt(await serve(t, server)), language);
      assert.deepEqual(told(step), ["authorization-server", "intercepted"]);
      assert.match(JSON.stringify(step), language === "fr" ? /portail captif/ : /captive portal/);
      assert.doesNotMatch(JSON.stringify(step), /secret-of-the-proxy|portal\.example/);
      assert.ok(!seen.join("").includes(CREDENTIALS.clientSecret), "the credentials are not for the proxy");
    }
  });

  test(`${language}: a proxy that answers in the gateway's place only`, async (t) => {
    const server = createHttpServer((request, response) => {
      if (request.url?.startsWith("/token")) return answer(request, response);
      response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html>");
    });
    const step = await diagnosed(addressesAt(await serve(t, server)), language);
    assert.deepEqual(told(step), ["gateway", "intercepted"]);
  });
}

test("a server on [::1] alone: well by that address, not there by 127.0.0.1", async (t) => {
  const port = await listeningAt(t, createHttpServer(answer), "::1").catch((error) => error.code);
  // A machine without IPv6: then the address leads nowhere, which is what must be said.
  const hasV6 = typeof port === "number";
  const step = await diagnosed(addressesAt(`http://[::1]:${hasV6 ? port : 9}`), "en");
  assert.deepEqual(told(step), hasV6 ? undefined : ["authorization-server", "other-protocol"]);
  const other = await diagnosed(addressesAt(`http://127.0.0.1:${hasV6 ? port : 9}`), "en");
  assert.equal(other?.id, "authorization-server");
  assert.ok(other.causes.some(({ id, message }) => id === "other-protocol" && /IPv6/.test(message)));
});

test("an address that only IPv6 leads to, where none does", async () => {
  // 2001:db8::/32 is for documents, and led nowhere by anybody (RFC 3849).
  const step = await diagnosed(addressesAt("https://[2001:db8::1]"), "fr", { timeout: 1_000 });
  assert.equal(step?.id, "authorization-server");
  const { error } = step.evidence[0];
  const noWay = ["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"].includes(String(error));
  assert.equal(step.causes[0].id, noWay ? "other-protocol" : error === undefined ? "slow" : "firewall");
});

/**
 * @typedef {object} CertificateRow
 * @property {string} name
 * @property {CertificateOptions} options
 * @property {boolean} [trusts]
 * @property {RegExp} error
 * @property {string} cause
 * @property {Required<Says>} says
 */

describe("certificates", { concurrency: 2 }, () => {
  /** @type {ReturnType<typeof authority>} */
  let trusted;
  before(() => {
    trusted = authority();
  });

  /**
   * Runs the command against a server with that certificate; the process trusts the authority, or does not.
   * @param {TestContext} t
   * @param {CertificateOptions} options
   * @param {{ trusts?: boolean, language?: Language }} [around]
   */
  async function withCertificate(t, options, { trusts = true, language = "en" } = {}) {
    const server = createHttpsServer(trusted.sign(options), answer);
    const port = await listeningAt(t, server);
    const { tokenUrl, apiUrl } = addressesAt(`https://localhost:${port}`);
    const file = join(folder(t, { "authority.pem": trusted.certificate }), "authority.pem");
    const credentials = { SNE_CLIENT_ID: CREDENTIALS.clientId, SNE_CLIENT_SECRET: CREDENTIALS.clientSecret };
    const env = {
      ...credentials,
      SNE_TOKEN_URL: tokenUrl,
      SNE_API_URL: apiUrl,
      ...(trusts && { NODE_EXTRA_CA_CERTS: file }),
    };
    const { code, stdout, stderr } = await run(t, ["doctor", "--json", "--language", language], { env });
    assert.equal(stderr, "");
    return { code, step: firstFailed(JSON.parse(stdout).steps) };
  }

  it("a good one, of an authority that is trusted", async (t) => {
    const { code, step } = await withCertificate(t, {});
    assert.deepEqual([code, step], [0, undefined]);
  });

  for (const language of LANGUAGES) {
    for (const { name, options, trusts, error, cause, says } of /** @type {CertificateRow[]} */ ([
      {
        name: "expired",
        options: { from: -3, until: -1 },
        error: /^CERT_HAS_EXPIRED$/,
        cause: "certificate-expired",
        says: { fr: /a expiré/, en: /has expired/ },
      },
      {
        name: "not valid yet",
        options: { from: 1, until: 3 },
        error: /^CERT_NOT_YET_VALID$/,
        cause: "clock",
        says: { fr: /horloge/, en: /clock/ },
      },
      {
        name: "of another host",
        options: { host: "elsewhere.example" },
        error: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
        cause: "certificate-name",
        says: { fr: /autre hôte/, en: /another host/ },
      },
      {
        name: "of an authority that this machine does not know",
        options: {},
        trusts: false,
        error: /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)$/,
        cause: "certificate-intercepted",
        says: { fr: /NODE_EXTRA_CA_CERTS/, en: /NODE_EXTRA_CA_CERTS/ },
      },
    ])) {
      it(`${language}: one ${name}`, async (t) => {
        const { code, step } = await withCertificate(t, options, { trusts, language });
        assert.deepEqual([code, told(step)], [1, ["authorization-server", cause]]);
        assert.match(String(step?.evidence[0].error), error);
        assert.match(JSON.stringify(step), says[language]);
      });
    }
  }
});

test("a proxy that Node is told of, and does not use, comes first", async (t) => {
  const env = {
    SNE_CLIENT_ID: CREDENTIALS.clientId,
    SNE_CLIENT_SECRET: CREDENTIALS.clientSecret,
    HTTPS_PROXY: "http://somebody:proxy-password@proxy.example:3128",
    SNE_TOKEN_URL: "https://nobody.invalid/token",
    SNE_API_URL: "https://nobody.invalid/api",
  };
  const { code, stdout } = await run(t, ["doctor", "--json"], { env });
  assert.deepEqual([code, told(firstFailed(JSON.parse(stdout).steps))], [1, ["authorization-server", "proxy-ignored"]]);
  assert.doesNotMatch(stdout, /proxy-password|proxy\.example/);
  // Where Node knows how to, it uses it when it is told; and no proxy leads to a server of this machine.
  const [major, minor] = process.versions.node.split(".").map(Number);
  const knows = major >= 24 || (major === 22 && minor >= 21);
  const local = { SNE_TOKEN_URL: "http://127.0.0.1:9/token", SNE_API_URL: "http://127.0.0.1:9/api" };
  for (const [more, isIgnored] of /** @type {[more: Variables, isIgnored: boolean][]} */ ([
    [{ NODE_USE_ENV_PROXY: "1" }, !knows],
    [local, false],
  ])) {
    const { stdout: other } = await run(t, ["doctor", "--json"], { env: { ...env, ...more } });
    const causes = firstFailed(JSON.parse(other).steps)?.causes.map(({ id }) => id);
    assert.ok(causes);
    assert.equal(causes.includes("proxy-ignored"), isIgnored, JSON.stringify(more));
  }
});
