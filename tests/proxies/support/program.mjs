// A company's proxy as a process: proxy-chain, on a free port, with a user and a password if it is told so. Names lead
// to this machine. With a certificate it opens TLS, as companies' proxies do, and passes on what is inside.
//
// It sends its port when it listens, and then every host that it is asked for.

import { request, createServer } from "node:https";
import { createRequire } from "node:module";
import { join } from "node:path";

/** @typedef {{ hostname: string, username: string, password: string }} Asked */
/** @typedef {(error: null, ...found: unknown[]) => void} Found */

const { Server } = createRequire(join(String(process.env.SNE_PROXIES), "package.json"))("proxy-chain");
const { USER, PASSWORD, KEY, CERTIFICATE, INSIDE } = process.env;

/** @param {object} message */
const tell = (message) => process.send?.(message);

/** What is in the tunnel, once it is opened, goes to the server that it was meant for. */
function opened() {
  return createServer({ key: KEY, cert: CERTIFICATE }, (incoming, answer) => {
    const { method, headers, url: path } = incoming;
    const onward = request({ host: "127.0.0.1", port: INSIDE, method, headers, path, rejectUnauthorized: false });
    onward.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(onward);
  });
}

const inside = CERTIFICATE === undefined ? undefined : opened();

/** @param {string} _name @param {{ all?: boolean }} options @param {Found} done */
function thisMachine(_name, { all }, done) {
  if (all) done(null, [{ address: "127.0.0.1", family: 4 }]);
  else done(null, "127.0.0.1", 4);
}

/** @param {Asked} asked */
function prepareRequestFunction({ hostname, username, password }) {
  tell({ asked: hostname });
  const requestAuthentication = USER !== undefined && (username !== USER || password !== PASSWORD);
  return { requestAuthentication, customConnectServer: inside, dnsLookup: thisMachine };
}

const proxy = new Server({ host: "127.0.0.1", port: 0, prepareRequestFunction });
await proxy.listen();
tell({ port: proxy.port });
process.once("disconnect", () => process.exit());
