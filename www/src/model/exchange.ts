// A call that was made, or is being made, with all that is known of it: what the history keeps.

import type { SneEvent } from "sne-cotation";
import type { CopyTarget, SentRequest } from "../copy-as/call.ts";
import type { Failure } from "./failure.ts";
import type { Route } from "./forward.ts";
import type { EnvironmentName } from "./settings.ts";

/** What is to be called. */
export interface Call {
  /** The contract's operation; "healthcheck" for the console's own, which needs no contract. */
  operation: { id: string; method: string; path: string; isBuiltIn: boolean };
  parameters: Record<string, unknown>;
  /** Whether it is sent although the contract has something against its parameters. */
  isUnchecked?: boolean;
}

/** What came back from a call. */
export interface Answer {
  status: number;
  headers: [name: string, value: string][];
  data: unknown;
}

export type CallOutcome =
  | { type: "answer"; answer: Answer }
  | { type: "failure"; failure: Failure }
  | { type: "cancelled" };

export interface Exchange {
  /** Counted from 1. */
  id: number;
  call: Call;
  environment: EnvironmentName;
  target: CopyTarget;
  route: Route;
  /** On the machine's clock. */
  startedAt: number;
  /** Undefined while it is under way. */
  ended: Ended | undefined;
}

export interface Ended {
  outcome: CallOutcome;
  /** Milliseconds, all in all. */
  milliseconds: number;
  /** How many of these were spent waiting for a token. */
  forToken: number;
  /** What the client told meanwhile. */
  events: readonly SneEvent[];
  /** What left last, without its token; undefined when nothing did. */
  sent: SentRequest | undefined;
}

export const HEALTHCHECK: Call = {
  operation: { id: "healthcheck", method: "GET", path: "/healthcheck", isBuiltIn: true },
  parameters: {},
};
