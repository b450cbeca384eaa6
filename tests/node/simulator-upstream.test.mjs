// The gateway in front of somebody's own server, over real sockets: what reaches it, what comes back, and what when it
// is down.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";
import { tokenFor } from "./simulator-support.mjs";
import { COMMAND, firstLine } from "./support/command.mjs";
import { listening, portOf } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { deferred } from "./support/wait.mjs";

/** @import { IncomingHttpHeaders } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { Application, Environments, ListenOptions, ReadyMade, SimulatorOptions } from "sne-cotation/simulator" */
/** @import { Reply, ServerRequest } from "./support/platform.mjs" */
/** @import { Deferred } from "./support/wait.mjs" */

const COMPLETE = JSON.parse(readFileSync(new URL("./contracts/complete.json", import.meta.url), "utf8"));

/**
 * A server of one's own; `seen` has what reached it.
 * @param {TestContext} t
 * @param {Reply} answer
 */
async function ownServer(t, answer) {
  /** @type {{ method: string, url: string, headers: IncomingHttpHeaders, body: string }[]} */
  const seen = [];
  const server = createServer(async (incoming, response) => {
    const request = /** @type {ServerRequest} */ (incoming);
    const body = Buffer.concat(await request.toArray()).toString();
    seen.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body,
    });
    await answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, seen };
}

/**
 * The gateway in front of a server, and a fetch that has a token.
 * @param {TestContext} t
 * @param {ListenOptions["upstream"]} upstream
 * @param {SimulatorOptions} [options]
 */
async function gateway(t, upstream, options) {
  const simulator = await createSimulator(options);
  const server = await simulator.listen({ upstream });
  t.after(() => server.close());
  const { environments } = server;
  /** @param {ReadyMade} [label] */
  const token = (label = "works") => tokenFor({ fetch, environments }, simulator.find(label));
  /** @param {string} path @param {RequestInit & { label?: ReadyMade, headers?: Record<string, string> }} [init] */
  const call = async (path, { label, headers, ...init } = {}) =>
    fetch(environments.sandbox.apiUrl + path, {
      ...init,
      headers: { Authorization: `Bearer ${await token(label)}`, ...headers },
    });
  return { simulator, server, environments, token, call };
}

/** @type {Reply} */
const ok = (_request, response) => response.end("ok");

test("method, path, query, body and headers reach the server; the token and hop-by-hop headers do not", async (t) => {
  const { url, seen } = await ownServer(t, (_request, response) => {
    response.setHeader("X-Own", ["1", "2"]);
    response.setHeader("Content-Type", "text/plain");
    response.writeHead(201);
    response.end("fait");
  });
  const { call, simulator } = await gateway(t, `${url}/api/`);
  const answer = await call("/a/%C3%A9%2Fb?c=d%20e&c=f", {
    method: "PUT",
    body: "été",
    headers: { "X-Mine": "1", "Content-Type": "text/x" },
  });
  assert.deepEqual([answer.status, await answer.text(), answer.headers.get("x-own")], [201, "fait", "1, 2"]);
  const [{ method, url: path, headers, body }] = seen;
  assert.deepEqual([method, path, body], ["PUT", "/api/a/%C3%A9%2Fb?c=d%20e&c=f", "été"]);
  assert.deepEqual([headers["x-mine"], headers["content-type"], headers.host], ["1", "text/x", new URL(url).host]);
  assert.deepEqual(
    [headers.authorization, headers["content-length"], headers["transfer-encoding"]],
    [undefined, "5", undefined],
  );
  const { path: told, status } = simulator.exchanges.at(-1) ?? {};
  assert.deepEqual([told, status], ["/mtes/sne-cotation/v1.0/a/%C3%A9%2Fb", 201]);
  await call("/nothing", { method: "POST" });
  assert.deepEqual([seen[1].headers["content-length"], seen[1].headers["transfer-encoding"]], ["0", undefined]);
});

test("what Connection names ends at the gateway, both ways", async (t) => {
  const { url, seen } = await ownServer(t, (_request, response) => {
    response.writeHead(200, { Connection: "close, x-hop", "X-Hop": "1", "X-Stays": "1", "Keep-Alive": "timeout=9" });
    response.end();
  });
  const { environments, token } = await gateway(t, url);
  const headers = {
    Authorization: `Bearer ${await token()}`,
    Connection: "close, x-mine",
    "X-Mine": "1",
    "X-Stays": "1",
    TE: "trailers",
  };
  const request = httpRequest(`${environments.sandbox.apiUrl}/x`, { headers });
  request.end();
  const [answer] = await once(request, "response");
  answer.resume();
  assert.deepEqual(
    [seen[0].headers["x-mine"], seen[0].headers.te, seen[0].headers["x-stays"]],
    [undefined, undefined, "1"],
  );
  assert.deepEqual(
    [answer.headers["x-hop"], answer.headers["keep-alive"], answer.headers["x-stays"]],
    [undefined, undefined, "1"],
  );
});

