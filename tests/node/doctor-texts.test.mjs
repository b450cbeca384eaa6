// The words of the doctor: lengths of time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inPackage } from "./support/command.mjs";

const { duration, textsIn } = await inPackage("lib/diagnosis/texts.js");
const [french, english] = await Promise.all([textsIn("fr"), textsIn("en")]);

test("a length of time has its largest unit, and the next one where there is some of it", () => {
  for (const [seconds, fr, en] of [
    [0, "0 s", "0 s"],
    [0.4, "0 s", "0 s"],
    [-3, "0 s", "0 s"],
    [59.6, "1 min", "1 min"],
    [61, "1 min 1 s", "1 min 1 s"],
    [3_600, "1 h", "1 h"],
    [3_659, "1 h", "1 h"],
    [5_400, "1 h 30 min", "1 h 30 min"],
    [86_400, "1 j", "1 d"],
    [86_401, "1 j", "1 d"],
    [86_400 + 3_599, "1 j", "1 d"],
    [2 * 86_400 + 5 * 3_600, "2 j 5 h", "2 d 5 h"],
  ]) {
    assert.deepEqual([duration(seconds, french), duration(seconds, english)], [fr, en], `${seconds}`);
  }
});
