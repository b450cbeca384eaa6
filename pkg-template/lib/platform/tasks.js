// The tasks of the core, and how they come by their letters. It is told what runs them, rather than import it: the glue
// of the wasm imports this file, and bundlers warn of circles.

/** @import { Mail } from "./mail.js" */

/** @type {{ run: () => void, wake: (task: number) => void }} */
let core;

/**
 * Whose tasks they are: what wasm-bindgen generated for the client.
 * @param {{ run: () => void, wake: (task: number) => void }} glue
 */
export function runTasksOf(glue) {
  core = glue;
}

/**
 * The letter, if it is there. If not, that task is woken when it is.
 * @param {Mail} mail
 * @param {number} task
 */
export function collect(mail, task) {
  mail.task = task;
  mail.wake = core.wake;
  return mail.letter;
}

/** Runs the tasks of the core when the stack is empty. */
export function scheduleRun() {
  Promise.resolve().then(core.run);
}
