// Brings a wasm to life: once, when it is first needed, and again if that failed.

const ready = new WeakSet();
const loading = new Map();

/**
 * The exports of the instantiated module. Callers with the same way to bring it wait for the same; one who brings rubbish
 * does not spoil it for the others.
 * @param {object} glue what wasm-bindgen generated
 * @param {() => Promise<BufferSource | WebAssembly.Module | Response>} bring brings the wasm in any of its forms
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

async function instantiate(glue, bring) {
  const source = await bring();
  const module = source instanceof WebAssembly.Module ? source : await compile(source);
  if (!ready.has(glue)) glue.initSync({ module });
  ready.add(glue);
  return glue;
}

async function compile(source) {
  // Read whole rather than streamed: a server that does not say `application/wasm` is not our user's fault.
  const bytes = typeof source?.arrayBuffer === "function" ? await source.arrayBuffer() : source;
  try {
    // Functions are compiled when they are first called: what is left takes a millisecond, less than the way to another thread and back.
    return new WebAssembly.Module(bytes);
  } catch (error) {
    // Chromium did not allow it on the thread of a page before 2023.
    if (error instanceof RangeError) return WebAssembly.compile(bytes);
    throw error;
  }
}
