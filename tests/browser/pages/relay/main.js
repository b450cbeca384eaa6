// Hands the test a client whose tokens come from a relay on another origin, and what came of a promise.

import { SneCotation } from "/package/dist/index.js";
import { tokenFromRelay } from "/package/dist/relay-page.js";

function connect(environment, relay, options = { credentials: "include" }) {
  const getToken = tokenFromRelay(relay, { language: "en", ...options });
  return SneCotation.create({ environment, getToken, language: "en" });
}

/** In a form that can leave the page. */
async function outcome(promise) {
  try {
    return { value: await promise };
  } catch ({ name, kind, message, code, cause }) {
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

globalThis.sne = { connect, outcome };
