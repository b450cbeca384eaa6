// Brings the wasm to life: once, when it is first needed, and again if that failed.

let loading;

/**
 * The exports of the instantiated module.
 * @param {object} glue what wasm-bindgen generated
 * @param {() => Promise<BufferSource | WebAssembly.Module | Response>} bring brings the wasm in any of its forms
 */
export function load(glue, bring) {
  loading ??= instantiate(glue, bring).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function instantiate(glue, bring) {
  const source = await bring();
  glue.initSync({ module: source instanceof WebAssembly.Module ? source : await compile(source) });
  return glue;
}

async function compile(source) {
  // Read whole rather than streamed: a server that does not say `application/wasm` is not our user's fault.
  const bytes = typeof source?.arrayBuffer === "function" ? await source.arrayBuffer() : source;
  return WebAssembly.compile(bytes);
}

/** The bytes of a base64 text. */
export function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(base64);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
