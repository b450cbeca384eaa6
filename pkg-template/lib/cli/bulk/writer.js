// Where the lines of a run go: into the files of the journal, which are cut back with it, or to standard output.

import { once } from "node:events";

/**
 * @import { FileJournal } from "../../../types/journal.d.ts"
 * @import { Settings } from "./job.ts"
 */

/**
 * @param {Settings} settings
 * @param {FileJournal | undefined} journal
 */
export function writerOf({ output }, journal) {
  let isRead = true;
  const leave = () => {
    isRead = false;
  };
  if (output === undefined) process.stdout.on("error", leave);
  /** @param {string} line */
  const print = async (line) => {
    if (!process.stdout.write(line) && isRead) await once(process.stdout, "drain").catch(() => {});
  };
  return {
    /** Whether the results go anywhere: not, when what they were piped into has ended. */
    isRead: () => isRead,
    /** @param {{ result?: string, failure?: string }} lines */
    write: async ({ result, failure }) => {
      if (failure !== undefined) journal?.errors.write(failure);
      if (result === undefined) return;
      if (output === undefined) await print(result);
      else journal?.output.write(result);
    },
  };
}