test("what the gateway refuses does not reach the server", async (t) => {
  const { url, seen } = await ownServer(t, ok);
  const { call, environments, simulator } = await gateway(t, url);
  const { apiUrl } = environments.sandbox;
  assert.equal((await fetch(`${apiUrl}/x`)).status, 400);
  assert.equal((await fetch(`${apiUrl}/x`, { headers: { Authorization: "Bearer unknown" } })).status, 401);
  for (const [label, status] of /** @type {[label: ReadyMade, status: number][]} */ ([
    ["disabled", 401],
    ["blocked", 423],
    ["missing-scope", 403],
    ["no-subscription", 403],
  ])) {
    const refused = await call("/x", { label });
    assert.deepEqual([refused.status, await refused.text()], [status, ""], label);
  }
  assert.equal(
    (
      await fetch(apiUrl.replace("sne-cotation", "autre"), {
        headers: { Authorization: `Bearer ${await tokenFor({ fetch, environments }, simulator.find("works"))}` },
      })
    ).status,
    404,
  );
  simulator.inject("gateway", "gateway-timeout");
  assert.equal((await call("/x")).status, 504);
  assert.equal(seen.length, 0);
  assert.equal((await call("/x", { label: "no-profile" })).status, 200, "the profile is the API's affair");
});

test("quotas are counted and announced on the server's answers", async (t) => {
  const { url, seen } = await ownServer(t, ok);
  const { call } = await gateway(t, url, { clock: "manual" });
  const answers = [
    await call("/x", { label: "quota-by-day" }),
    await call("/x", { label: "quota-by-day" }),
    await call("/x", { label: "quota-by-day" }),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 429],
  );
  assert.match(String(answers[1].headers.get("x-rate-limit")), /"remaining":0/);
  assert.equal(seen.length, 2);
});

test("CORS is the gateway's: preflights do not pass, and the server's own headers are replaced", async (t) => {
  const { url, seen } = await ownServer(t, (_request, response) => {
    response.writeHead(200, {
      "Access-Control-Allow-Origin": "https://other.example",
      "Access-Control-Allow-Credentials": "true",
      Vary: "Accept",
    });
    response.end("ok");
  });
  const { call, environments } = await gateway(t, url);
  const origin = "https://page.example";
  const preflight = await fetch(`${environments.sandbox.apiUrl}/x`, {
    method: "OPTIONS",
    headers: { Origin: origin, "Access-Control-Request-Method": "GET" },
  });
  assert.deepEqual([preflight.status, seen.length], [200, 0]);
  const { headers } = await call("/x", { headers: { Origin: origin } });
  assert.deepEqual(
    [headers.get("access-control-allow-origin"), headers.get("access-control-allow-credentials")],
    [origin, null],
  );
  assert.equal(headers.get("vary"), "Accept, Origin");
});

test("bodies pass as they are: compressed, empty, to HEAD", async (t) => {
  const { url } = await ownServer(t, (request, response) => {
    if (request.url === "/none") return response.writeHead(204).end();
    response.writeHead(200, { "Content-Encoding": "gzip", "Content-Type": "application/json" });
    response.end(gzipSync('{"etat":"OK"}'));
  });
  const { call } = await gateway(t, url);
  assert.deepEqual(await (await call("/x")).json(), { etat: "OK" });
  assert.deepEqual([(await call("/none")).status, (await call("/none")).headers.get("content-length")], [204, null]);
  const head = await call("/x", { method: "HEAD" });
  assert.deepEqual([head.status, head.headers.get("content-type"), await head.text()], [200, "application/json", ""]);
});

test("a server that is down, breaks off, is silent or is no HTTP server", async (t) => {
  const closed = createSocketServer();
  await listening(closed);
  const port = portOf(closed);
  closed.close();
  await once(closed, "close");
  const down = await gateway(t, `http://127.0.0.1:${port}`);
  assert.equal((await down.call("/x")).status, 503);
  assert.equal(down.simulator.exchanges.at(-1)?.status, 503);

  const breaking = await ownServer(t, (_request, response) => {
    response.writeHead(200, { "Content-Length": "10" });
    response.write("half", () => response.destroy());
  });
  assert.equal((await (await gateway(t, breaking.url)).call("/x")).status, 502);

  const silent = await ownServer(t, () => {});
  const late = await (await gateway(t, { url: silent.url, timeout: 0.2 })).call("/x");
  assert.deepEqual([late.status, await late.text()], [504, "Gateway Timeout\n"]);

  const other = createSocketServer((socket) => socket.on("error", () => {}).end("SSH-2.0-x\r\n"));
  await listening(other);
  t.after(() => other.close());
  assert.equal((await (await gateway(t, `http://127.0.0.1:${portOf(other)}`)).call("/x")).status, 502);
});

