// The headers of every answer: what the page may load and reach, and who may look into it.

import { createHash } from "node:crypto";
import { ENVIRONMENTS } from "../environments.js";

/** PISTE's gateways, which the page calls itself. Its authorisation servers refuse pages: the relay calls them. */
const GATEWAYS = Object.values(ENVIRONMENTS).map(({ gateway }) => gateway);

/**
 * The origins of the APIs that the page may call, and that this server calls for it.
 * @param {string[]} apiUrls others than PISTE's: the simulator's, one of the person's own
 */
export const apiOrigins = (apiUrls) => [...new Set(apiUrls.map((url) => new URL(url).origin)), ...GATEWAYS];

/**
 * @param {string[]} origins of the APIs that the page may call
 * @param {string} page whose inline script and style, which the build has put into it, are named by their hashes
 */
export function headersFor(origins, page) {
  const policy = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'wasm-unsafe-eval'", ...hashesOf("script", page)],
    "style-src": ["'self'", ...hashesOf("style", page)],
    // Pictures that came as answers.
    "img-src": ["'self'", "blob:"],
    "connect-src": ["'self'", ...origins],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    // Trusted types: nothing in the page turns a text into a script.
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["'none'"],
  };
  return {
    "Content-Security-Policy": Object.entries(policy)
      .map(([name, values]) => [name, ...values].join(" "))
      .join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}

/**
 * @param {"script" | "style"} element
 * @param {string} page
 */
function hashesOf(element, page) {
  const inline = page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, "g"));
  return Array.from(inline, ([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}
