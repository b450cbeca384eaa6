// The entry for callers who bring the wasm themselves: edge runtimes, pages that cache it on its own.

import type { AnyOperations, Client, OperationsOf, Options } from "./index.js";

export * from "./index.js";

/** The wasm of the package (`sne-cotation/sne_cotation.wasm`), in the form that suits the runtime. */
export interface WasmOption {
  /** A `WebAssembly.Module`, its bytes, a `Response`, or a promise of one of these. */
  wasm: unknown;
  /** The same of `sne-cotation/sne_cotation_contract.wasm`, when there is a `contract`. */
  contractWasm?: unknown;
  /** The same of `sne-cotation/sne_cotation_diagnosis.wasm`, for `diagnose`. */
  diagnosisWasm?: unknown;
  /** The same of `sne-cotation/sne_cotation_bulk.wasm`, for `bulk`. */
  bulkWasm?: unknown;
  /** The same of `sne-cotation/sne_cotation_fleet.wasm`, for a `store`. */
  fleetWasm?: unknown;
}

/** The same client as that of the default entry. */
export declare class SneCotation<
  Operations extends OperationsOf<Operations> = AnyOperations,
> extends Client<Operations> {
  private constructor();
  /** A client whose options have been checked; rejects with an `SneError` of kind "config" on a mistake. */
  static create<Operations extends OperationsOf<Operations> = AnyOperations>(
    options: Options & WasmOption,
  ): Promise<SneCotation<Operations>>;
}
