// sne-cotation/relay: the token relay for a server, so that a page can call the API without ever holding the secret.
// Web standards only: it runs wherever there is a `Request` and a `Response`.

import { SneCotation } from "../index.js";
import { relayWith } from "./create.js";

export { SneError } from "../error.js";
export { toNodeHandler } from "./node.js";

/**
 * @type {typeof import("../../types/relay.d.ts").createTokenRelay}
 */
export const createTokenRelay = relayWith(SneCotation);
