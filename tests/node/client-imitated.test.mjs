// Where a page is imitated (jsdom, happy-dom): some of what Node has is not there, or is of another make. Each in a
// process of its own, whose globals are changed before the package comes.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { SneError } from "sne-cotation";
import { folder, PACKAGE } from "./support/command.mjs";
import { requireIn } from "./support/realm.mjs";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

const CONTRACT = {
  swagger: "2.0",
  info: { title: "essai", version: "1" },
  paths: { "/healthcheck": { get: { operationId: "lire", responses: { 200: { description: "ok" } } } } },
};

/** As jsdom has it: all there, and nothing that Node's fetch takes. */
const IMITATION = `
  class Signal extends EventTarget { aborted = false; reason = undefined; throwIfAborted() {} }
  globalThis.AbortSignal = Signal;
  globalThis.AbortController = class AbortController {
    signal = new Signal();
    abort(reason = new Error("aborted")) {
      Object.assign(this.signal, { aborted: true, reason });
      this.signal.dispatchEvent(new Event("abort"));
    }
  };`;

/**
 * Runs a program after the globals were changed; gives what it printed as JSON.
 * @param {string} change
 * @param {string} program
 * @param {unknown} [given]
 */
async function after(change, program, given) {
  const code = `${change}\nconst given = ${JSON.stringify(given ?? null)};\n${program}`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

test("what is lacking is not looked for when the package comes, and is Node's own when it is used", async (t) => {
  const { simulator, server } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works");
  const require = requireIn({});
  const { SneCotation, SneError: Theirs } = /** @type {typeof import("sne-cotation")} */ (require("sne-cotation"));
  const { createSimulator } = /** @type {typeof import("sne-cotation/simulator")} */ (
    require("sne-cotation/simulator")
  );
  const { createTokenRelay } = /** @type {typeof import("sne-cotation/relay")} */ (require("sne-cotation/relay"));
  const inside = await createSimulator();
  const own = inside.find("works");
  const given = { fetch: inside.fetch, clientId: own.clientId, clientSecret: own.clientSecret };
  const sne = await SneCotation.create({ environment: "sandbox", ...given, contract: CONTRACT });
  assert.equal((await sne.healthcheck()).etat, "OK");
  const { data } = await sne.call("lire");
  assert.equal(/** @type {{ etat: string }} */ (data).etat, "OK");
  const error = await reasonOf(sne.request({ path: "ailleurs" }));
  assert.ok(error instanceof Theirs && error instanceof SneError);
  const relay = await createTokenRelay({
    environment: "sandbox",
    ...given,
    authorize: () => "session",
    allowedOrigins: ["https://app.example"],
  });
  const headers = { origin: "https://app.example", "content-type": "application/json" };
  assert.equal((await relay(new Request("https://app.example", { method: "POST", headers }))).status, 200);
  // Over the network, by the fetch of Node.
  const over = { environment: server.environments.sandbox, clientId, clientSecret };
  const other = await SneCotation.create({ ...over, contract: CONTRACT, integers: "text" });
  assert.equal((await other.healthcheck()).etat, "OK");
  assert.equal(/** @type {{ etat: string }} */ ((await other.call("lire")).data).etat, "OK");
  for await (const { status } of other.diagnose()) assert.equal(status, "ok");
});

test("the signals of an imitation do not reach Node's fetch, and abort calls all the same", async (t) => {
  const { simulator, server } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works");
  const environment = server.environments.sandbox;
  const program = `
    const { SneCotation } = await import("sne-cotation");
    const sne = await SneCotation.create({ ...given, retry: false });
    const own = await SneCotation.create({ ...given, retry: false, fetch: (...request) => fetch(...request) });
    const controller = new AbortController();
    const { etat } = await sne.healthcheck({ signal: controller.signal });
    const other = await own.healthcheck({ signal: controller.signal });
    controller.abort("enough");
    const reason = await sne.healthcheck({ signal: controller.signal }).catch((thrown) => thrown);
    console.log(JSON.stringify([etat, other.etat, reason]));`;
  const outcome = await after(IMITATION, program, { environment, clientId, clientSecret });
  assert.deepEqual(outcome, ["OK", "OK", "enough"]);
});

test("files and forms of an imitation are sent as what they hold", async (t) => {
  const { environment, requests } = await platform(t);
  const change = `
    const NodesBlob = globalThis.Blob;
    globalThis.Blob = globalThis.File = class File {
      #parts; #node; name = "lettre.txt"; type = "text/plain";
      constructor(parts) { this.#node = new NodesBlob(parts); }
      get size() { return this.#node.size; }
      arrayBuffer() { return this.#node.arrayBuffer(); }
      get [Symbol.toStringTag]() { return "File"; }
    };`;
  const program = `
    const { SneCotation } = await import("sne-cotation");
    const contract = { swagger: "2.0", info: { title: "e", version: "1" }, paths: { "/envoi": { post: {
      operationId: "envoyer", consumes: ["multipart/form-data"], responses: { 200: { description: "ok" } },
      parameters: [{ name: "document", in: "formData", type: "file" }] } } } };
    const sne = await SneCotation.create({ ...given, clientId: "a", clientSecret: "b", contract });
    await sne.request({ method: "POST", path: "/envoi", body: new File(["bonjour"]) });
    await sne.call("envoyer", { document: new File(["bonsoir"]) });
    console.log("[]");`;
  await after(change, program, { environment });
  const [one, other] = requests.filter(({ isToken }) => !isToken).map(({ body }) => body);
  assert.equal(one, "bonjour");
  assert.match(other, /filename="lettre.txt"[\s\S]*bonsoir/);
});

test("an SneError is one of every copy of the package, from import and from require", async (t) => {
  const place = folder(t);
  cpSync(PACKAGE, join(place, "node_modules", "sne-cotation"), { recursive: true });
  const copies = [createRequire(import.meta.url), createRequire(join(place, "index.js"))].map((require) =>
    require("sne-cotation"),
  );
  const { client } = await platform(t);
  const sne = await client();
  await sne.close();
  const error = await failureOf(sne.healthcheck());
  for (const { SneError: Other, SneCotation: Copy } of copies) {
    assert.notEqual(Other, SneError);
    assert.ok(error instanceof Other && error instanceof SneError);
    const failed = await failureOf(Copy.create({}));
    assert.ok(failed instanceof SneError && failed instanceof Other);
  }
});

test("nothing else is an SneError", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const lookalike = Object.assign(new Error("x"), { name: "SneError", kind: "network" });
  for (const other of [new Error("x"), lookalike, {}, null, undefined, "SneError", () => {}, proxy])
    assert.equal(other instanceof SneError, false);
  class Mine extends /** @type {new () => Error} */ (/** @type {unknown} */ (SneError)) {}
  assert.equal(Object.create(SneError.prototype) instanceof Mine, false);
  assert.equal(Object.create(Mine.prototype) instanceof Mine, true);
});
