// Types of sne-cotation/store/testing, written by hand.

import type { Store, StoreOptions } from "./store.js";

export type { Store, StoreCell, StoreOptions, StoreWrite } from "./store.js";

/** Options of `memoryStore`. */
export interface MemoryStoreOptions {
  /** The store's clock, in milliseconds. Default: that of this process. */
  now?: () => number;
}

/** A store in the memory of this process: for tests, and to read what a store has to do. */
export interface MemoryStore extends Store {
  /** Forgets all cells, as an engine does that loses its data. */
  wipe(): void;
}

/** A store in the memory of this process. */
export declare function memoryStore(options?: MemoryStoreOptions): MemoryStore;

/** Options of `storeConformance`. */
export interface StoreConformanceOptions extends StoreOptions {
  /**
   * A store over the engine under test, with a connection of its own where there are connections: a check makes several
   * of them, each in the place of a process.
   */
  create(): Store | Promise<Store>;
  /** Called with each store once its check is over. */
  close?(store: Store): unknown;
  /** Empties the engine. With it, checks are added on what comes after. */
  wipe?(): unknown;
}

/** One check: give its name and its function to the test runner. */
export interface StoreCheck {
  name: string;
  /** Rejects, with what was expected and what was found, if the store is not as it must be. */
  run(): Promise<void>;
}

/**
 * What every store must do, as checks for any test runner:
 * `for (const { name, run } of storeConformance({ create })) test(name, run);`
 */
export declare function storeConformance(options: StoreConformanceOptions): StoreCheck[];
