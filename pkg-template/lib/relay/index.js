// sne-cotation/relay: the token relay for a server, so that a page can call the API without ever holding the secret.
// Web standards only: it runs wherever there is a `Request` and a `Response`.

import { open } from "../client.js";
import { SneCotation } from "../index.js";
import { bytesOf } from "../loader.js";
import wasm from "../wasm/client-inline.js";
import { Handler } from "./handler.js";
import { readOptions } from "./options.js";
import { Tokens } from "./tokens.js";

export { SneError } from "../error.js";
export { toNodeHandler } from "./node.js";

const inlined = async () => bytesOf(wasm);

/**
 * The relay, as a function from a `Request` to the promise of a `Response`. Mistakes in its own options throw here;
 * those of the client's reject `ready()`.
 * @type {import("../../types/relay.d.ts").createTokenRelay}
 */
export function createTokenRelay(options) {
  const { own, client } = readOptions(options);
  const bring = own.wasm === undefined ? inlined : async () => own.wasm;
  const tokens = new Tokens(() => open(SneCotation, client, bring));
  const handler = new Handler(own, tokens);
  const close = () => tokens.close();
  return Object.assign((request) => handler.answer(request), {
    ready: () => tokens.ready(),
    close,
    [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]: close,
  });
}
