// Redirects, from either server to anywhere: never followed, never given the secret or the token. What arrives at the
// other server is counted by connections, so that not even an empty one goes unnoticed.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { CREDENTIALS, always, grantAnother, platform, serve } from "./support/platform.mjs";
import { soon } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Reply } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
const STATUSES = [301, 302, 303, 307, 308];

/** Another server, which counts who comes. @param {TestContext} t */
async function trap(t) {
  /** @type {unknown[]} */
  const caught = [];
  const server = createServer((socket) => {
    caught.push(socket.remotePort);
    const answer = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    socket.on("error", () => {}).once("data", () => socket.end(answer, () => socket.destroy()));
  });
  return { url: await serve(t, server), caught };
}

/**
 * The ways to name the place that a redirect points to. `own` is the address of the server that redirects.
 * @type {Record<string, (addresses: { elsewhere: string, own: string, path: string }) => string>}
 */
const PLACES = {
  "another origin": ({ elsewhere }) => `${elsewhere}/api/stolen`,
  "another origin, without a scheme": ({ elsewhere }) => elsewhere.replace("http:", ""),
  "another origin, with credentials": ({ elsewhere }) => elsewhere.replace("//", "//user:stolen@"),
  "another origin, with a line of its own": ({ elsewhere }) => `${elsewhere}/%0d%0aX-Stolen:%20yes`,
  "the same origin": ({ own }) => `${own}/api/stolen`,
  "the same address": ({ own, path }) => own + path,
  "a relative address": () => "stolen",
  "https, which is not there": ({ elsewhere }) => elsewhere.replace("http:", "https:"),
  "a file": () => "file:///stolen",
  "data that would be a good answer": () =>
    `data:application/json,${JSON.stringify({ access_token: "stolen", ...OK })}`,
  "a script": () => "javascript:stolen",
  "no address at all": () => "http://[stolen",
  "an empty address": () => "",
};

for (const where of ["token", "api"]) {
  for (const [name, place] of Object.entries(PLACES)) {
    test(`redirects from ${where} to ${name}: an error, and nobody goes there`, async (t) => {
      const { url: elsewhere, caught } = await trap(t);
      for (const status of STATUSES) {
        /** @type {Reply} */
        const redirect = (request, response) => {
          const Location = place({ elsewhere, own: `http://${request.headers.host}`, path: request.url });
          response.writeHead(status, { Location, Refresh: `0; url=${Location}` }).end();
        };
        const { client, requests, tokenRequests, calls } = await platform(t, {
          token: grantAnother(),
          [where]: redirect,
        });
        const sne = await client();
        const wishes = [sne.healthcheck(), sne.request({ method: "POST", path: "/x", body: { nir: "1850578006048" } })];
        for (const wish of wishes) {
          const error = await failureOf(soon(wish));
          assert.deepEqual([error.kind, error.status, error.retryable], ["protocol", status, false]);
          assertHides(error, [CREDENTIALS.clientSecret, "stolen", "1850578006048", "platform-token-1"]);
        }
        assert.ok(
          requests.every(({ url }) => !url.includes("stolen")),
          "not on the same server either",
        );
        assert.ok(where === "token" ? calls().length === 0 : tokenRequests().length === 1);
      }
      assert.deepEqual(caught, []);
    });
  }
}

/** @type {Record<string, (url: string) => Record<string, string>>} */
const POINTERS = {
  Refresh: (url) => ({ Refresh: `0; url=${url}/` }),
  Location: (url) => ({ Location: url }),
  "Content-Location": (url) => ({ "Content-Location": url }),
  Link: (url) => ({ Link: `<${url}>; rel=preload; as=fetch` }),
  "Alt-Svc": (url) => ({ "Alt-Svc": `h2="${url.replace("http://", "")}"; ma=3600` }),
};

for (const [name, pointer] of Object.entries(POINTERS)) {
  test(`${name} beside a good answer means nothing`, async (t) => {
    const { url, caught } = await trap(t);
    /** @type {Reply} */
    const token = (request, response) => {
      for (const [header, value] of Object.entries(pointer(url))) response.setHeader(header, value);
      grantAnother()(request, response);
    };
    const headers = { "Content-Type": "application/json", ...pointer(url) };
    const { client } = await platform(t, { token, api: always(200, headers, JSON.stringify(OK)) });
    const sne = await client();
    for (let call = 0; call < 3; call += 1) assert.deepEqual(await soon(sne.healthcheck()), OK);
    assert.deepEqual(caught, []);
  });
}
