// What Rust waits for, and the tasks that wait.

import { run, wake } from "../wasm/client.js";

/** What Rust waits for: the letter, once it is there, and the task that asked for it last. */
export class Mail {
  letter = undefined;
  task = undefined;

  deliver(letter) {
    this.letter = letter;
    if (this.task !== undefined) wake(this.task);
  }
}

/** The letter, if it is there. If not, that task is woken when it is. */
export function collect(mail, task) {
  mail.task = task;
  return mail.letter;
}

/** Runs the tasks of the core when the stack is empty. */
export function scheduleRun() {
  Promise.resolve().then(run);
}
