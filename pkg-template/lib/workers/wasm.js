// The wasm of the client as modules of the platform's, each when it is first needed. That of the simulator is not among
// them: what an import names is uploaded with the Worker, used or not.

/** @returns {Promise<WebAssembly.Module>} */
export const bring = async () => (await import("../../sne_cotation.wasm")).default;

/** @returns {Promise<WebAssembly.Module>} */
export const bringContract = async () => (await import("../../sne_cotation_contract.wasm")).default;

/** @returns {Promise<WebAssembly.Module>} */
export const bringDiagnosis = async () => (await import("../../sne_cotation_diagnosis.wasm")).default;

/** @returns {Promise<WebAssembly.Module>} */
export const bringBulk = async () => (await import("../../sne_cotation_bulk.wasm")).default;

/** @returns {Promise<WebAssembly.Module>} */
export const bringFleet = async () => (await import("../../sne_cotation_fleet.wasm")).default;
