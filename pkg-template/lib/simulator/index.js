// sne-cotation/simulator where there is no Node: PISTE in miniature as a `fetch` function.

import { createAs } from "./create.js";
import { Simulator } from "./simulator.js";

export { Simulator };

/** @type {typeof import("../../types/simulator.d.ts").createSimulator} */
export function createSimulator(options) {
  return createAs(Simulator, options);
}
