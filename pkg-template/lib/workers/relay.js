// sne-cotation/relay in Workers (the condition "workerd").

import { relayWith } from "../relay/create.js";
import { SneCotation } from "./index.js";

export { SneError } from "../error.js";
export { toNodeHandler } from "../relay/node.js";

/**
 * @type {typeof import("../../types/relay.d.ts").createTokenRelay}
 */
export const createTokenRelay = relayWith(SneCotation);
