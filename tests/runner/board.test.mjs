// The line that says what runs.

import assert from "node:assert/strict";
import { afterEach, beforeEach, it, mock } from "node:test";
import { Board } from "../../scripts/test/board.mjs";

/** @type {string} */
let written;
beforeEach(() => {
  written = "";
  mock.timers.enable({ apis: ["setInterval"] });
});
afterEach(() => mock.timers.reset());

/** @param {boolean} isTTY */
const screen = (isTTY) => ({ isTTY, columns: 40, write: (/** @type {string} */ text) => (written += text) });

/** What somebody sees at a terminal: what has been wiped is gone. */
const seen = () =>
  written
    .split("\n")
    .map((line) => line.slice(line.lastIndexOf("\u001b[2K") + 1).replace(/^\[2K/, ""))
    .join("\n");

it("on a terminal the line is always the last, and fits", () => {
  const board = new Board(3, screen(true));
  board.begin("node");
  board.begin("browser");
  assert.match(seen(), /^· 0 (of|sur) 3 \S+ · node \d\S* s · browse/);
  assert.ok(seen().length < 40);
  board.end("node", "━━ node\nall is well\n");
  assert.match(seen(), /^━━ node\nall is well\n· 1 (of|sur) 3 \S+ · browser \d\S* s$/);
  board.close();
  assert.equal(seen(), "━━ node\nall is well\n");
});

it("elsewhere it comes now and then, and nothing is wiped", () => {
  const board = new Board(2, screen(false));
  board.begin("node");
  board.end("style", "━━ style\n");
  assert.equal(written, "━━ style\n");
  mock.timers.tick(60_000);
  assert.match(written, /^━━ style\n(· 1 (of|sur) 2 \S+ · node \d\S* s\n){2}$/);
  board.close();
  mock.timers.tick(60_000);
  assert.equal(written.split("\n").length, 4);
});
