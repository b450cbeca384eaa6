// Addresses: taken apart, and put together.

import { scalar } from "./values.js";

/** The parts of an address, or nothing when it is not one. */
export function partsOf(address) {
  const url = parse(address);
  if (url === undefined) return undefined;
  const { protocol: scheme, hostname, origin, pathname, username, password, search, hash } = url;
  return { scheme, hostname, address: origin + pathname, credentials: username + password, query: search + hash };
}

function parse(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** A value as `application/x-www-form-urlencoded` has it. */
export function encode(text) {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

/** The fields of an object as a query, arrays as repeated names; nothing when there is something else than scalars in them. */
export function queryOf(object) {
  const query = new URLSearchParams();
  try {
    for (const [name, value] of Object.entries(object)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item === undefined || item === null) continue;
        const text = scalar(item);
        if (text === undefined) return undefined;
        query.append(name, text);
      }
    }
  } catch {
    // A query without what could not be looked at would ask for something else.
    return undefined;
  }
  return query.toString();
}

/** A path with what no path may hold percent-encoded; the escapes that it has are kept. */
export function encodePath(path) {
  // Most are plain.
  if (/^[\w/.-]*$/.test(path)) return path;
  return encodeURI(path).replaceAll("%25", "%");
}
