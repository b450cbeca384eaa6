// How a simulator of either host is made.

import { Engine } from "./engine.js";
import { readOptions } from "./options.js";

/**
 * @import { SimulatorOptions } from "../../types/simulator.d.ts"
 * @import { Bring } from "./wasm.js"
 */

/**
 * Checks the options, loads the wasm, and makes a simulator of the given class.
 * @template Made
 * @param {new (engine: Engine, options: { origin?: string }) => Made} Class
 * @param {SimulatorOptions} [options]
 * @param {Bring} [bring]
 * @returns {Promise<Made>}
 */
export async function createAs(Class, options, bring) {
  const { origin, ...rest } = readOptions(options);
  const engine = await Engine.create(rest, bring).catch((error) => {
    throw error instanceof Error && error.constructor === Error
      ? new TypeError(error.message, { cause: error })
      : error;
  });
  return new Class(engine, { origin });
}
