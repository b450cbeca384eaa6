// The page of bundled/main.js as a bundler has built it, served for a browser, beside relays on other origins.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createTokenRelay, toNodeHandler } from "sne-cotation/relay";
import { close, listen, startSite, strictPolicy } from "../../support/site.mjs";

/** @import { Facts } from "./world.mjs" */

export const HTML = `<!doctype html>
  <html lang="en">
    <meta charset="utf-8">
    <title>A page</title>
    <script type="module" src="main.js"></script>
  </html>`;

/**
 * What lets a page have the import map that Parcel writes into it: its hash (docs/en/runtimes.md).
 * @param {string} dist
 */
function hashOfImportMap(dist) {
  const [, map] = /<script type=importmap>(.*?)<\/script>/s.exec(readFileSync(join(dist, "index.html"), "utf8")) ?? [];
  return map === undefined ? "" : ` 'sha256-${createHash("sha256").update(map).digest("base64")}'`;
}

/**
 * Serves a page and a relay for each of the world's environments; `worlds` is what the page's functions take.
 * @param {string} dist
 * @param {Facts} facts
 */
export async function servePage(dist, { environment, works, contracted }) {
  const clients = [{ environment, ...works, contract: undefined }, contracted];
  const servers = clients.map(() => createServer());
  const urls = await Promise.all(servers.map(listen));
  const apis = clients.map((client) => new URL(client.environment.apiUrl).origin);
  const policy = strictPolicy(...apis, ...urls).replace(
    "script-src 'self'",
    `script-src 'self'${hashOfImportMap(dist)}`,
  );
  const site = await startSite({ folders: { "/": dist }, policy });
  const relays = clients.map(({ contract, ...client }, index) => {
    const relay = createTokenRelay({
      ...client,
      authorize: () => "ada",
      allowedOrigins: [site.url],
      allowCredentials: true,
    });
    servers[index].on("request", toNodeHandler(relay));
    return relay;
  });
  const worlds = clients.map((client, index) => ({
    environment: client.environment,
    relay: `${urls[index]}/token`,
    contract: client.contract,
  }));
  const stop = () => Promise.all([site.close(), ...servers.map(close), ...relays.map((relay) => relay.close())]);
  return { site, worlds, stop };
}
