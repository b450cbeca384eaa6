// A run of sne.bulk before it is one: what runs take is loaded when the first item is asked for.

/**
 * @import { BulkRun } from "../../types/index.d.ts"
 * @import { Run } from "./run.js"
 */

/**
 * A run that begins when its first item is asked for.
 * @param {() => Promise<Run>} begin
 * @returns {BulkRun<never, never>}
 */
export function startedLater(begin) {
  /** @type {Promise<Run> | undefined} */
  let begun;
  /** @type {Run | undefined} */
  let run;
  const going = async () => {
    begun ??= begin();
    run = await begun;
    return run;
  };
  const next = () => run?.next() ?? going().then((begun) => begun.next());
  return {
    next: () => /** @type {never} */ (next()),
    return: async () => (await going()).return(),
    [Symbol.asyncIterator]() {
      return this;
    },
    get progress() {
      return run?.progress ?? { done: 0, failed: 0, inDoubt: 0, rate: 0 };
    },
    get summary() {
      return run?.summary;
    },
  };
}
