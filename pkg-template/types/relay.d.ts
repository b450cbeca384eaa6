// Types of sne-cotation/relay, written by hand. They need neither the DOM library nor @types/node: where one of them is
// present, requests and responses have its types; where none is, structural ones.

import type { CredentialOptions, SneError as SneErrorType } from "./index.js";

export { SneError } from "./index.js";

// biome-ignore-start lint/suspicious/noExplicitAny: what the platform's own types have.

/** A standard `Request`, as far as it is needed where no library declares it. */
export interface MinimalRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: any;
  readonly signal: any;
}

/** A standard `Response`, as far as it is needed where no library declares it. */
export interface MinimalResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: any;
  json(): Promise<any>;
  text(): Promise<string>;
}

// biome-ignore-end lint/suspicious/noExplicitAny: of the platform

/** The platform's own `Request` if it has one. */
export type RelayRequest = typeof globalThis extends { Request: { prototype: infer Present } }
  ? Present
  : MinimalRequest;

/** The platform's own `Response` if it has one. */
export type RelayResponse = typeof globalThis extends { Response: { prototype: infer Present } }
  ? Present
  : MinimalResponse;

/** The options of `createTokenRelay`: credentials, options of the client, and the relay's own. */
export interface RelayOptions
  extends Pick<
    CredentialOptions,
    | "environment"
    | "tokenUrl"
    | "apiUrl"
    | "clientId"
    | "clientSecret"
    | "scope"
    | "fetch"
    | "timeout"
    | "deadline"
    | "retry"
    | "store"
    | "fleet"
    | "onEvent"
    | "maxResponseBytes"
    | "language"
  > {
  /**
   * Says who asks: gives the key of the session (a text that is not empty), or something false to refuse. The key
   * counts the requests of a session; it goes nowhere else. An error is a refusal too, and goes to `onError`. Whoever
   * gets a token can call the API in your name: look at your own session here, not at anything that a page can write as
   * it likes. The request's body is the relay's: do not read it.
   *
   * @example
   * authorize: async (request) => (await sessionFrom(request.headers.get("cookie")))?.id
   */
  authorize: (request: RelayRequest) => string | false | null | undefined | Promise<string | false | null | undefined>;
  /**
   * The origins of the pages that get tokens, exactly as browsers send them: `"https://app.example"`. No path, no final
   * slash, no wildcard; `https`, or `http` on the machine's own (loopback) addresses. At least one.
   */
  allowedOrigins: readonly string[];
  /**
   * Whether pages on other origins than the relay's may send cookies (`Access-Control-Allow-Credentials`). Pages on the
   * relay's own origin always can. Default: false.
   */
  allowCredentials?: boolean;
  /**
   * How many token requests a session may make at once; they come back one by one, all of them within a minute. A whole
   * number from 1 to 1,000,000. Default: 10.
   */
  rateLimit?: { perMinute?: number };
  /**
   * Told of every failure that a page is only told the kind of: no token, wrong options, an `authorize` that failed. An
   * `SneError` is safe to log; what `authorize` threw is yours.
   */
  onError?: (error: SneErrorType | unknown) => void;
  /**
   * The package's wasm (`sne-cotation/sne_cotation.wasm`) as a `WebAssembly.Module`, where code may not be compiled at
   * run time: Cloudflare Workers. Default: the one that the package carries.
   */
  wasm?: unknown;
  /** The same of `sne-cotation/sne_cotation_fleet.wasm`, where there is a `store` and `wasm` is given. */
  fleetWasm?: unknown;
}

/** A relay: a function from a request to its answer, which never rejects. */
export interface TokenRelay {
  (request: RelayRequest): Promise<RelayResponse>;
  /** Checks the client's options and loads its wasm; sends nothing. Rejects with an `SneError` of kind "config". */
  ready(): Promise<void>;
  /** Lets token requests under way end, refuses others (503), and forgets the token. `await using` does it too. */
  close(): Promise<void>;
}

/** What a page is told instead of a token, as JSON: `{ error: RelayRefusal }`. Safe to show. */
export interface RelayRefusal {
  /** "relay" when the relay refuses; otherwise the kind of the `SneError` because of which there is no token. */
  kind: string;
  /** `not-authorised`, `origin-refused`, `too-many-requests`, `token-unavailable`, … */
  code: string;
  /** In the relay's language, and neutral: the state of the credentials is not the page's business. */
  message: string;
  advice: string;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  /** Seconds to wait before, if known. */
  retryAfter?: number;
}

/**
 * A relay of tokens for pages. It throws an `SneError` of kind "config" when one of its own options is wrong; the
 * client's options are checked by `ready()`, or at the first request.
 *
 * @example
 * const relay = createTokenRelay({
 *   environment: "production", clientId, clientSecret,
 *   authorize: async (request) => (await sessionFrom(request.headers.get("cookie")))?.id,
 *   allowedOrigins: ["https://app.example"],
 *   onError: (error) => console.error(error),
 * });
 * await relay.ready();
 */
export declare function createTokenRelay(options: RelayOptions): TokenRelay;

/** What `toNodeHandler` needs of `http.IncomingMessage`. */
export interface NodeRequestLike {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  complete: boolean;
}

/** What `toNodeHandler` needs of `http.ServerResponse`. */
export interface NodeResponseLike {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: what Node's own types have.
  end(body?: any): unknown;
  once(event: "close", listener: () => void): unknown;
  off(event: "close", listener: () => void): unknown;
}

/**
 * The relay for `node:http`, Express, Connect and the like. A request is aborted when its client goes away. `authorize`
 * sees the method, the headers and the path; the address's scheme and host are not the true ones.
 *
 * @example
 * createServer(toNodeHandler(relay)).listen(3000, "127.0.0.1");
 */
export declare function toNodeHandler(
  relay: (request: RelayRequest) => Promise<RelayResponse>,
): (request: NodeRequestLike, response: NodeResponseLike) => Promise<void>;
