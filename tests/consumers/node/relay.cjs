// Both halves of the relay from CommonJS: a token through a server of node:http, and a call with it.

const { once } = require("node:events");
const { createServer } = require("node:http");
const { SneCotation } = require("sne-cotation");
const { createTokenRelay, toNodeHandler } = require("sne-cotation/relay");
const { tokenFromRelay } = require("sne-cotation/relay/page");

const ORIGIN = "https://app.example";

/** @param {Record<"tokenUrl" | "apiUrl" | "clientId" | "clientSecret", string>} settings */
async function main({ tokenUrl, apiUrl, clientId, clientSecret }) {
  const environment = { tokenUrl, apiUrl };
  const authorize = () => "one";
  const relay = createTokenRelay({ environment, clientId, clientSecret, authorize, allowedOrigins: [ORIGIN] });
  const server = createServer(toNodeHandler(relay));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const getToken = tokenFromRelay(`http://127.0.0.1:${port}/`, { headers: { Origin: ORIGIN } });
  const sne = await SneCotation.create({ environment, getToken });
  console.log(JSON.stringify({ answer: await sne.healthcheck() }));
  await Promise.all([sne.close(), relay.close()]);
  server.close();
  server.closeAllConnections();
}

main(JSON.parse(process.argv[2]));
