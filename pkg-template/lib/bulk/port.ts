// What a run needs of the client that it belongs to.

import type { Answer, Operation, OperationCallOptions, RequestOptions } from "../../types/index.d.ts";
import type { MakeError } from "../error.js";
import type { Language } from "../failure.ts";
import type { Bring } from "../wasm.ts";

/** What all calls of a run have of it. */
export type Extra = Pick<RequestOptions, "reserve" | "signal">;

/** A client, as a run uses it. */
export interface Port {
  client: {
    request(options: RequestOptions): Promise<Answer>;
    operations(): Operation[];
  };
  /** Binds and checks a call, and hands what would be sent to `send`. */
  bind(send: () => Promise<never>, id: string, parameters?: object | null, options?: object): Promise<Answer>;
  /** Makes a call; `extra` is put beside its request, where reading it as an option costs nothing. */
  call(extra: Extra, id: string, parameters?: object | null, options?: OperationCallOptions): Promise<Answer>;
  isClosed(): boolean;
  /** Brings the wasm of long runs. */
  bring: Bring;
  makeError: MakeError;
  language: Language;
  /** Options of the client. */
  rateLimit: unknown;
  environment: unknown;
  apiUrl: unknown;
}
