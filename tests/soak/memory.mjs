// What a process holds on to: its heap after the garbage is gone, and the memories of its wasm instances.

import { setTimeout as pause } from "node:timers/promises";

/** @type {WebAssembly.Memory[]} */
const memories = [];

/** From here on, notes the memory of each wasm that comes to life, in the order in which they do. */
export function watchWasm() {
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, given, newTarget) {
      const instance = Reflect.construct(target, given, newTarget === WebAssembly.Instance ? target : newTarget);
      // By its class, because the build shortens the names.
      memories.push(...Object.values(instance.exports).filter((it) => it instanceof WebAssembly.Memory));
      return instance;
    },
  });
}

/** Bytes of each of them. */
export const wasmBytes = () => memories.map(({ buffer }) => buffer.byteLength);

/**
 * Bytes that are really held, on the heap and in buffers beside it (the wasm's left out): the least of several looks,
 * because what finalisers let go is only collected at the next.
 */
export async function heldBytes() {
  let least = Infinity;
  for (let look = 0; look < 6; look += 1) {
    // `npm run soak` and the suite start Node with --expose-gc.
    globalThis.gc?.();
    await pause(20);
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, heapUsed + arrayBuffers);
  }
  return least;
}
