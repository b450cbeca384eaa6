// What crosses into the wasm of the contract.

/** A contract as text, and whether it was given parsed: then it may hold what JSON cannot say (json.js). */
export interface ContractText {
  text: string;
  isParsed: boolean;
}

/** What the wasm exports: crates/contract/src/js/mod.rs. */
export interface Exports {
  memory: WebAssembly.Memory;
  reserve(length: number): number;
  ask(what: number, bytes: number, length: number): number;
  judge(schema: number, flags: number, length: number, isLast: number): number;
}
