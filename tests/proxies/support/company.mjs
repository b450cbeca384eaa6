// A company's network: PISTE in miniature behind TLS, under a name that only the company's proxy knows.

import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer as createProxy } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { authority } from "../../node/support/certificates.mjs";
import { folder } from "../../node/support/command.mjs";
import { CREDENTIALS, serve } from "../../node/support/platform.mjs";

/** @import { ChildProcess } from "node:child_process" */
/** @import { Duplex } from "node:stream" */
/** @import { TestContext } from "node:test" */

/** Nobody but the proxy knows where that is. */
export const HOST = "piste.test";
const PROGRAM = fileURLToPath(new URL("program.mjs", import.meta.url));

/** The folder where undici is installed. */
export const WITH_UNDICI = process.env.SNE_PROXIES ?? assert.fail("SNE_PROXIES names no folder; `npm test` sets it");

/** What all tests of a file share, since keys take a second to be made. */
const known = authority();
const company = authority("the authority of a company");

/**
 * The API and its authorisation server; what the command needs to reach them, by the name that they have.
 * @param {TestContext} t
 * @param {{ trusts?: "piste" | "company" }} [options] whose certificates the process trusts
 */
export async function piste(t, { trusts = "piste" } = {}) {
  const server = createServer(known.sign({ host: HOST }), (request, answer) => {
    answer.setHeader("Content-Type", "application/json");
    const isToken = request.url === "/token";
    answer.end(JSON.stringify(isToken ? { access_token: "t", expires_in: 3600 } : { version: "1.0", etat: "OK" }));
  });
  const port = Number(new URL(await serve(t, server)).port);
  const authorities = { piste: known, company };
  const file = join(folder(t, { "authority.pem": authorities[trusts].certificate }), "authority.pem");
  const at = `https://${HOST}:${port}`;
  return {
    port,
    env: {
      SNE_CLIENT_ID: CREDENTIALS.clientId,
      SNE_CLIENT_SECRET: CREDENTIALS.clientSecret,
      SNE_TOKEN_URL: `${at}/token`,
      SNE_API_URL: `${at}/api`,
      NODE_EXTRA_CA_CERTS: file,
    },
  };
}

/**
 * @typedef {object} Proxy
 * @property {string} url
 * @property {string[]} asked the hosts that it was asked for
 */

/**
 * The proxy, in a process of its own for the length of a test.
 * @param {TestContext} t
 * @param {{ user?: string, password?: string, opens?: number }} [options] `opens` is the port of the server whose TLS
 *   it opens
 * @returns {Promise<Proxy>}
 */
export async function proxy(t, { user, password, opens } = {}) {
  const { key, cert } = opens === undefined ? {} : company.sign({ host: HOST });
  const env = { USER: user, PASSWORD: password, KEY: key, CERTIFICATE: cert, INSIDE: opens?.toString() };
  const child = fork(PROGRAM, [], { env: { ...process.env, ...env } });
  t.after(() => child.kill("SIGKILL"));
  /** @type {string[]} */
  const asked = [];
  child.on("message", (told) => {
    const { asked: host } = /** @type {{ asked?: string }} */ (told);
    if (host !== undefined) asked.push(host);
  });
  return { url: `http://127.0.0.1:${await portOf(child)}`, asked };
}

/** @param {ChildProcess} child */
async function portOf(child) {
  const [told] = await Promise.race([once(child, "message"), once(child, "exit").then(() => assert.fail("no proxy"))]);
  return /** @type {{ port: number }} */ (told).port;
}

/**
 * A proxy that hangs up, or says nothing more, once it is asked for a tunnel; how often it was asked.
 * @param {TestContext} t
 * @param {"hangs up" | "says nothing"} how
 */
export async function brokenProxy(t, how) {
  const told = { asked: 0, url: "" };
  const server = createProxy();
  /** @type {Duplex[]} */
  const silent = [];
  server.on("connect", (_request, socket) => {
    told.asked += 1;
    socket.on("error", () => {});
    if (how === "hangs up") socket.destroy();
    else silent.push(socket);
  });
  // The server does not close before them.
  t.after(() => silent.forEach((socket) => void socket.destroy()));
  told.url = (await serve(t, server)).replace(/\/$/, "");
  return told;
}
