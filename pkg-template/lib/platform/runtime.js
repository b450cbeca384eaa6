// Where we run, and the time.

/** Whether this is a page or a worker of a browser. Test environments that imitate a page run on Node. */
export function isPage() {
  pageKnown ??= !isNode() && (isWindow() || isWorkerOfPage());
  return pageKnown;
}

/** Whether this is Node alone: Electron's pages have Node beside all that is a page's. */
function isNode() {
  const { versions, type } = /** @type {NodeJS.Process & { type?: string } | undefined} */ (globalThis.process) ?? {};
  return versions?.node !== undefined && type !== "renderer" && type !== "worker";
}

/** @type {boolean | undefined} */
let pageKnown;

const isWindow = () => typeof window === "object" && typeof document === "object";
const isWorkerOfPage = () =>
  typeof (/** @type {{ WorkerGlobalScope?: unknown }} */ (globalThis).WorkerGlobalScope) === "function" &&
  typeof location === "object";

/** Milliseconds that never go back, where the platform counts them. */
export function monotonic() {
  return globalThis.performance?.now() ?? Date.now();
}

/** Whether requests have the settings of browsers. Edge runtimes have neither cookies, cache nor referrer. */
export function knowsBrowserSettings() {
  const prototype = globalThis.Request?.prototype ?? {};
  return ["credentials", "cache", "referrerPolicy"].every((name) => name in prototype);
}

/**
 * The text of a platform's own fetch: native, or that of Node or of Deno. A function that was bound, or a proxy, is
 * native too, but has no name.
 */
const ownFetch = /^(async )?function fetch\(\) \{\s*\[native code\]|internal\/deps\/undici|\blazyFetch\b/;

/**
 * The fetch of which it is known whether it is the platform's own.
 * @type {unknown}
 */
let fetchKnown;
let isOwnFetch = false;

/**
 * Whether `fetch` is the platform's own, which takes a request that was made before. What tests and tools put in its
 * place may look for an address; and there may be none.
 */
export function takesRequests() {
  try {
    const { fetch } = globalThis;
    if (fetch !== fetchKnown) {
      isOwnFetch = typeof fetch === "function" && ownFetch.test(Function.prototype.toString.call(fetch));
      fetchKnown = fetch;
    }
    return isOwnFetch;
  } catch {
    return false;
  }
}
