// The service worker of the demo: all of its files, as they were built together, for when there is no network. It
// knows the files of its own folder and touches nothing else of the site.

/** The build puts these in: the files, by their addresses below the folder, and what changes with any of them. */
declare const FILES: readonly string[];
declare const VERSION: string;

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Asking extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** As far as it is needed here: the library of pages has no types of workers. */
interface WorkerScope {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Asking) => void): void;
}

const worker = globalThis as unknown as WorkerScope;
const { scope } = worker.registration;
const OURS = `sne-demo ${scope} `;
const CACHE = OURS + VERSION;
const known = new Set(FILES.map((path) => new URL(path, scope).href));

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  if (method !== "GET" || !known.has(url.replace(/[?#].*/, ""))) return;
  event.respondWith(mode === "navigate" ? freshPage(event.request) : keptFile(event.request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...FILES]);
}

/** The page that has just come is served from now on, too; what older versions kept is dropped. */
async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The page itself as the server has it now, and as it was where the server does not answer. */
async function freshPage(request: Request): Promise<Response> {
  return fetch(request).catch(() => keptFile(request));
}

/** The files that a page loads have names that change with their content. */
async function keptFile(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}
