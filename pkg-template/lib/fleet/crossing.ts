// What crosses the boundary of the wasm of fleets: crates/fleet/src/js.

/** What the wasm exports. */
export interface Exports {
  memory: WebAssembly.Memory;
  reserve(length: number): number;
  begin(application: number, secret: number, seed: number): void;
  key(cell: number): number;
  ask(asker: number, reserve: number, longestPause: number, deadline: number): void;
  give_up(asker: number): void;
  told(ticket: number, status: number, asked: number): void;
  announced(ticket: number, remaining: number, window: number): void;
  want(patience: number): void;
  drop_want(): void;
  unreadable(): void;
  obtained(lifetime: number): void;
  refused(status: number, code: number, isFinal: number, asked: number): void;
  sealed(length: number): void;
  answered(cell: number, ok: number, length: number, store: number, sent: number): void;
  failed(cell: number): void;
  is_alone(): number;
  wakes_in(): number;
  next(cell: number): number;
  number(place: number): number;
  length(place: number): number;
}

/** What a process is to know at the start. */
export interface Settings {
  /** Calls in a second, a minute, an hour and a day; 0 where nothing is declared. */
  limits: number[];
  /** The part of them that is not used. */
  unused: number;
  /** The part that is left to those who leave none. */
  reserve: number;
  /** How many processes there are; 0 where nobody knows. */
  size: number;
  /** Fingerprints. */
  application: string;
  secret: string;
}
