// The console's other screens for everybody, each with something on it. The first one:
// console-everybody-begin.test.mjs.

import { describe } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { SCENES } from "../support/console-scenes.mjs";
import { aConsoleForEverybody, testScenes } from "../support/console-everybody.mjs";

/** @typedef {keyof typeof SCENES} Scene */

/** @type {Scene[]} */
const OF_THE_FIRST_SCREEN = ["connect", "connected", "refused", "hidden", "missing"];

for (const [name, launch] of ONE_BROWSER)
  describe(`the console's screens in ${name}`, () => {
    const stage = aConsoleForEverybody(launch);
    const scenes = /** @type {Scene[]} */ (Object.keys(SCENES));
    testScenes(
      stage,
      scenes.filter((name) => !OF_THE_FIRST_SCREEN.includes(name)),
    );
  });
