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
  const { parts } = /** @type {{ parts?: import("./wasm.ts").Parts }} */ (source ?? {});
  if (!ready.has(glue)) glue.initSync({ module, parts });
  ready.add(glue);
  return glue;
}

/** @param {unknown} source */
async function compile(source) {
  // Read whole rather than streamed: a server that does not say `application/wasm` is not our user's fault.
  const response = /** @type {Response | undefined} */ (source);
  const bytes = /** @type {BufferSource} */ (
    typeof response?.arrayBuffer === "function" ? await response.arrayBuffer() : source
  );
  try {
    // Functions are compiled when they are first called: what is left takes a millisecond, less than the way to another
    // thread and back.
    return new WebAssembly.Module(bytes);
  } catch (error) {
    // Chromium did not allow it on the thread of a page before 2023.
    if (error instanceof RangeError) return WebAssembly.compile(bytes);
    throw error;
  }
}
