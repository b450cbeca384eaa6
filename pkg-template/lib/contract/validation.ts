// How calls of operations are held against the contract.

import type { ValidateOptions } from "../../types/index.d.ts";

/** What is wanted of a validation, as crates/contract/src/validation/option.rs gives it. */
export interface Validation extends Required<ValidateOptions> {
  /** What integers of an answer become, if not numbers. */
  integers?: "text" | "bigint";
  /** What the wasm is asked with: `Flags` in crates/contract/src/validation/flags.rs, for each of the two ways. */
  ofRequest: number;
  ofAnswer: number;
}
