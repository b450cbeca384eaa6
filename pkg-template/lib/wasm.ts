// A wasm of the package and its glue, as far as bringing it to life needs to know them.

/** What instantiates a wasm: wasm-bindgen generates it. */
export type InitSync = (wasm: { module: WebAssembly.Module; parts?: Parts }) => unknown;

/** What brings the parts of a wasm that few need, each by its name. */
export type Parts = Readonly<Record<string, Bring>>;

/** What wasm-bindgen generates. */
export interface Glue {
  initSync: InitSync;
}

/** Brings a wasm in any of its forms: a module, its bytes, a `Response`. A caller may have brought anything. */
export type Bring = () => Promise<unknown>;
