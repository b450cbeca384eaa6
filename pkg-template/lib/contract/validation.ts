// How calls of operations are held against the contract.

import type { ValidateOptions } from "../../types/index.d.ts";

/** What is wanted of a validation. */
export type WantedValidation = Required<ValidateOptions>;

/** The same, with what the wasm is asked with: `wants`, added up. */
export interface Validation extends WantedValidation {
  ofRequest: number;
  ofAnswer: number;
}
