// Who may speak to the console's server: its own page, and no other site that the same browser has open.

import { Refusal } from "./http.js";

/** Methods that change nothing; a browser sends them without `Origin` to their own site. */
const READING = ["GET", "HEAD"];

/**
 * A check for the server at an address. `Host` keeps out sites whose name was made to lead here (DNS rebinding),
 * `Origin` keeps out requests that other sites send.
 * @param {string} url
 * @returns {(request: import("node:http").IncomingMessage) => void} throws a `Refusal`
 */
export function guardOf(url) {
  const own = new URL(url);
  const local = new URL(url);
  local.hostname = "localhost";
  const hosts = [own.host, local.host];
  return ({ method, headers: { host, origin } }) => {
    if (host === undefined || !hosts.includes(host))
      throw new Refusal(403, "this server is reached under another address");
    const mayLackOrigin = origin === undefined && READING.includes(method ?? "");
    if (mayLackOrigin || origin === `http://${host}`) return;
    throw new Refusal(403, "only the console's own page may ask this");
  };
}
