// Types of sne-cotation/simulator, written by hand. They need neither the DOM library nor @types/node: where one of
// them is present, `fetch` has its type; where none is, a structural one.

/** The platform's own `fetch` type if it has one, so that `simulator.fetch` goes wherever `fetch` goes. */
export type Fetch = typeof globalThis extends { fetch: infer Present } ? Present : MinimalFetch;

/** `fetch` as far as it is needed where no library declares it. */
export type MinimalFetch = (
  input: string | { readonly href: string },
  init?: MinimalRequestInit,
) => Promise<MinimalResponse>;

/** What `MinimalFetch` takes. */
export interface MinimalRequestInit {
  method?: string;
  headers?: Record<string, string> | Iterable<readonly [string, string]>;
  body?: string | Uint8Array | object | null;
  signal?: { readonly aborted: boolean; readonly reason: unknown } | null;
  redirect?: "follow" | "manual" | "error";
  credentials?: "omit" | "same-origin" | "include";
}

/** What `MinimalFetch` gives. */
export interface MinimalResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly url: string;
  readonly redirected: boolean;
  readonly headers: {
    get(name: string): string | null;
    has(name: string): boolean;
    forEach(callback: (value: string, name: string) => void): void;
  };
  text(): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: what the platform's own types have.
  json(): Promise<any>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** One of PISTE's environments. */
export type Environment = "production" | "sandbox";

/** One of the two servers of an environment. */
export type Server = "authorization-server" | "gateway";

/** The two addresses of an environment. */
export interface Addresses {
  /** Where tokens are granted. */
  tokenUrl: string;
  /** The API: gateway and base path, without a final slash. */
  apiUrl: string;
}

/** The addresses of both environments. */
export type Environments = Record<Environment, Addresses>;

/**
 * So many in each window. Windows are fixed and start at multiples of their length on the simulator's clock, or slide:
 * then any interval of that length counts.
 */
export interface Quota {
  /** Length of the window in seconds: 1, 60, 3600, 86400. */
  window: number;
  /** What fits in one window. */
  limit: number;
  /** What was already used in the window in which the simulator starts; 0 by default. */
  spent?: number;
  /** Whether the window slides; false by default. `spent` is for windows that do not. */
  sliding?: boolean;
}

/** A client application, as the portal knows it. */
export interface Application {
  /** A short word by which `find` finds it. */
  label: string;
  /** Its name on the portal; a sandbox application's starts with `APP_SANDBOX`. */
  name: string;
  /** What it is for. */
  description: string;
  /** Where it lives. The other environment does not know it. */
  environment: Environment;
  clientId: string;
  clientSecret: string;
  /** A disabled application still gets tokens, which the gateway refuses with 401. */
  enabled: boolean;
  /** The subscription to SNE-Cotation; 403 with an empty body unless approved. */
  subscription: "none" | "pending" | "approved";
  /** Whether the API's terms of use (CGU) are accepted; 403 with an empty body otherwise. */
  termsAccepted: boolean;
  /** Whether a business profile was given; `ERRAUTUSR0001` otherwise. */
  businessProfile: boolean;
  /** The scopes of its tokens, separated by spaces. */
  scopes: string;
  /** The pages that may call the API; `*` is any. */
  javascriptOrigins: string[];
  /** How many calls it may make. All quotas count at once. */
  quotas: Quota[];
  /** How many tokens it may ask for; null for the simulator's general limit. */
  tokenThrottle: Quota | null;
  /** Blocked after suspicious activity: 423. */
  blocked: boolean;
  /** Lifetime of its tokens in seconds. */
  tokenLifetime: number;
  /** The HTTP status that comes with `ERRAUTUSR0001`; PISTE's is not documented. */
  profileStatus: number;
}

/** An application to add: what is left out is as in one to which nothing is missing. */
export type NewApplication = Pick<Application, "environment" | "clientId" | "clientSecret"> & Partial<Application>;