test("a caller who goes away takes the question to the server along", async (t) => {
  /** @type {Deferred<{ end: Promise<unknown> }>} */
  const { promise: arrived, resolve: arrive } = deferred();
  // In an object, since a promise within a promise would be waited for.
  const { url } = await ownServer(t, (_request, response) => arrive({ end: once(response, "close") }));
  const { call } = await gateway(t, url);
  const leaving = new AbortController();
  const called = call("/x", { signal: leaving.signal });
  const { end } = await arrived;
  leaving.abort();
  await assert.rejects(called, { name: "AbortError" });
  await end;
});

test("disturbances that were ordered disturb the server's answers", async (t) => {
  const { url } = await ownServer(t, ok);
  const { call, simulator } = await gateway(t, url);
  simulator.inject("gateway", { type: "truncated-body", after: 1 });
  await assert.rejects((await call("/x")).text());
  assert.equal(await (await call("/x")).text(), "ok");
});

test("with a contract, the gateway knows its base path, its paths and its methods", async (t) => {
  const { url, seen } = await ownServer(t, (_request, response) => {
    response.setHeader("Content-Type", "application/json");
    response.end('{"nom":"x","rayons":[]}');
  });
  const { simulator, environments, call } = await gateway(t, url, { contract: COMPLETE });
  const { clientId, clientSecret } = simulator.find("works");
  const sne = await SneCotation.create({
    environment: environments.sandbox,
    clientId,
    clientSecret,
    contract: COMPLETE,
  });
  assert.deepEqual((await sne.call("lireClassement")).data, { nom: "x", rayons: [] });
  assert.equal(seen[0].url, "/classement");
  assert.deepEqual(
    [(await call("/inconnu")).status, (await call("/classement", { method: "POST" })).status],
    [404, 405],
  );
  assert.equal(seen.length, 1);
});

test("which addresses a server may have", async () => {
  const simulator = await createSimulator();
  /** @param {unknown} upstream @returns {Promise<string>} */
  const refusal = (upstream) =>
    simulator.listen({ upstream: untyped(upstream) }).then(
      () => "listens",
      ({ name, message }) => `${name}: ${message}`,
    );
  for (const [upstream, reason] of /** @type {[upstream: unknown, reason: RegExp][]} */ ([
    ["nowhere", /^UpstreamError: .*http/],
    ["ftp://127.0.0.1/", /^UpstreamError: .*http/],
    ["http://user:hush@127.0.0.1/", /^UpstreamError: .*credentials/],
    ["http://127.0.0.1/?a", /^UpstreamError: .*\?/],
    ["http://192.0.2.1/", /^UpstreamError: .*another machine/],
    ["http://127.0.0.1.example.org/", /another machine/],
    [{ url: "http://127.0.0.1/", timeout: 0 }, /RangeError.*timeout/],
    [{ url: "http://127.0.0.1/", remote: true }, /unknown option: remote/],
    [{ url: "http://127.0.0.1/", allowRemote: "yes" }, /allowRemote/],
    [7, /options must be an object/],
  ])) {
    const said = await refusal(upstream);
    assert.match(said, reason);
    assert.doesNotMatch(said, /hush/);
  }
  for (const upstream of ["http://localhost:1", "https://[::1]:1/x", { url: "http://192.0.2.1", allowRemote: true }]) {
    const server = await simulator.listen({ upstream });
    await server.close();
  }
});

test("sne-cotation simulator --upstream", async (t) => {
  const { url, seen } = await ownServer(t, ok);
  /** @param {string[]} args */
  const start = (...args) => {
    const env = { ...process.env, LC_ALL: "fr_FR" };
    const child = spawn(process.execPath, [COMMAND, "simulator", "--port", "0", ...args], {
      env,
    });
    t.after(() => child.kill("SIGKILL"));
    return child;
  };
  const child = start("--json", "--upstream", url);
  /** @type {{ environments: Environments, applications: Application[] }} */
  const { environments, applications } = JSON.parse(await firstLine(child));
  const works = applications.find(({ label, environment }) => label === "works" && environment === "sandbox");
  assert.ok(works);
  const token = await tokenFor({ fetch, environments }, works);
  const answer = await fetch(`${environments.sandbox.apiUrl}/x`, { headers: { Authorization: `Bearer ${token}` } });
  assert.deepEqual([await answer.text(), seen[0].url], ["ok", "/x"]);
  child.kill("SIGINT");
  assert.deepEqual(await once(child, "exit"), [0, null]);
  const remote = start("--upstream", "http://192.0.2.1");
  const [said, [code]] = await Promise.all([remote.stderr.setEncoding("utf8").toArray(), once(remote, "close")]);
  assert.equal(code, 2);
  assert.match(
    said.join(""),
    /^sne-cotation: --upstream : ce serveur est sur une autre machine ; --allow-remote-upstream/,
  );
});
