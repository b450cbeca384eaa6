// Classes and functions of the platform, looked up when they are needed: what is imported may never be used, and test
// environments that imitate a page (jsdom, happy-dom) lack some on Node, or have others in their place. What is lacking
// is Node's own then; so is what Node's `fetch` would not take of another make.

import { isPage, takesRequests } from "./runtime.js";

/** @typedef {Record<string, unknown>} Realm */

/**
 * A module of Node's, where this runs on it.
 * @param {string} name
 * @returns {Realm | undefined}
 */
function builtin(name) {
  return /** @type {Realm | undefined} */ (globalThis.process?.getBuiltinModule?.(name));
}

/** @type {Realm | undefined} */
let outerKnown;

/** The global object of Node itself: in Jest and in `node:vm`, not the one that is seen. */
function outer() {
  const vm = /** @type {typeof import("node:vm") | undefined} */ (/** @type {unknown} */ (builtin("node:vm")));
  outerKnown ??= vm?.runInThisContext("globalThis");
  return outerKnown;
}

/**
 * A global class or function, or Node's own where there is none.
 * @template {keyof typeof globalThis} Name
 * @param {Name} name
 * @returns {(typeof globalThis)[Name]}
 */
export function globalOf(name) {
  const found = globalThis[name] ?? builtin("node:util")?.[name] ?? outer()?.[name];
  return /** @type {(typeof globalThis)[Name]} */ (found);
}

/** Modules of Node's that have a class of what can be sent. */
const homes = { Blob: "node:buffer", File: "node:buffer", URLSearchParams: "node:url", FormData: "" };

/**
 * The class of files or forms that the platform's `fetch` sends.
 * @template {keyof typeof homes} Name
 * @param {Name} name
 * @returns {(typeof globalThis)[Name]}
 */
export function sentClass(name) {
  const nodes = sendsByNode() ? (builtin(homes[name])?.[name] ?? outer()?.[name]) : undefined;
  return /** @type {(typeof globalThis)[Name]} */ (nodes ?? globalThis[name]);
}

/** Whether requests go by Node's own `fetch`, whatever else is imitated. */
function sendsByNode() {
  return !isPage() && builtin("node:util") !== undefined && (globalThis.fetch === undefined || takesRequests());
}

/** @type {typeof AbortController | undefined} */
let nodesController;

/**
 * What aborts a request; nothing where there is no such thing. Node's `fetch` takes Node's own signal only.
 * @param {boolean} isGiven whether a function of the caller's is to get the signal
 */
export function abortController(isGiven) {
  const { AbortController } = globalThis;
  const util = /** @type {typeof import("node:util") | undefined} */ (/** @type {unknown} */ (builtin("node:util")));
  if (util?.transferableAbortController !== undefined && (isGiven ? !isPage() : sendsByNode())) {
    nodesController ??= /** @type {typeof AbortController} */ (util.transferableAbortController().constructor);
    return new nodesController();
  }
  return AbortController === undefined ? undefined : new AbortController();
}

/**
 * The platform's `fetch`.
 * @param {RequestInfo} input
 * @param {RequestInit} init
 */
export function send(input, init) {
  const fetch = globalOf("fetch");
  return fetch(input, init);
}

/** Whether there is one: environments that imitate a page may have none. */
export function hasFetch() {
  return typeof globalOf("fetch") === "function";
}

/** Text from UTF-8, by a decoder that is made when it is first used. */
export function lazyDecoder() {
  /** @type {TextDecoder | undefined} */
  let decoder;
  /** @param {Uint8Array} bytes */
  const decode = (bytes) => {
    decoder ??= new (globalOf("TextDecoder"))("utf-8", { ignoreBOM: true });
    return decoder.decode(bytes);
  };
  return { decode };
}

/** Text to UTF-8, in the same way. */
export function lazyEncoder() {
  /** @type {TextEncoder | undefined} */
  let encoder;
  const known = () => {
    encoder ??= new (globalOf("TextEncoder"))();
    return encoder;
  };
  return {
    /** @param {string} text */
    encode: (text) => known().encode(text),
    /** @param {string} text @param {Uint8Array} bytes */
    encodeInto: (text, bytes) => known().encodeInto(text, bytes),
  };
}
