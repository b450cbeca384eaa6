// What crosses into the wasm of long runs.

/** Settings of a run, in the order in which crates/bulk/src/js/settings.rs reads them. `NaN`: none. */
export interface Settings {
  concurrency: number;
  isOrdered: boolean;
  /** 0: no item has an effect; 1: those whose calls say so; 2: all. */
  effects: number;
  /** 0: hold; 1: retry; 2: ask. */
  inDoubt: number;
  stopsAtFailure: boolean;
  stopAfter: number;
  stopRate: number;
  redoesFailures: boolean;
  /** Milliseconds. */
  maxWait: number;
  /** Milliseconds since 1970. */
  until: number;
  total: number;
  /** Calls, and in how many seconds. */
  windows: [limit: number, seconds: number][];
}

/** What is told of a call that has failed. */
export interface CallFailure {
  kind: string;
  code?: string;
  status?: number;
  retryable: boolean;
  retryAfter?: number;
}

/** What the wasm exports: crates/bulk/src/js/mod.rs. */
export interface Exports {
  memory: WebAssembly.Memory;
  reserve(length: number): number;
  read(length: number): void;
  is_begun(): number;
  length(which: number): number;
  begin(numbers: number, isKept: number, operation: number, target: number, run: number): number;
  take(): number;
  next(): number;
  pulled(length: number): number;
  ended(): void;
  permit(n: number, hasEffect: number): number;
  answered(
    n: number,
    attempts: number,
    hasFailed: number,
    kind: number,
    status: number,
    isRetryable: number,
    retryAfter: number,
  ): number;
  settled(n: number, isOk: number, kind: number, code: number, status: number): void;
  resolved(n: number, known: number): void;
  give(): number;
  acknowledged(n: number, output: number, errors: number): void;
  stop(cause: number): void;
  abandon(): void;
  stopped(): number;
  end(): void;
  wakes_in(): number;
  progress(): void;
  counts(): void;
  plan(calls: number): number;
}
