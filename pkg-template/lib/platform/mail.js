// What Rust waits for. It imports nothing: others extend it, and bundlers may run them before the glue of the wasm.

/** The letter, once it is there, and how to wake the task that asked for it last. */
export class Mail {
  letter = undefined;
  task = undefined;
  wake = undefined;

  deliver(letter) {
    this.letter = letter;
    this.wake?.(this.task);
  }
}
