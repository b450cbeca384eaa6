// What Rust waits for. It imports nothing: others extend it, and bundlers may run them before the glue of the wasm.

/** The letter, once it is there, and how to wake the task that asked for it last. */
export class Mail {
  /** @type {unknown} */
  letter = undefined;
  /** @type {number | undefined} */
  task = undefined;
  /** @type {((task: number) => void) | undefined} */
  wake = undefined;

  /** @param {unknown} letter */
  deliver(letter) {
    this.letter = letter;
    this.wake?.(/** @type {number} */ (this.task));
  }
}
