// The port by which several processes share one token and one quota, and what every adapter of it takes. Written by
// hand.

/** What a cell holds, or that there is none (`version` and `value` are null), and the time. */
export interface StoreCell {
  version: string | null;
  value: string | null;
  /** Milliseconds of the store's own clock: processes whose clocks differ agree on it. */
  now: number;
}

/** What came of a write: the cell as it is afterwards, whoever wrote it. */
export interface StoreWrite extends StoreCell {
  /** Whether it was this write that did it. */
  ok: boolean;
}

/**
 * Cells that several processes read and write, each with a version. Nothing else is asked of an engine. One of your own
 * is held against it by `storeConformance` of sne-cotation/store/testing.
 */
export interface Store {
  /** The cell of that key. */
  read(key: string): Promise<StoreCell>;
  /**
   * Writes the cell, if its version is still that one (null: if there is none), and gives it another version, a text
   * that no cell of that key has ever had, not even before it expired or was wiped. Otherwise leaves it as it is.
   * `ttl`: after so many milliseconds there is no such cell any more.
   */
  write(key: string, value: string, version: string | null, ttl: number): Promise<StoreWrite>;
}

/** Options of every adapter. */
export interface StoreOptions {
  /** The language of its errors. Default: "fr". */
  language?: "fr" | "en";
}
