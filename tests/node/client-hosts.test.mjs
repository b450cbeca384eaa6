// Hosts that are half a page and half something else, by their globals: Electron's renderer, which has a window and
// Node's `process`, and React Native, whose fetch is made of XMLHttpRequest and has no streams. Each in a process of
// its own, whose globals are changed before the package comes.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { simulated } from "./support/simulated.mjs";

/** @import { TestContext } from "node:test" */

/** Signals and a controller of another make than Node's, and what turns them into Node's. */
const SIGNALS = `
  const NodesController = AbortController;
  class OwnSignal extends EventTarget {
    aborted = false;
    reason = undefined;
    throwIfAborted() { if (this.aborted) throw this.reason; }
  }
  globalThis.AbortSignal = OwnSignal;
  globalThis.AbortController = class AbortController {
    signal = new OwnSignal();
    abort(reason = new DOMException("aborted", "AbortError")) {
      Object.assign(this.signal, { aborted: true, reason });
      this.signal.dispatchEvent(new Event("abort"));
    }
  };
  function nodesSignal(signal) {
    if (signal === undefined || signal === null) return undefined;
    if (!(signal instanceof OwnSignal)) throw new TypeError("Failed to execute 'fetch': signal is no AbortSignal.");
    const controller = new NodesController();
    if (signal.aborted) controller.abort(signal.reason);
    signal.addEventListener("abort", () => controller.abort(signal.reason));
    return controller.signal;
  }`;

/** With `nodeIntegration`: Chromium's classes, and Node's modules at hand. Its fetch says that it is native. */
const ELECTRON = `
  ${SIGNALS}
  Object.defineProperty(process, "type", { value: "renderer" });
  Object.defineProperty(process, "versions", { value: { ...process.versions, electron: "39.2.3" } });
  globalThis.window = globalThis;
  globalThis.document = { visibilityState: "visible" };
  const NodesRequest = Request;
  globalThis.Request = class Request extends NodesRequest {
    constructor(input, { signal, ...init } = {}) {
      nodesSignal(signal);
      super(input, init);
    }
  };
  const nodesFetch = fetch;
  const own = {
    fetch(input, { signal, ...init } = {}) { return nodesFetch(input, { ...init, signal: nodesSignal(signal) }); },
  };
  globalThis.fetch = own.fetch;
  const { toString } = Function.prototype;
  Function.prototype.toString = function () {
    return this === own.fetch ? "function fetch() { [native code] }" : toString.call(this);
  };`;

/**
 * As React Native 0.8x on a JavaScript engine that has WebAssembly: the fetch of whatwg-fetch over XMLHttpRequest, no
 * streams, no `crypto.subtle`, a `TextDecoder` that decodes in one go only, signals without `timeout` and `any`.
 */
const REACT_NATIVE = `
  const http = await import("node:http");
  ${SIGNALS}
  const NodesDecoder = TextDecoder;
  globalThis.window = globalThis;
  Object.defineProperty(globalThis, "navigator", { value: { product: "ReactNative" }, configurable: true });
  class OwnResponse {
    constructor(status, headers, text) { Object.assign(this, { status, ok: status < 300, headers, bodyText: text }); }
    async text() { return this.bodyText; }
    async json() { return JSON.parse(this.bodyText); }
    async arrayBuffer() { return new TextEncoder().encode(this.bodyText).buffer; }
  }
  globalThis.Response = OwnResponse;
  globalThis.fetch = function fetch(input, { signal, method, headers, body } = {}) {
    return new Promise((resolve, reject) => {
      const options = { method, headers: Object.fromEntries(new Headers(headers)), signal: nodesSignal(signal) };
      const request = http.request(String(input), options, async (answer) => {
        const text = Buffer.concat(await answer.toArray()).toString();
        resolve(new OwnResponse(answer.statusCode, new Headers(answer.headers), text));
      });
      request.on("error", () => reject(new TypeError("Network request failed"))).end(body);
    });
  };
  globalThis.TextDecoder = class TextDecoder {
    constructor(encoding = "utf-8") { if (!/^utf-?8$/i.test(encoding)) throw new RangeError("Unknown encoding"); }
    decode(bytes, options) {
      if (options?.stream) throw new TypeError("stream is not supported");
      return new NodesDecoder().decode(bytes);
    }
  };
  // Node makes these when they are first used, and of streams.
  new Headers();
  for (const name of ["ReadableStream", "WritableStream", "TransformStream", "DecompressionStream", "Request"])
    delete globalThis[name];
  Object.defineProperty(globalThis, "crypto", { value: { getRandomValues: crypto.getRandomValues.bind(crypto) } });
  globalThis.process = { env: { NODE_ENV: "production" } };`;

