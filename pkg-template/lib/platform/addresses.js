// Addresses: taken apart, and put together.

/**
 * The parts of an address, or nothing when it is not one.
 * @param {string} address
 */
export function partsOf(address) {
  const url = parse(address);
  if (url === undefined) return undefined;
  const { protocol: scheme, hostname, origin, pathname, username, password, search, hash } = url;
  return { scheme, hostname, address: origin + pathname, credentials: username + password, query: search + hash };
}

/** @param {string} address */
function parse(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/**
 * A value as `application/x-www-form-urlencoded` has it.
 * @param {string} text
 */
export function encode(text) {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

/**
 * The forms in which a secret may be repeated, a line for each.
 * @param {string} secret
 */
export function formsOf(secret) {
  /** @param {string} text */
  const json = (text) => JSON.stringify(text).slice(1, -1);
  return [secret, encode(secret), encodeURIComponent(secret), json(secret), json(json(secret))].join("\n");
}

/**
 * A path with what no path may hold percent-encoded; the escapes that it has are kept.
 * @param {string} path
 */
export function encodePath(path) {
  // Most are plain.
  if (/^[\w/.-]*$/.test(path)) return path;
  return encodeURI(path).replaceAll("%25", "%");
}
