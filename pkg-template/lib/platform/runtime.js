// Where we run, and the time.

/** Whether this is a page or a worker of a browser. Test environments that imitate a page run on Node. */
export function isPage() {
  pageKnown ??= !globalThis.process?.versions?.node && (isWindow() || isWorkerOfPage());
  return pageKnown;
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
