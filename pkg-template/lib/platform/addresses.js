// Addresses: taken apart, and put together.

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

/** Names and values in turn as `application/x-www-form-urlencoded`. */
export function encodePairs(list) {
  const pairs = new URLSearchParams();
  for (let index = 0; index < list.length; index += 2) pairs.append(list[index], list[index + 1]);
  return pairs.toString();
}

/** A path with what no path may hold percent-encoded; the escapes that it has are kept. */
export function encodePath(path) {
  return encodeURI(path).replaceAll("%25", "%");
}
