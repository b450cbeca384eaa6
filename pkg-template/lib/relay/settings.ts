// What the relay's own options come to.

import type { RelayOptions } from "../../types/relay.d.ts";
import type { Language } from "../failure.ts";

export interface RelaySettings {
  language: Language;
  authorize: RelayOptions["authorize"];
  /** The origins that get tokens. */
  origins: Set<string>;
  allowCredentials: boolean;
  /** Token requests of a session in a minute. */
  perMinute: number;
  onError: RelayOptions["onError"];
  wasm: unknown;
  fleetWasm: unknown;
}

/** Whom an answer is for. */
export interface Recipient {
  /** Undefined unless it is one of the allowed ones. */
  origin?: string;
  allowCredentials: boolean;
  language: Language;
}

/** What a page is given: the answer of a token endpoint, and no more. */
export interface Grant {
  access_token: string;
  token_type: string;
  expires_in: number;
}
