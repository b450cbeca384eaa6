// Proxies that are announced to Node by its environment. Its fetch only uses them when it is told to.

/** Where undici, which Node's fetch is made of, keeps what sends requests: by its own generations. */
const dispatchers = ["undici.globalDispatcher.2", "undici.globalDispatcher.1"];

/** Whether a proxy is announced, and what is at that variable is not looked at: it may hold a password. */
function isAnnounced() {
  const { env = {} } = globalThis.process ?? {};
  const isForNobody = (env.no_proxy || env.NO_PROXY)?.trim() === "*";
  return !isForNobody && ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].some((name) => env[name]);
}

/** What sends the requests of Node's fetch through a proxy, where something does. */
export function proxyDispatchers() {
  const known = /** @type {Record<symbol, { destroy?: () => unknown } | undefined>} */ (
    /** @type {unknown} */ (globalThis)
  );
  const found = dispatchers.map((name) => known[Symbol.for(name)]);
  return found.filter((dispatcher) => /Proxy/.test(dispatcher?.constructor?.name ?? ""));
}

/** Whether what sends the requests of Node's fetch sends them through a proxy. */
export function sendsThroughProxy() {
  return proxyDispatchers().length > 0;
}

/** Whether a proxy is announced to Node for addresses of https, and its fetch does not use one. */
export function ignoresProxy() {
  const { versions } = globalThis.process ?? {};
  const isNode = versions?.node !== undefined && versions.bun === undefined && versions.deno === undefined;
  return isNode && isAnnounced() && !sendsThroughProxy();
}

/** Whether requests to addresses of https go through a proxy that the environment announces. */
export function usesProxy() {
  return isAnnounced() && sendsThroughProxy();
}
