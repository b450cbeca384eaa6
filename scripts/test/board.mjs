// What runs at present, in one line below the output: on a terminal a line that is always there, elsewhere one now and
// then, so that nobody takes a long silence for an end.

import { duration, say } from "../support/language.mjs";

const EVERY_SECOND = 1_000;
const NOW_AND_THEN = 30_000;

/** To the first column, and the line is empty. */
const WIPE = "\r\u001b[2K";

/** Where it is written. @typedef {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} Screen */

export class Board {
  /** When each has begun that runs. @type {Map<string, number>} */
  #running = new Map();
  #ended = 0;
  #all;
  #screen;
  #timer;

  /**
   * @param {number} all how many there are to run
   * @param {Screen} [screen]
   */
  constructor(all, screen = process.stdout) {
    this.#all = all;
    this.#screen = screen;
    const tick = screen.isTTY ? () => this.print("") : () => this.print(`${this.#line()}\n`);
    this.#timer = setInterval(tick, screen.isTTY ? EVERY_SECOND : NOW_AND_THEN);
  }

  /** @param {string} name */
  begin(name) {
    this.#running.set(name, performance.now());
    this.print("");
  }

  /**
   * @param {string} name
   * @param {string} output all that it has printed
   */
  end(name, output) {
    this.#running.delete(name);
    this.#ended += 1;
    this.print(output);
  }

  /**
   * Whole lines, in place of the line, which is put below them again.
   * @param {string} lines
   */
  print(lines) {
    const { isTTY, columns = 80 } = this.#screen;
    // A line that is wrapped could not be wiped.
    this.#screen.write(isTTY ? `${WIPE}${lines}${this.#line().slice(0, columns - 1)}` : lines);
  }

  close() {
    clearInterval(this.#timer);
    this.#running.clear();
    if (this.#screen.isTTY) this.#screen.write(WIPE);
  }

  #line() {
    const now = performance.now();
    const running = Array.from(this.#running, ([name, begun]) => `${name} ${duration(now - begun)}`);
    const ended = say(`${this.#ended} of ${this.#all} ended`, `${this.#ended} sur ${this.#all} finies`);
    return `· ${ended} · ${running.join(" · ")}`;
  }
}
