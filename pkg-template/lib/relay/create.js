// How a relay is made, with the client of the entry that makes it.

import { open } from "../create.js";
import { Handler } from "./handler.js";
import { readOptions } from "./options.js";
import { Tokens } from "./tokens.js";

/**
 * The relay, as a function from a `Request` to the promise of a `Response`. Mistakes in its own options throw here;
 * those of the client's reject `ready()`.
 * @param {typeof import("../index.js").SneCotation} Class the class of the client
 * @returns {typeof import("../../types/relay.d.ts").createTokenRelay}
 */
export function relayWith(Class) {
  return function createTokenRelay(options) {
    const { own, client } = readOptions(options);
    const bring = async () => own.wasm;
    const bringFleet = async () => own.fleetWasm;
    const brought = () => open(Class, client, bring, undefined, undefined, undefined, bringFleet);
    const tokens = new Tokens(() => (own.wasm === undefined ? Class.create(client) : brought()));
    const handler = new Handler(own, tokens);
    const close = () => tokens.close();
    /** @param {Request} request */
    const answer = (request) => handler.answer(request);
    return Object.assign(answer, {
      ready: () => tokens.ready(),
      close,
      [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]: close,
    });
  };
}
