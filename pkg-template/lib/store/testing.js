// sne-cotation/store/testing: a store for tests, and the checks that every store must pass.

export { memoryStore } from "./memory.js";
export { storeConformance } from "./conformance/conformance.js";
