// Keeps the files of the demo for when there is no network: a service worker, after the page has come.

const WORKER = "offline.js";

/** As far as it is needed here; TypeScript does not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL: (text: string) => string };
}

/** Where it cannot be (no secure context, a browser that forbids it), the page only needs its server. */
export function keepForOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register(workerAddress()).catch(() => undefined);
  });
}

/** The one address that the page's policy lets become a script. */
function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("sne-demo", { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;
}
