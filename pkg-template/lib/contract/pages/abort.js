// What a caller's function does between two pages, and the caller's signal.

import { reasonOf } from "../../platform/values.js";

/** @import { AbortSignalLike } from "../../../types/index.d.ts" */

/**
 * What `work` gives, or the reason of the signal as soon as it is aborted.
 * @template Result
 * @param {AbortSignalLike | undefined} signal
 * @param {() => Result | Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function unlessAborted(signal, work) {
  const given = work();
  const { then } = /** @type {Partial<PromiseLike<Result>>} */ (given ?? {});
  if (typeof then !== "function" || typeof signal?.addEventListener !== "function") return given;
  /** @type {(() => void) | undefined} */
  let stop;
  const aborted = new Promise((_resolve, reject) => {
    stop = () => reject(reasonOf(signal));
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([given, aborted]);
  } finally {
    signal.removeEventListener("abort", /** @type {() => void} */ (stop));
  }
}
