// The server of the benchmark, in a process of its own: the least that can answer a token request, a healthcheck and a
// search.

import { createServer } from "node:http";

/** @param {number} number */
const souhaits = (number) =>
  ["Paris 1er Arrondissement", "Lyon 3e Arrondissement"].map((commune, rang) => ({
    commune,
    rang: rang + 1,
    points: 10.5 * number + rang,
  }));

/** What the search answers. */
export const DEMANDES = {
  total: 8,
  demandes: Array.from({ length: 8 }, (_, number) => ({
    numero: `0750126123456789${10 + number}`,
    deposeLe: `2026-01-0${number + 1}`,
    etat: "ACTIVE",
    personnes: 1 + (number % 4),
    ressources: 18_250.75 + 500 * number,
    souhaits: souhaits(number),
  })),
};

/** @type {Record<string, string>} */
const ANSWERS = {
  token: JSON.stringify({ access_token: "a".repeat(54), token_type: "Bearer", expires_in: 3600 }),
  healthcheck: JSON.stringify({ version: "1.0", etat: "OK" }),
  demandes: JSON.stringify(DEMANDES),
};

/** Listens, and tells the process that it belongs to where. */
function serve() {
  const server = createServer((request, response) => {
    request.resume();
    const [, name] = /(token|healthcheck|demandes)/.exec(request.url ?? "") ?? [];
    const body = ANSWERS[name] ?? "";
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => {
    process.send?.(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
  });
  // When the benchmark ends, however it ends, the channel closes; so does this process.
  process.once("disconnect", () => process.exit(0));
}

if (process.send !== undefined) serve();
