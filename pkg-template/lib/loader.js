// Brings a wasm to life: once, when it is first needed, and again if that failed.

/** @import { Bring, Glue } from "./wasm.ts" */

const ready = new WeakSet();
const loading = new Map();

/**
 * The exports of the instantiated module. Callers with the same way to bring it wait for the same; one who brings
 * rubbish does not spoil it for the others.
 * @template {Glue} G
 * @param {G} glue what wasm-bindgen generated
 * @param {Bring} bring brings the wasm in any of its forms
 * @returns {Promise<G>}
 */
export async function load(glue, bring) {
  if (ready.has(glue)) return glue;
  if (!loading.has(bring))
    loading.set(
      bring,
      instantiate(glue, bring).finally(() => loading.delete(bring)),
    );
  return loading.get(bring);
}

/**
 * @param {Glue} glue
 * @param {Bring} bring
 */
async function instantiate(glue, bring) {
  const source = await bring();
  const module = source instanceof WebAssembly.Module ? source : await compile(source);
  if (!ready.has(glue)) glue.initSync({ module });
  ready.add(glue);
  return glue;
}

/** @param {unknown} source */
async function compile(source) {
  // Read whole rather than streamed: a server that does not say `application/wasm` is not our user's fault.
  const response = /** @type {Response | undefined} */ (source);
  const bytes = typeof response?.arrayBuffer === "function" ? await response.arrayBuffer() : source;
  return WebAssembly.compile(/** @type {BufferSource} */ (bytes));
}

/**
 * The bytes of a base64 text.
 * @param {string} base64
 */
export function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(base64);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
