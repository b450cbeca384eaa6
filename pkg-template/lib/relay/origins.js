// Which origins there can be in `allowedOrigins`: exactly what a browser sends in `Origin`, so that texts can be
// compared.

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Scheme, host and port as a browser writes them; https, or this machine.
 * @param {unknown} origin
 * @returns {origin is string}
 */
export function isExactOrigin(origin) {
  if (typeof origin !== "string" || !URL.canParse(origin)) return false;
  const { origin: exact, protocol, hostname } = new URL(origin);
  if (exact !== origin || hostname.includes("*")) return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}
