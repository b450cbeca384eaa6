// Values in flat form: what goes into the wasm of the contract, and what comes out.

/** Words and texts of a value that goes in. */
export type FlatValue = [words: Uint32Array, texts: string];

/** The same of one that comes out, its texts in UTF-8. */
export type RawValue = [words: Uint32Array, texts: Uint8Array];
