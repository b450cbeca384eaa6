// sne-cotation/simulator in Workers (the condition "workerd").

import { createAs } from "../simulator/create.js";
import { Simulator } from "../simulator/simulator.js";

export { Simulator };

const bring = async () => (await import("../../sne_cotation_simulator.wasm")).default;

/** @type {typeof import("../../types/simulator.d.ts").createSimulator} */
export function createSimulator(options) {
  return createAs(Simulator, options, bring);
}
