// Hands the test a client whose tokens come from a relay on another origin, and what came of a promise.

import { SneCotation, SneError } from "/package/dist/index.js";
import { tokenFromRelay } from "/package/dist/relay-page.js";

/** @import { CustomEnvironment } from "sne-cotation" */
/** @import { RelayError } from "sne-cotation/relay/page" */

/** @type {typeof globalThis.sne.connect} */
function connect(environment, relay, options) {
  const getToken = tokenFromRelay(relay, { language: "en", ...(options ?? { credentials: "include" }) });
  return SneCotation.create({ environment: /** @type {CustomEnvironment} */ (environment), getToken, language: "en" });
}

/** In a form that can leave the page. @type {typeof globalThis.sne.outcome} */
async function outcome(promise) {
  try {
    return { value: await promise };
  } catch (thrown) {
    const { name, kind, message, code, cause } = /** @type {SneError & { cause?: RelayError }} */ (thrown);
    return {
      error: {
        name,
        kind,
        message,
        code,
        cause: cause && { name: cause.name, code: cause.code, message: cause.message },
      },
    };
  }
}

globalThis.sne = { SneCotation, SneError, connect, outcome };
