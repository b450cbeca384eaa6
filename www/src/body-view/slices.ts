// Long work in slices, between which the page can draw and answer to the person.

const SLICE = 8;

/**
 * Takes a generator to its end; each `yield` is a place to stop at. Resolves to whether it came there: it does not once
 * `signal` is aborted. `onPause` is called between two slices.
 */
export async function inSlices(work: Iterator<unknown>, signal: AbortSignal, onPause?: () => void): Promise<boolean> {
  for (;;) {
    const end = performance.now() + SLICE;
    while (performance.now() < end) if (work.next().done) return !signal.aborted;
    onPause?.();
    await pause();
    if (signal.aborted) return false;
  }
}

/** A turn of the page's loop. Timers would be slowed down by the browser; messages are not. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
