// sne-cotation/simulator in Node: the same, and a local server.

import { createAs } from "./create.js";
import { listen } from "./server.js";
import { Simulator as PortableSimulator } from "./simulator.js";

/**
 * @import { ListenOptions } from "../../types/simulator.d.ts"
 * @import { Engine } from "./engine.js"
 */

/** PISTE in miniature, with sockets. Made by `createSimulator`. */
export class Simulator extends PortableSimulator {
  #engine;

  /**
   * @param {Engine} engine
   * @param {{ origin?: string }} [options]
   */
  constructor(engine, options) {
    super(engine, options);
    this.#engine = engine;
  }

  /**
   * Serves the four hosts on one local address; the first path segment is the first label of the host.
   * @param {ListenOptions} [options]
   * @override
   */
  listen(options) {
    return listen(this.#engine, options);
  }
}

/** @type {typeof import("../../types/simulator.d.ts").createSimulator} */
export function createSimulator(options) {
  return createAs(Simulator, options);
}
