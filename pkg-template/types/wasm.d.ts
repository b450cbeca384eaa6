// The `.wasm` files of the package, imported as modules: what Workers make of them, and what `sne-cotation/slim` takes.
// A bundler that makes something else of such an import (an address, bytes) brings its own declaration of it.

/** `WebAssembly.Module`, where the program's libraries have it: those of the DOM, of Node or of Workers. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Instance } } } ? Instance : object;

declare const module: Module;
export default module;
