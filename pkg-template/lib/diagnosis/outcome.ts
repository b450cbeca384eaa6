// What comes of the probes of a diagnosis.

import type { Facts } from "../failure.ts";

/** What is seen of a request on its way through fetch. */
export interface SeenExchange {
  method: string;
  url: string;
  /** Milliseconds. */
  duration: number;
  /** What the head of the answer tells, if there was one. */
  status?: number;
  isOpaque?: boolean;
  contentType?: string;
  /** Seconds by which the server's clock is ahead; not a number when it does not say. */
  ahead?: number;
  /** The code of what fetch threw. */
  error?: string;
}

/** What came of a probe. */
export interface Outcome {
  /** The id of the reason why it failed. */
  reason?: string;
  facts?: Pick<Facts, "code" | "causeCode" | "retryAfter">;
  exchanges: SeenExchange[];
  /** The state that the API tells. */
  state?: string;
  /** Seconds that the token lives. */
  expiresIn?: number;
  /** Of a store: milliseconds of its slowest operation, its time, seconds by which this machine's clock is ahead. */
  store?: { took: number; now: number; ahead: number };
}

/** An outcome as the core takes it: see `learn` in crates/diagnosis/src/js/mod.rs. */
export type Told = [
  reason: string,
  status: number,
  contentType: string,
  code: string,
  network: string,
  retryAfter: number,
  ahead: number,
  took: number,
  isOpaque: boolean,
  state: string,
];

/** What is diagnosed: numbers of environments as the core has them, and the addresses. */
export interface Setting {
  environment: number;
  other: number;
  tokenUrl: string;
  apiUrl: string;
  /** Its beginning. */
  clientId?: string;
  /** Whether the contract has no `healthcheck`. */
  lacksHealthcheck: boolean;
  /** The name of the operation that is called in its place, as it may be shown; undefined where there is none. */
  operation?: string;
}
