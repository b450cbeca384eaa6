// The bytes of a wasm that the package carries as text: deflated, in base64. By what the runtime has for it, and it may
// have nothing.

/**
 * @param {string} base64
 * @returns {Promise<BufferSource> | BufferSource} at once where that is the shortest way
 */
export function inflated(base64) {
  const bytes = bytesOf(base64);
  const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");
  return zlib?.inflateRawSync(bytes) ?? streamed(bytes);
}

/**
 * Written so that no bundler takes it for a use of Node's, which it would bring along.
 * @param {string} base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(base64);
  const { Buffer } = globalThis;
  if (typeof Buffer?.from === "function") return Buffer.from(base64, "base64");
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = characters.charCodeAt(place);
  return bytes;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<BufferSource>}
 */
async function streamed(bytes) {
  try {
    const body = /** @type {ReadableStream} */ (new Response(bytes).body);
    const stream = body.pipeThrough(new DecompressionStream("deflate-raw"));
    return await new Response(stream).arrayBuffer();
  } catch {
    // An old browser, or a page in miniature such as jsdom's.
    const { inflate } = await import("./inflate.js");
    return inflate(bytes);
  }
}
