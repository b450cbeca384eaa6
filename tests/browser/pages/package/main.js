// Hands the package to the test, and does in the page what the tests have in common.

import { SneCotation, SneError } from "/package/dist/index.js";

/** @import { CustomEnvironment, TokenOptions } from "sne-cotation" */

/**
 * A client whose tokens come from the page's own server, as on PISTE they must; `relay` is the path there.
 * @type {typeof globalThis.sne.connect}
 */
function connect(environment, relay) {
  /** @type {TokenOptions["getToken"]} */
  const getToken = async ({ signal }) =>
    (await fetch(relay, { method: "POST", signal: /** @type {AbortSignal} */ (signal) })).json();
  return SneCotation.create({ environment: /** @type {CustomEnvironment} */ (environment), getToken, language: "en" });
}

/** What came of a promise, in a form that can leave the page. @type {typeof globalThis.sne.outcome} */
async function outcome(promise) {
  try {
    return { value: await promise };
  } catch (error) {
    const { name, message, kind, code, status } = /** @type {SneError} */ (error);
    return { error: { name, message, kind, code, status, isSneError: error instanceof SneError } };
  }
}

globalThis.sne = { SneCotation, SneError, connect, outcome };
