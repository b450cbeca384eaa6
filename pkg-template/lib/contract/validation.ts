// How calls of operations are held against the contract.

import type { ValidationMode } from "../../types/index.d.ts";

/** What is wanted of a validation. */
export interface WantedValidation {
  request: ValidationMode;
  response: ValidationMode;
  /** Whether messages show the values that are wrong. */
  values: boolean;
}

/** The same, with what the wasm is asked with: `wants`, added up. */
export interface Validation extends WantedValidation {
  ofRequest: number;
  ofAnswer: number;
}
