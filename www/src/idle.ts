// What can wait until the page has nothing better to do.

/** However busy the page is, then it is done. */
const LATEST = 2000;

/** Does it then; gives what calls it off. Safari does not say when it has time: there, it is done after what is due. */
export function whenIdle(work: () => void): () => void {
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(work);
    return () => clearTimeout(timer);
  }
  const wish = requestIdleCallback(work, { timeout: LATEST });
  return () => cancelIdleCallback(wish);
}
