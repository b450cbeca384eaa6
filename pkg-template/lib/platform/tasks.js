// The tasks of the core, and how they come by their letters. It is told what runs them, rather than import it: the glue of the wasm
// imports this file, and bundlers warn of circles.

let core;

/** Whose tasks they are: what wasm-bindgen generated for the client. */
export function runTasksOf(glue) {
  core = glue;
}

/** The letter, if it is there. If not, that task is woken when it is. */
export function collect(mail, task) {
  mail.task = task;
  mail.wake = core.wake;
  return mail.letter;
}

/** Runs the tasks of the core when the stack is empty. */
export function scheduleRun() {
  Promise.resolve().then(core.run);
}
