// A pause in long work, so that others have their turn.

/**
 * Resolves once what waits in the event loop was done. Not by a timer: those of pages that nobody looks at ring once a
 * second.
 * @returns {Promise<void>}
 */
export function nextTurn() {
  const { setImmediate, MessageChannel } = globalThis;
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  // Neither is there in jsdom, where timers are as good.
  if (typeof MessageChannel !== "function") return new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