/** Labels of the ready-made applications; each exists in both environments. */
export type ReadyMade =
  | "works"
  | "disabled"
  | "no-subscription"
  | "subscription-pending"
  | "terms-not-accepted"
  | "no-profile"
  | "missing-scope"
  | "origin-not-allowed"
  | "blocked"
  | "quota-by-second"
  | "quota-by-day"
  | "short-lived-tokens"
  | "token-throttled";

/** A trouble that needs no particulars, by its name alone. */
export type PlainFault =
  /** 504. */
  | "gateway-timeout"
  /** 404 with the gateway's "General Exception" page, or the request's body reflected. */
  | "general-exception"
  /** 302 to an HTML login page. */
  | "login-redirect"
  /** The HTML login page with 200. */
  | "html-page"
  /** 400 with a body that is not an OAuth error. */
  | "throttled-token"
  /** 400 `invalid_client`, however good the credentials are. */
  | "refused-client"
  /** 401: the gateway's token store is down, and knows no token. */
  | "token-store-down"
  /** 401 of the API behind the gateway, with a realm of its own. */
  | "api-unauthorized"
  /** 503 without `Retry-After`. */
  | "outage"
  /** No answer at all. */
  | "dropped-connection";

/** One trouble, consumed by one request. */
export type Fault =
  | PlainFault
  | { type: PlainFault }
  /** This status once; 400 and 404 reflect the request's body. */
  | { type: "flapping"; status: number }
  /** This status and nothing else: no body, no header that says why. */
  | { type: "empty"; status: number }
  | { type: "api-unauthorized"; realm?: string }
  /** A token whose `expires_in` is this, whatever it is. */
  | { type: "expires-in"; seconds: number }
  /** 503, with `Retry-After` in seconds. */
  | { type: "outage"; retryAfter?: number }
  /** Any answer. */
  | {
      type: "answer";
      /** From 200 to 599. */
      status: number;
      headers?: Record<string, string> | Iterable<readonly [string, string]>;
      body?: string | Uint8Array;
    }
  /** The normal answer, later. */
  | { type: "delay"; milliseconds: number }
  /** The normal answer, in pieces of `chunkSize` bytes (1 by default) with a wait before each. */
  | { type: "slow-body"; milliseconds: number; chunkSize?: number }
  /** The normal answer, announced whole and cut after so many bytes. */
  | { type: "truncated-body"; after: number }
  /** The normal answer, padded with white space to so many bytes: good JSON, only huge. */
  | { type: "huge-body"; bytes: number };

/** One request and the status it got. */
export interface Exchange {
  /** Milliseconds on the simulator's clock. */
  at: number;
  host: string;
  method: string;
  path: string;
  /** Without its `?`. */
  query: string;
  /** Whether the request carried `Origin`, that is: came from a page. */
  hadOrigin: boolean;
  /** The application, when the credentials or the token name one that exists. */
  clientId: string | null;
  /** 0 when the connection was dropped. */
  status: number;
}

/** Options of `createSimulator`; an unknown one is an error. */
export interface SimulatorOptions {
  /** The applications, in place of the ready-made ones. */
  applications?: readonly NewApplication[];
  /** The same seed gives the same tokens, and the same answers of a contract's operations; 0 by default. */
  seed?: number;
  /**
   * A Swagger 2.0 document, parsed or as text: its operations are served below its base path, with answers made from
   * its schemas and examples, and requests that it does not allow are refused.
   */
  contract?: object | string;
  /** `"real"` (the default): the simulator's clock follows the machine's. `"manual"`: it moves by `advance` alone. */
  clock?: "real" | "manual";
  /** Seconds by which the servers' clocks, which `Date` tells, are ahead of this machine's; 0 by default. */
  clockSkew?: number;
  /** Behave, in `fetch`, as in a page at this origin. */
  origin?: string;
  /** Headers that pages may read (`Access-Control-Expose-Headers`); none by default, as on PISTE. */
  exposeHeaders?: readonly string[];
  /** How many token requests one client id may make; 20 a second by default. */
  tokenThrottle?: Quota;
  /** The form of `expires_in` in token answers; `"number"` by default. */
  expiresIn?: "number" | "text" | "absent";
  /**
   * `X-Rate-Limit` from 80 % of a quota on (`"vendor"`, the default), or `X-Rate-Limit-Limit`, `-Remaining`, `-Reset`
   * (`"split"`).
   */
  rateLimitHeaders?: "vendor" | "split";
}

