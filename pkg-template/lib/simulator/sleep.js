// A sleep that a signal ends early, and that leaves no timer and no listener behind.

/**
 * Waits; rejects with the reason of the first signal that aborts, as `fetch` does. Zero is no wait at all.
 * @param {number} milliseconds
 * @param {...(AbortSignal | undefined)} signals
 * @returns {Promise<void>}
 */
export async function sleep(milliseconds, ...signals) {
  const present = signals.filter((signal) => signal !== undefined);
  for (const signal of present) signal.throwIfAborted();
  if (milliseconds <= 0) return;
  /** @type {(() => void) | undefined} */
  let end;
  try {
    await new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      /** @param {Event} event */
      const abort = ({ target }) => reject(/** @type {AbortSignal} */ (target).reason);
      end = () => {
        clearTimeout(timer);
        for (const signal of present) signal.removeEventListener("abort", abort);
      };
      for (const signal of present) signal.addEventListener("abort", abort);
    });
  } finally {
    end?.();
  }
}