/** What an application does in either. */
const PROGRAM = `
  const { SneCotation, SneError } = await import("sne-cotation");
  const results = {};
  const contract = { swagger: "2.0", info: { title: "e", version: "1" }, paths: {
    "/healthcheck": { get: { operationId: "lire", responses: { 200: { description: "ok" } } } } } };
  const getToken = async () => {
    const body = new URLSearchParams({ grant_type: "client_credentials", ...given.fields });
    const answer = await fetch(given.environment.tokenUrl, { method: "POST", body: String(body),
      headers: { "content-type": "application/x-www-form-urlencoded" } });
    return answer.json();
  };
  const sne = await SneCotation.create({ environment: given.environment, getToken, contract, retry: false });
  // Twice, because the second goes by what is left of the first.
  results.twice = [(await sne.healthcheck()).etat, (await sne.healthcheck()).etat];
  results.call = (await sne.call("lire")).data.etat;
  const error = await sne.request({ path: "ailleurs" }).catch((thrown) => thrown);
  results.error = [error instanceof SneError, error.status, typeof error.advice];
  const controller = new AbortController();
  const aborted = sne.healthcheck({ signal: controller.signal }).catch((thrown) => thrown);
  controller.abort("enough");
  results.aborted = await aborted;
  results.after = (await sne.healthcheck()).etat;
  results.diagnosis = [];
  for await (const { id, status } of sne.diagnose()) results.diagnosis.push(id + " " + status);
  await sne.close();
  const secret = { environment: given.environment, clientId: "a", clientSecret: "b" };
  const refused = await SneCotation.create(secret).then((client) => client.close(), (thrown) => thrown);
  results.secret = refused?.kind;
  return results;`;

/**
 * Runs the program where the globals have been changed.
 * @param {TestContext} t
 * @param {string} change
 */
async function runIn(t, change) {
  const { simulator, server } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works");
  const environment = server.environments.sandbox;
  const given = { environment, fields: { client_id: clientId, client_secret: clientSecret } };
  const code = `const print = process.stdout.write.bind(process.stdout);
    ${change}
    const given = ${JSON.stringify(given)};
    const run = async () => {${PROGRAM}};
    print(JSON.stringify(await run()));`;
  const running = promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  const { stdout, stderr } = await running.catch(({ stderr }) => assert.fail(stderr));
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

const DONE = { twice: ["OK", "OK"], call: "OK", error: [true, 404, "string"], aborted: "enough", after: "OK" };

describe("half a page", () => {
  it("Electron's renderer is a page: requests go its own way, and a secret is not for it", async (t) => {
    const { diagnosis, ...results } = await runIn(t, ELECTRON);
    assert.deepEqual(results, { ...DONE, secret: "config" });
    assert.equal(diagnosis.at(-1), "healthcheck ok");
  });

  it("React Native, where it has WebAssembly: no streams are needed", async (t) => {
    const { diagnosis, ...results } = await runIn(t, REACT_NATIVE);
    assert.deepEqual(results, DONE);
    assert.equal(diagnosis.at(-1), "healthcheck ok");
  });
});