/** Options of `listen`. */
export interface ListenOptions {
  /** 0, the default, is any free port. */
  port?: number;
  /** `127.0.0.1` by default: this machine only. */
  host?: string;
  /**
   * The address of your own server, to which the gateway hands what passes it, in place of the simulator's own
   * back-end. Paths are those below the API's base path; the token is not sent on.
   */
  upstream?: string | Upstream;
}

/** A server behind the gateway. */
export interface Upstream {
  /** `http` or `https`, without credentials; its path comes before that of a call. */
  url: string;
  /** Seconds that it has for the whole of an answer, after which the gateway answers 504; 30 by default. */
  timeout?: number;
  /** Whether it may be on another machine than this one; `false` by default. */
  allowRemote?: boolean;
}

/** A local server: the four hosts of PISTE under one address. */
export interface LocalServer {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** The addresses to give to the client. */
  readonly environments: Environments;
  /** Stops, cuts the open connections, leaves nothing behind. */
  close(): Promise<void>;
}

/** An operation of the contract that the simulator does not answer. */
export interface UnansweredOperation {
  operationId: string;
  /**
   * `"path"`: requests for it lead to another operation, whose path differs in its names only, or its path is longer
   * than any. `"schema"`: no value was found that fits the schema of its success.
   */
  reason: "path" | "schema";
}

/** PISTE and SNE-Cotation in miniature. */
export class Simulator {
  private constructor();

  /** The platform as a `fetch` function; needs no `this`. Knows PISTE's own addresses and no others. */
  readonly fetch: Fetch;

  /** A `fetch` that behaves as in a page at `origin`: with preflights, and nothing readable without CORS headers. */
  fetchFrom(origin: string): Fetch;

  /** The applications that exist, in copies. */
  readonly applications: Application[];

  /** PISTE's own addresses, which the client's presets use. */
  readonly environments: Environments;

  /** An application by its label; `find()` is the one that works in the sandbox. Throws when there is none. */
  find(label?: ReadyMade | (string & {}), environment?: Environment): Application;

  /**
   * Valid parameters for an operation of the contract, to give to `sne.call`. The same seed gives the same ones; 0, the
   * default, gives all the parameters, with the contract's own examples where they are right, other seeds some of them.
   * Throws without a contract, for an operation that it does not have, and where nothing was found that its schemas
   * allow.
   */
  example(operationId: string, options?: { seed?: number }): Record<string, unknown>;

  /**
   * The operations of the contract that get no answer from the simulator, looked for each time that this is read; of a
   * very large contract, those that are found in a reasonable time.
   */
  readonly unanswered: UnansweredOperation[];

  /** Adds an application, in place of any with the same client id. */
  addApplication(application: NewApplication): void;

  /** Changes an application, from the next request on. */
  update(clientId: string, changes: Partial<Application>): void;

  /** Orders a fault for the next request, or the next `times`, to one of the two servers. Faults queue up. */
  inject(server: Server, fault: Fault, times?: number): void;

  /** Forgets the faults that were not consumed. */
  clearFaults(): void;

  /** Makes the gateway refuse the tokens of one application, or all, before their announced expiry. */
  revokeTokens(clientId?: string): void;

  /** Seconds since the simulator was made, on its own clock. */
  readonly now: number;

  /** Moves the clock forward by so many seconds. */
  advance(seconds: number): void;

  /** What was received and answered, oldest first. */
  readonly exchanges: Exchange[];

  /** Forgets the exchanges. */
  clearExchanges(): void;

  /** Serves the platform on a local address. Node only; rejects elsewhere. */
  listen(options?: ListenOptions): Promise<LocalServer>;
}

/** Makes a simulator. Loads its WebAssembly on first use. */
export function createSimulator(options?: SimulatorOptions): Promise<Simulator>;
