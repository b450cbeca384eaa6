// The tasks of the core, and how they come by their letters.

import { run, wake } from "../wasm/client.js";

/** The letter, if it is there. If not, that task is woken when it is. */
export function collect(mail, task) {
  mail.task = task;
  mail.wake = wake;
  return mail.letter;
}

/** Runs the tasks of the core when the stack is empty. */
export function scheduleRun() {
  Promise.resolve().then(run);
}
