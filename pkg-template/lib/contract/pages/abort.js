// What a caller's function does between two pages, and the caller's signal.

import { reasonOf } from "../../platform/values.js";

/** What `work` gives, or the reason of the signal as soon as it is aborted. */
export async function unlessAborted(signal, work) {
  const given = work();
  if (typeof given?.then !== "function" || typeof signal?.addEventListener !== "function") return given;
  let stop;
  const aborted = new Promise((resolve, reject) => {
    stop = () => reject(reasonOf(signal));
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([given, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
