// The public interface of the package. Written by hand, so that it compiles with and without the DOM library.

import type { Store } from "./store.js";

export type { Store, StoreCell, StoreWrite } from "./store.js";

// biome-ignore-start lint/suspicious/noExplicitAny: what the platform's own types have; anything stricter refuses some.

/** What this package needs of a standard `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: any;
  addEventListener(type: "abort", listener: (event: any) => void, options?: any): void;
  removeEventListener(type: "abort", listener: (event: any) => void, options?: any): void;
}

/** What this package gives of a standard `Headers`. */
export interface HeadersLike {
  get(name: string): string | null;
  has(name: string): boolean;
  forEach(callback: (value: string, name: string) => void): void;
}

/** What this package needs of a standard `Response`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: any;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A function that does what the standard `fetch` does. */
export type FetchLike = (url: string, init: any) => Promise<ResponseLike>;

// biome-ignore-end lint/suspicious/noExplicitAny: of the platform

/** An environment of one's own. Addresses are `https`; `http` is for the machine's own (loopback) addresses. */
export interface CustomEnvironment {
  /** The token endpoint. Not needed with `getToken`. */
  tokenUrl?: string;
  /** The API's base address ("Chemin de base" on the portal, with its host). */
  apiUrl: string;
}

/** What `getToken` is told. */
export interface TokenRequest {
  /** Aborted when nobody waits for the token any more. */
  signal: AbortSignalLike;
  /** The token that the gateway refused last, so that the relay does not give the same again. */
  rejected?: string;
}

/** What `getToken` gives: the answer of the authorisation server. */
export interface TokenAnswer {
  access_token: string;
  /** Seconds it may still be used. */
  expires_in?: number | string | null;
  token_type?: string;
  [other: string]: unknown;
}

/** Which calls are tried again is in the documentation: in short, what may be repeated, when it may pass by itself. */
export interface RetryOptions {
  /** How often a call is sent, in all; 1 to 20. Default: 4. */
  attempts?: number;
  /** Milliseconds. When a server asks for a longer wait, the call fails at once, with `retryAfter`. Default: 30,000. */
  maxDelay?: number;
}

/**
 * How fast calls may leave: what is declared here, all of it together, and what the gateway announces, asks or implies.
 * No interval of that length has more calls than declared, whether the gateway counts in sliding or in fixed windows.
 * `{}` declares nothing and only listens.
 */
export interface RateLimitOptions {
  /** 1 to 1,000. */
  perSecond?: number;
  /** 1 to 60,000. */
  perMinute?: number;
  /** 1 to 3,600,000. */
  perHour?: number;
  /** 1 to 86,400,000. */
  perDay?: number;
  /**
   * The part of every window declared here that is left to others who share the quota, such as the people at work: 0 to
   * less than 1. Default: 0.
   */
  reserve?: number;
  /** How many calls may wait for their turn; 1 to 10,000. One more fails at once. Default: 1,000. */
  maxQueued?: number;
}

/** A step of a client. No secret, no token, no address and no body is in it. */
export interface SneEvent {
  /**
   * - `call`, `call-end`: a call begins; it is over, well without a `reason`, badly with one.
   * - `attempt`, `answer`, `attempt-failed`: a request of a call leaves, is answered, has failed.
   * - `wait`: a call waits, for the `cause` given.
   * - `token-request`, `token`, `token-failed`: a token is asked for, obtained, or not.
   * - `token-refused`: the gateway refuses a token.
   * - `circuit-open`, `circuit-closed`: a server does not answer any more, so that calls fail at once; it answers
   *   again.
   * - `contract`: a request or an answer does not fit the contract, and the call goes on: see `validate`.
   * - `remarks`: the contract that `create` was given has oddities, told once: see `remarks()`.
   * - `store-down`, `store-up`: the store does not answer any more, so that the process goes on alone; it answers
   *   again.
   */
  type:
    | "call"
    | "call-end"
    | "attempt"
    | "answer"
    | "attempt-failed"
    | "wait"
    | "token-request"
    | "token"
    | "token-failed"
    | "token-refused"
    | "circuit-open"
    | "circuit-closed"
    | "contract"
    | "remarks"
    | "store-down"
    | "store-up";
  /** When: milliseconds since 1970. */
  time: number;
  /** The number of the call, counted from 1; absent for what several calls share. */
  call?: number;
  /** The number of the request, counted from 1; at the end of a call, how many there were. */
  attempt?: number;
  /** Milliseconds: how long it took, or is going to take. */
  duration?: number;
  /** The status of the answer. */
  status?: number;
  /** Why it failed: a finer word than `kind`, such as "gateway-timeout". */
  reason?: string;
  /** The kind of failure. */
  kind?: SneErrorKind;
  /** Why a call waits: before it is tried again, because the server asks for it, or for its turn. */
  cause?: "back-off" | "retry-after" | "queue";
  /** Whose circuit it is. */
  server?: "api" | "authorization-server";
  /** Of `contract`: which way what does not fit goes, of which operation it is, and all that is wrong with it. */
  direction?: "request" | "response";
  operation?: string;
  errors?: readonly SneMistake[];
  /** Of `remarks`: what `remarks()` gives. */
  remarks?: readonly SneRemark[];
}

/** What a client has done since it was made. */
export interface SneMetrics {
  /** Calls that have begun. Those that are neither of the next three are under way. */
  calls: number;
  succeeded: number;
  aborted: number;
  /** Calls that have failed, by kind. */
  failures: { [kind in SneErrorKind]?: number };
  /** Requests sent to the API. */
  attempts: number;
  /** Repetitions, of calls and of token requests, but for those with another token. */
  retries: number;
  /** Requests for a token. */
  tokenRequests: number;
  /** Milliseconds of whole calls; percentiles to within a tenth. */
  latency: { p50: number; p90: number; p99: number; max: number };
  /** What was met of quotas. */
  quota: {
    /** How often the gateway has answered 429. */
    refusals: number;
    /** Seconds until calls may leave again, when it has asked to wait; 0 otherwise, and without `rateLimit`. */
    pausedFor: number;
    /** Calls a second that may leave in the long run, by what is declared and learnt; null without a limit. */
    rate: number | null;
    /** What it has refused, by window: at most one for each. */
    seen: SneQuotaSeen[];
  };
  /** What was asked of the `store`, where there is one. */
  store?: SneStoreMetrics;
}

/** What a client has asked of its store. */
export interface SneStoreMetrics {
  /** The name in `fleet`, if it has one. */
  name?: string;
  /** Whether it answers. While it does not, the process goes on within its own share. */
  up: boolean;
  reads: number;
  writes: number;
  /** Readings, and writes that came after another process's. */
  conflicts: number;
  /** Operations that failed, or were not answered in time. */
  failures: number;
}

/** How a process shares token and quota with the others of its application. */
export interface FleetOptions {
  /**
   * The part of every window of `rateLimit` that this process leaves to those without it, which go before it: 0 to less
   * than 1. Default: 0.
   */
  reserve?: number;
  /** How many processes there are: what each may use while there is no store, and none has a history. */
  size?: number;
  /** What it is called in `metrics()`. */
  name?: string;
  /** What the key follows from by which the token is encrypted, with `getToken`. Default: the client secret. */
  key?: string;
}

/** A quota that was used up: after how many calls, and what to declare next time. */
export interface SneQuotaSeen {
  /** The window that the wait points to. */
  within: "second" | "minute" | "hour" | "day";
  /** The calls of this client that came through in it. */
  calls: number;
  /** Seconds that the gateway asked to wait. */
  retryAfter: number;
  /** What would have avoided it, for the option `rateLimit`: `{ perHour: 24000 }`. */
  suggestion: RateLimitOptions;
}

/** A parameter of an operation: enough to draw the field of a form. */
export interface OperationParameter {
  /** The name under which `call` takes it: `name`, or `in.name` (`path.id`) when several parameters share that. */
  key: string;
  name: string;
  in: "path" | "query" | "header" | "formData" | "body";
  required: boolean;
  description?: string;
  /**
   * Of a body, its schema, whose `$ref`s are names in `definitions()`; of any other, what the contract says of its
   * values.
   */
  // biome-ignore lint/suspicious/noExplicitAny: JSON Schema, to be looked into.
  schema: Record<string, any>;
}

/** Something in the contract that could not be taken as it stands. */
export interface SneRemark {
  /** Where: a JSON Pointer into the contract. */
  pointer: string;
  /** What is odd: "reference-broken", "type", "parameter-twice", "path-unusable", … */
  rule: string;
  /** Sentences in the client's language: what is odd, what it costs, what to do. */
  message: string;
  /**
   * - `nothing`: calls do not suffer from it.
   * - `check`: something is not checked, or is done as is usual where the contract does not say how.
   * - `operation`: the operations that it touches cannot be called: `call` rejects with it.
   */
  costs: "nothing" | "check" | "operation";
  /** The operations that it touches, also through `$ref`s, by their `id`. */
  operations: string[];
}

/** An operation of the contract. */
export interface Operation {
  /** Its `operationId`; its method and path, "GET /healthcheck", when it has none of its own. */
  id: string;
  method: string;
  path: string;
  /** Empty when the contract says none. */
  summary: string;
  description?: string;
  tags: string[];
  deprecated: boolean;
  /** Those of its path among them; without the headers that are the client's own, such as `Authorization`. */
  parameters: OperationParameter[];
  /** The media types it takes and gives. Empty when the contract says none. */
  consumes: string[];
  produces: string[];
  /** What it can answer, in the order of the contract; without references, but in the schemas. */
  responses: OperationResponse[];
}

/** An answer that a contract declares. */
export interface OperationResponse {
  /** Its status, "200", or "default" for any other. */
  status: string;
  description?: string;
  /** As the contract has it: its `$ref`s are names in `definitions()`. */
  // biome-ignore lint/suspicious/noExplicitAny: JSON Schema, to be looked into.
  schema?: Record<string, any>;
}

/**
 * What comes of a request or an answer that does not fit the contract: the call fails, with kind "contract"; `onEvent`
 * is told, and the call goes on; or nobody looks.
 */
export type ValidationMode = "error" | "event" | "off";

/** Which of the two ways is held against the contract, and what comes of it. */
export interface ValidateOptions {
  /** Parameters and bodies. What cannot be sent at all is an error in any case. Default: "error". */
  request?: ValidationMode;
  /** Answers of success that are JSON. Default: "event", so that a change of the API's loses no answer. */
  response?: ValidationMode;
  /** Whether messages show the values that are wrong. They can be personal data. Default: false. */
  values?: boolean;
}

/** Options for every client. */
export interface CommonOptions {
  /** PISTE's production, PISTE's sandbox ("bac à sable"), or addresses of one's own. */
  environment?: "production" | "sandbox" | CustomEnvironment;
  /** Overrides the token endpoint of `environment`. */
  tokenUrl?: string;
  /** Overrides the API's base address of `environment`. */
  apiUrl?: string;
  /** Does what `fetch` does. Default: the platform's. */
  fetch?: FetchLike;
  /** Milliseconds for an attempt, its token and its body included; 1 to 86,400,000. Default: 30,000. */
  timeout?: number;
  /** Milliseconds for a call, all its attempts and waits included. Default: 120,000, or `timeout` if that is longer. */
  deadline?: number;
  /** How often a call is tried, and how long it may wait in between. `false`: once. */
  retry?: RetryOptions | boolean;
  /** Calls leave one after the other, so many a second, a minute, an hour or a day at most. Default: no limit. */
  rateLimit?: RateLimitOptions;
  /**
   * Where all processes of the application share one token, one quota and what the gateway refuses. Whatever becomes of
   * it, no call fails because of it.
   */
  store?: Store;
  /** How they do. Only with `store`. */
  fleet?: FleetOptions;
  /** Told each step of the client. What it throws is reported, and is no failure of the call. */
  onEvent?: (event: SneEvent) => void;
  /** The largest body that is read, in bytes; 1 to 536,870,888. Default: 33,554,432. */
  maxResponseBytes?: number;
  /**
   * The API's contract: the Swagger 2.0 document of the portal, parsed, as text or as bytes. `call` and `operations`
   * need it. With an environment of PISTE's and no `apiUrl`, its base path is that of the API; it has no say in
   * anything else of the address.
   */
  contract?: string | object;
  /**
   * How calls of operations are held against the contract. `true`: both ways, "error"; `false`: neither, "off".
   *
   * @example
   * const sne = await SneCotation.create({ …, contract, validate: { response: "error" } });
   */
  validate?: boolean | ValidateOptions;
  /**
   * What the integers of answers become that the contract declares `int64`, and any beyond 2^53: `"number"`, which may
   * lose digits; `"text"` or `"bigint"`, which keep all. Only for `call` and `pages`. Default: `"number"`.
   */
  integers?: "number" | "text" | "bigint";
  /**
   * Headers of every call of the API, but of no request for a token. Those of a call, and those that the contract makes
   * of its parameters, come before them. Not those that are the client's own (`Authorization`, `Host`, `Cookie` …), nor
   * `Content-Type`, which is as the body is written. No error and no event holds a value of theirs.
   */
  headers?: Record<string, Scalar>;
  /**
   * Whether the errors of calls have the body of the answer that failed, as `error.body`: what the API says in a form
   * of its own, further fields of `{ code, message }`. It may hold personal data, even those that were sent, so it is
   * only there where it is asked for. Tokens and the client secret are taken out of it. Default: false.
   */
  errorBody?: boolean;
  /** The language of messages and advice. Default: "fr". */
  language?: "fr" | "en";
}

/** On a server: the credentials of the application (portal, "Applications", section "Identifiants OAuth"). */
export interface CredentialOptions extends CommonOptions {
  clientId: string;
  clientSecret: string;
  /** The scope to ask for. Default: none, as in the guide. */
  scope?: string;
  /** In a page a secret is a mistake, unless this says that it is meant. */
  allowSecretInBrowser?: boolean;
  getToken?: undefined;
}

/** In a page: tokens come from a server of one's own. */
export interface TokenOptions extends CommonOptions {
  /** Gets a token, as the authorisation server gives it: `tokenFromRelay` of "sne-cotation/relay/page" makes one. */
  getToken: (request: TokenRequest) => TokenAnswer | Promise<TokenAnswer>;
  clientId?: undefined;
  clientSecret?: undefined;
  scope?: undefined;
}

/** The options of `SneCotation.create`. */
export type Options = CredentialOptions | TokenOptions;

/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, which then rejects with the signal's reason. */
  signal?: AbortSignalLike;
  /** Milliseconds for an attempt, instead of the client's. */
  timeout?: number;
  /** Milliseconds for all of it, instead of the client's. */
  deadline?: number;
  /** Instead of the client's. `accessToken` does not have it: calls share the request for a token. */
  retry?: RetryOptions | boolean;
  /**
   * The part of every window of `rateLimit` that this call leaves to calls without it, which go before it: 0 to less
   * than 1. `accessToken` does not have it.
   */
  reserve?: number;
  /** Whether its error has the body of the answer that failed. Default: as the client has it. */
  errorBody?: boolean;
}

/** A value that can be written in a query or a header. */
export type Scalar = string | number | boolean | null | undefined;

/** A call below the API's base path. */
export interface RequestOptions extends CallOptions {
  /** Default: "GET". */
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | (string & {});
  /** Relative to the API's base path: "/healthcheck". */
  path: string;
  /** Arrays become repeated names. */
  query?: Record<string, Scalar | readonly Scalar[]>;
  /** Before those of `create`. */
  headers?: Record<string, Scalar>;
  /**
   * Sent as JSON; bytes, files, forms and streams as they are. With GET and HEAD only by a `fetch` of one's own: the
   * platform's refuses.
   */
  body?: unknown;
  /** Whether making it twice does no more than making it once. Default: true but for POST and PATCH. */
  idempotent?: boolean;
  /**
   * Whether an answer 200 may be without a body: `data` is `undefined` then, as with 201, 202 and 204. Default: false,
   * because an empty 200 from PISTE is mostly a fault. With `call`, the contract decides.
   */
  allowEmpty?: boolean;
  /**
   * Whether an answer that is a text (`text/plain`) is data where it reads as JSON. Default: false, so that a postcode
   * keeps its zero and a long identifier its digits. With `call`, the contract decides.
   */
  parseText?: boolean;
  /**
   * Whether the path may have empty segments, as in "/a//b". Default: false, because one is mostly a part that was
   * forgotten. With `call`, the contract decides.
   */
  emptySegments?: boolean;
  /** Whether the answer has its text as it came, too, with all digits of its numbers. Default: false. */
  text?: boolean;
}

/** Options of a call of an operation. */
export interface OperationCallOptions extends CallOptions {
  /** In place of what the client has; what is not said stays. */
  validate?: boolean | ValidateOptions;
  /** In place of what the client has. */
  integers?: "number" | "text" | "bigint";
  /**
   * The media type to ask for: one of `produces`, or any other. What comes is read by its own type. Default: JSON where
   * the operation produces it, else all that it produces.
   */
  accept?: string;
  /** They come before those that the contract makes of parameters, and before those of `create`. */
  headers?: Record<string, Scalar>;
  /** Whether the answer has its text as it came, too, with all digits of its numbers. Default: false. */
  text?: boolean;
  /** Whether making it twice does no more than making it once. Default: true but for POST and PATCH. */
  idempotent?: boolean;
}

/** The answer of a call. */
export interface Answer<Data = unknown, Status extends number = number> {
  status: Status;
  /** The headers that the platform lets us see. */
  headers: HeadersLike;
  /** Parsed JSON; a string for other text, a `Uint8Array` for other bytes, `undefined` where there is no body. */
  data: Data;
  /** With the option `text`: the body as it came, of JSON and of other texts. */
  text?: string;
}

/** What this package needs of a standard `Blob` or `File`, of whatever class. */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
  /** What the file is called in a form. Default: "blob". Bytes are called as their field is. */
  readonly name?: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** As what a file can be given to `call`. */
export type FileLike = BlobLike | ArrayBuffer | ArrayBufferView;

/** What the types of a contract say of an operation. */
export interface OperationTypes {
  /** By their keys. */
  parameters: object;
  /** Of an answer that is a success. */
  data: unknown;
  /** The same for each status, where it is not the same for all. */
  byStatus?: object;
}

/** The types of a contract: operations by their names. `sne-cotation types` writes them. */
export type OperationsOf<Operations> = { [Id in keyof Operations]: OperationTypes };

/**
 * Operations of which nothing is known: those of a client without the types of its contract. It is `any`, so that a
 * client with types can be handed to code that knows nothing of them.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type AnyOperations = any;

/** What `call` takes behind the name of an operation. */
// biome-ignore lint/complexity/noBannedTypes: `{}` extends what has no field that must be there.
export type CallArguments<Operation extends OperationTypes> = {} extends Operation["parameters"]
  ? [parameters?: Operation["parameters"] | null, options?: OperationCallOptions]
  : [parameters: Operation["parameters"], options?: OperationCallOptions];

/** What `call` resolves to. Where the data depends on the status, `status` tells which it is. */
export type CallAnswer<Operation extends OperationTypes> = Operation extends { byStatus: infer ByStatus }
  ? { [Status in keyof ByStatus & number]: Answer<ByStatus[Status], Status> }[keyof ByStatus & number]
  : Answer<Operation["data"]>;

/** What `pages` takes behind the name of an operation: no parameter is needed that the strategy gives. */
export type PagesArguments<Operation extends OperationTypes> = [
  parameters?: Partial<Operation["parameters"]> | null,
  options?: PagesOptions<Operation["data"]>,
];

/** `call`, `pages` and `bulk` of a client that knows the operations of its contract. */
export interface TypedCalls<Operations extends OperationsOf<Operations>> {
  /**
   * Makes a call of an operation of the contract, which checks and places the parameters: nothing is sent when one is
   * wrong.
   * @param id one of the operations
   * @param given the parameters by their keys, files and bytes as they are; then options
   */
  call<Id extends keyof Operations & string>(
    id: Id,
    ...given: CallArguments<Operations[Id]>
  ): Promise<CallAnswer<Operations[Id]>>;
  /**
   * The pages of an operation, one after the other, each a call of its own. Ends with the last one, rejects as `call`
   * does, and with kind "contract" when the server gives the same page again, or fewer than it announced.
   * @param id one of the operations
   * @param given the parameters by their keys; then options, with the strategy
   */
  pages<Id extends keyof Operations & string>(
    id: Id,
    ...given: PagesArguments<Operations[Id]>
  ): AsyncGenerator<CallAnswer<Operations[Id]> & { parameters: Operations[Id]["parameters"] }, void, undefined>;
  /** Does an operation for every row of a source, each of which is made its parameters. */
  bulk<Id extends keyof Operations & string, Row>(
    operation: Id,
    source: Iterable<Row> | AsyncIterable<Row>,
    options: BulkOptions<Row> & { parameters: (row: Row) => Operations[Id]["parameters"] },
  ): BulkRun<Row, Operations[Id]["data"]>;
  /** The same of rows that are the parameters themselves, or their JSON, as lines of a file are. */
  bulk<Id extends keyof Operations & string, Row extends Operations[Id]["parameters"] | string>(
    operation: Id,
    source: Iterable<Row> | AsyncIterable<Row>,
    options?: BulkOptions<Row>,
  ): BulkRun<Row, Operations[Id]["data"]>;
  /** Does a task for every row, of any calls. */
  bulk<Row, Data>(
    task: BulkTask<Row, Data, Operations>,
    source: Iterable<Row> | AsyncIterable<Row>,
    options?: BulkOptions<Row>,
  ): BulkRun<Row, Data>;
}

/** `call`, `pages` and `bulk` of a client that does not. */
export interface UntypedCalls {
  /**
   * Makes a call of an operation of the contract, which checks and places the parameters: nothing is sent when one is
   * wrong.
   * @param id one of `operations()`
   * @param parameters by their keys; files and bytes as they are, integers beyond 2^53 as BigInt
   */
  call<Data = unknown>(id: string, parameters?: object | null, options?: OperationCallOptions): Promise<Answer<Data>>;
  /**
   * The pages of an operation, one after the other, each a call of its own. Ends with the last one, rejects as `call`
   * does, and with kind "contract" when the server gives the same page again, or fewer than it announced.
   *
   * @example
   * for await (const { data } of sne.pages("listeDemandes", { filtre: true }, { strategy: "range" }))
   * console.log(data);
   *
   * @example
   * const strategy = (answer, previous) => answer.data.suite && { ...previous, curseur: answer.data.suite };
   * for await (const { data } of sne.pages("chercher", {}, { strategy, signal })) console.log(data.resultats);
   */
  pages<Data = unknown>(
    id: string,
    parameters?: object | null,
    options?: PagesOptions<Data>,
  ): AsyncGenerator<Page<Data>, void, undefined>;
  /** Does an operation or a task for every row of a source. */
  bulk<Row = unknown, Data = unknown>(
    operation: string | BulkTask<Row, Data>,
    source: Iterable<Row> | AsyncIterable<Row>,
    options?: BulkOptions<Row>,
  ): BulkRun<Row, Data>;
}

/** A page of an operation: its answer, and what it was asked with, from which `pages` can begin again. */
export interface Page<Data = unknown> extends Answer<Data> {
  // biome-ignore lint/suspicious/noExplicitAny: what the caller gave, whose types the caller knows.
  parameters: Record<string, any>;
}

/** Pages by range: `0-99`, `100-199` … */
export interface RangeStrategy {
  /** The parameter of the operation that takes the range, or a field of its body, by its name or as a JSON Pointer. */
  range: string;
  /** How many items to ask for. Default: as in the range that was given or that the contract assumes; else 100. */
  size?: number;
  /**
   * Written before the range, as RFC 9110 wants it of the header `Range`: "items" makes `items=0-99`. Default: nothing.
   */
  unit?: string;
  /** Where the list of items is in an answer. Default: the answer itself, or the only list in it. */
  items?: string;
  page?: undefined;
  from?: undefined;
  of?: undefined;
}

/** Pages by number: 0, 1, 2 … or 1, 2, 3 … */
export interface PageStrategy {
  /** The parameter of the operation that takes the number, or a field of its body, by its name or as a JSON Pointer. */
  page: string;
  /**
   * The number of the first page. Default: what the contract says (`default`, `minimum`); where it does not, page 0 is
   * asked for, and page 1 if there is none.
   */
  from?: number;
  /** Where an answer says how many pages there are. Default: `nombrePages` and the like; else until a page is empty. */
  of?: string;
  /** How many items a full page has: one with less is the last. */
  size?: number;
  /** Where the list of items is in an answer. Default: the answer itself, or the only list in it. */
  items?: string;
  range?: undefined;
  unit?: undefined;
}

/**
 * Parameters, or nothing: an empty text, 0 and `false` are nothing too, so that a cursor can be looked at with `&&`.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing has no more to ask for.
export type NextParameters = object | null | undefined | void | false | "" | 0;

// biome-ignore-start lint/suspicious/noExplicitAny: a strategy looks into whatever came.

/** What to ask for after an answer; nothing when there is no more. The first page has the index 0. */
export type NextPage<Data = any> = (
  answer: Answer<Data>,
  previousParameters: any,
  index: number,
) => NextParameters | Promise<NextParameters>;

/** Options of `pages`. */
export interface PagesOptions<Data = any> extends OperationCallOptions {
  /** How to ask for the next page. Default: found among the parameters of the operation, as "range" and "page" are. */
  strategy?: "range" | "page" | RangeStrategy | PageStrategy | NextPage<Data>;
  /** When there are more, the iteration fails. Default: 1,000. */
  maxPages?: number;
}

// biome-ignore-end lint/suspicious/noExplicitAny: of a strategy

/** What a task of a run gets beside its row. */
export interface BulkTools<Operations extends OperationsOf<Operations> = AnyOperations> {
  /**
   * `call` of the client. It waits while the run pauses, and is repeated in its place when the quota is spent, so that
   * a task of several calls does not begin again.
   */
  call: string extends keyof Operations ? UntypedCalls["call"] : TypedCalls<Operations>["call"];
  /** `request` of the client, in the same way. */
  request<Data = unknown>(options: RequestOptions): Promise<Answer<Data>>;
  /** The ordinal of the item, counted from 0. */
  n: number;
  /** Aborts when the run is stopped. */
  signal: AbortSignalLike;
}

/** What is done for each row, where it is more than one call of one operation. */
export type BulkTask<Row = unknown, Data = unknown, Operations extends OperationsOf<Operations> = AnyOperations> = (
  row: Row,
  tools: BulkTools<Operations>,
) => Data | Promise<Data>;

/**
 * Where a run keeps what it has done, so that it can be killed at any instant and goes on: `fileJournal` of
 * `sne-cotation/journal`. All but its writing is decided by the run.
 */
export interface BulkJournal {
  /** Takes it for this run alone, and gives what is in it, piece by piece. Rejects when another run has it. */
  open(): Promise<Iterable<Uint8Array>>;
  /** 16 random bytes that are kept beside it; made for a new journal, `undefined` where an old one has lost them. */
  key(isNew: boolean): Uint8Array | undefined;
  /** Cuts the journal and its outputs back to these lengths in bytes; throws where one is shorter. */
  cut(lengths: { journal: number; output: number; errors: number }): void;
  /** How long the outputs are, in bytes, with all that was written to them. */
  lengths(): { output: number; errors: number };
  /** Writes whole lines behind what is there. When it returns, they survive the end of this process. */
  append(text: string): void;
  /** Lets go of it. */
  close(): void;
}

/** How a run goes. Counts are of all of it, what was done before it was resumed included. */
export interface BulkProgress {
  /** Items that are over: acknowledged, or given to the loop. Failed ones and those in doubt are among them. */
  done: number;
  failed: number;
  /** Items of which nobody knows whether they were done, and that are left as they are (`inDoubt: "hold"`). */
  inDoubt: number;
  /** How many there are in all, once that is known. */
  total?: number;
  /** Items a second, lately. */
  rate: number;
  /** Seconds until the end, pauses and quotas included; absent while nothing can be said. */
  eta?: number;
  /** While the run pauses: until when, in milliseconds since 1970. */
  pausedUntil?: number;
}

/** Why a run ended before its items did. All of them can be resumed. */
export type BulkStop =
  /** The pause that the platform asks for is longer than `maxWait`, or goes beyond `until`. */
  | "quota"
  /** It is later than `until`. */
  | "until"
  /** An item has failed, with `onError: "stop"`; or too many have, with `stopAfter` or `stopRate`. */
  | "errors"
  /** What fails every item: credentials, subscription, profile, a blocked application. */
  | "refused"
  /** The signal was aborted, or the loop was left. */
  | "signal"
  | "left"
  /** The source, the journal or an output threw. */
  | "source"
  | "journal";

/** What came of a run. */
export interface BulkSummary {
  /** Items that are acknowledged, in all and of each kind. */
  items: number;
  ok: number;
  failed: number;
  inDoubt: number;
  /** Those of them that an earlier run had acknowledged. */
  before: number;
  /** Calls made by this run, repetitions included, and milliseconds that it took. */
  calls: number;
  duration: number;
  /** Pauses of this run: how many, and milliseconds in all. */
  pauses: number;
  paused: number;
  /** Why it stopped; absent when all is done. */
  stopped?: BulkStop;
  /** When it makes sense to go on, in milliseconds since 1970, where that is known. */
  resumeAt?: number;
  /** Seconds that the rest takes under the quotas of the client, with `dryRun` all of it; absent without quotas. */
  plan?: number;
}

/** What every item of a run has. */
interface BulkOutcome<Row> {
  /** The ordinal of the row in the source, counted from 0. */
  n: number;
  /** The row itself. Not enumerable, so that no log has it by chance. */
  row: Row;
  /** Requests that were sent for it, as far as that is known, and milliseconds that it took. */
  attempts: number;
  duration: number;
  /** How the run goes at this moment. */
  readonly progress: BulkProgress;
}

/** An item that was done. */
export interface BulkSuccess<Row = unknown, Data = unknown> extends BulkOutcome<Row> {
  ok: true;
  /** Of an operation: the status of the answer. */
  status?: number;
  /** The data of the answer, or what the task gave; absent of what was done by an earlier run (`doubt`). */
  data: Data;
  code?: undefined;
  error?: undefined;
  /** The function `inDoubt` says that an earlier run has done it. */
  doubt?: "done";
}

/** An item that has failed, or of which nobody knows. */
export interface BulkFailure<Row = unknown> extends BulkOutcome<Row> {
  ok: false;
  status?: number;
  /** The code of the API's; none where it repeats what the row has. */
  code?: string;
  data?: undefined;
  /** An `SneError`, or whatever a task has thrown. */
  // biome-ignore lint/suspicious/noExplicitAny: a task throws what it likes.
  error: any;
  /** It may have had an effect: it is not done again unless `inDoubt` says so. */
  doubt?: "held";
}

/** An item of a run, as the loop gets it. It is acknowledged when the loop comes back for the next one. */
export type BulkItem<Row = unknown, Data = unknown> = BulkSuccess<Row, Data> | BulkFailure<Row>;

/** When failures of single items stop a run. */
export interface BulkErrorPolicy {
  /** So many in all. */
  stopAfter?: number;
  /** This part of the last 100 items (of fewer, once there are 20), 0 to 1. */
  stopRate?: number;
}

/** Options of a run. */
export interface BulkOptions<Row = unknown> {
  /**
   * The parameters of the call for a row. Default: the row itself; of a text, what it says as JSON. What it throws is a
   * failure of that item.
   */
  parameters?: (row: Row) => object | null | undefined;
  /** Options of each call: `timeout`, `headers`, `validate` … */
  call?: Omit<OperationCallOptions, "signal">;
  /**
   * Whether doing an item twice does no more than doing it once. Default: as the operation's method says; of a task, as
   * those say that it calls.
   */
  idempotent?: boolean;
  /** Items at once, 1 to 1,000. Default: what the rate limit and the time of an answer make of it, at most 8. */
  concurrency?: number;
  /** In which order the loop gets the items. `"input"`: that of the source. Default: `"completion"`. */
  order?: "completion" | "input";
  /** Makes the run one that can be resumed. */
  journal?: BulkJournal;
  /**
   * What becomes of items that were under way when a run was killed, or whose answer never came, and that may have had
   * an effect. `"hold"`: they are told, and not done again. `"retry"`: they are done again, so that an effect may come
   * twice. Or a function that finds out, by asking the API. Default: `"hold"`.
   */
  inDoubt?: "hold" | "retry" | ((row: Row, n: number) => "done" | "redo" | "hold" | Promise<"done" | "redo" | "hold">);
  /** What single failures do. `"collect"`: nothing, the loop gets them. Default: `"collect"`. */
  onError?: "collect" | "stop" | BulkErrorPolicy;
  /** Does again what has failed in an earlier run of the journal, without what is in doubt. */
  again?: "failed";
  /** Seconds that the run sleeps for a quota at most; for a longer wait it stops. Default: 900. */
  maxWait?: number;
  /** When the run stops: a local time ("06:00"), a date, or milliseconds since 1970. */
  until?: string | Date | number;
  /** The part of every window of the rate limit that is left to others, 0 to 0.9. */
  reserve?: number;
  /** How many rows the source has, where it does not say so itself. */
  total?: number;
  /** Binds and checks the parameters of every row, and sends nothing. */
  dryRun?: boolean;
  /** Stops the run: what is under way ends first, if it may have an effect. The loop then throws the reason. */
  signal?: AbortSignalLike;
}

/** A run: an iteration that can be looked at from outside, too. */
export interface BulkRun<Row = unknown, Data = unknown> {
  next(): Promise<IteratorResult<BulkItem<Row, Data>, BulkSummary>>;
  /** What a loop does that is left: what is under way ends, and the item that the loop had is not acknowledged. */
  return(): Promise<IteratorResult<BulkItem<Row, Data>, BulkSummary | undefined>>;
  [Symbol.asyncIterator](): BulkRun<Row, Data>;
  /** How it goes, also while it pauses. */
  readonly progress: BulkProgress;
  /** What came of it, once it is over. */
  readonly summary: BulkSummary | undefined;
}

/** What `healthcheck` answers. */
export interface Healthcheck {
  version: string;
  /** "OK" when the API is well. */
  etat: string;
}

/**
 * The kinds of failure.
 *
 * - `config`: an option or an argument is wrong; nothing was sent.
 * - `credentials`: the authorisation server refuses the client.
 * - `authorization-server`: any other trouble with the token.
 * - `profile`: `ERRAUTUSR0001`, the application has no business profile.
 * - `subscription`: the gateway refuses access (403), the token being good.
 * - `business`: any other `{ code, message }` of the API.
 * - `quota`: too many calls (429).
 * - `blocked`: access blocked after activity that was judged suspicious (423).
 * - `request`: another 4xx.
 * - `gateway`: a 5xx or a page of HTML.
 * - `network`: no answer, or one that was cut off.
 * - `timeout`: no whole answer in time.
 * - `protocol`: an answer that is not what it must be.
 * - `contract`: an operation, its parameters or its answer do not fit the contract.
 */
export type SneErrorKind =
  | "config"
  | "credentials"
  | "authorization-server"
  | "profile"
  | "subscription"
  | "business"
  | "quota"
  | "blocked"
  | "request"
  | "gateway"
  | "network"
  | "timeout"
  | "protocol"
  | "contract";

/** One mistake in the parameters of a call, or in an answer. */
export interface SneMistake {
  /** Where: a JSON Pointer into the parameters, or into the data of the answer. */
  readonly pointer: string;
  /** What is broken: "required", "type", "enum", "unknown", … */
  readonly rule: string;
  /** A sentence in the client's language, without the value. */
  readonly message: string;
}

/** Every failure, but for the caller's own aborts. Safe to log: it holds no secret, no token and no body. */
export declare class SneError extends Error {
  private constructor();
  readonly name: "SneError";
  readonly kind: SneErrorKind;
  /** What to do about it, in the client's language. */
  readonly advice: string;
  /** The code of the answer: `ERRAUTUSR0001`, `invalid_client`. */
  readonly code: string | undefined;
  /** The HTTP status of the answer, if there was one. */
  readonly status: number | undefined;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** Seconds to wait before. */
  readonly retryAfter: number | undefined;
  /** How many requests were sent to the API for the call. */
  readonly attempts: number;
  /** What the platform said: an Error with a name, a message and perhaps a code such as `ECONNREFUSED`. */
  readonly cause?: unknown;
  /** Of a contract that is wrong: where, as a JSON Pointer. */
  readonly pointer?: string;
  /** Of a call or an answer that does not fit the contract: every mistake. */
  readonly errors?: readonly SneMistake[];
  /** Of an iteration of `pages` that failed: how much it had given until then, items where they can be counted. */
  readonly read?: { readonly pages: number; readonly items?: number };
  /**
   * With the option `errorBody`, the body of the answer that failed: parsed JSON, else its text, of a long one the
   * first 64 KB. It may hold personal data, even those that were sent. It is not enumerable, and not in `toJSON`:
   * neither
   * `console.log` nor a logger shows it.
   */
  readonly body?: unknown;
  /** All of it but `body` as plain data, for a log. */
  toJSON(): Record<string, unknown>;
}

/** The steps of the guide, in the order of `diagnose`; then the store, for clients that have one. */
export type DiagnosisStepId =
  | "configuration"
  | "authorization-server"
  | "credentials"
  | "token"
  | "gateway"
  | "subscription"
  | "profile"
  | "healthcheck"
  | "store";

/**
 * Something that a diagnosis has seen: a request and its answer, or a fact. There is no secret, no token and no body in
 * it.
 */
export interface DiagnosisEvidence {
  /** One line for people. */
  text: string;
  /** Of a request: its method. */
  method?: string;
  /** Of a request: its address. */
  url?: string;
  /** Of a request: the status of the answer, if one came that can be seen. */
  status?: number;
  /** Of a request: the code in the answer, such as `invalid_client` or `ERRAUTUSR0001`. */
  code?: string;
  /** Of a request: the seconds that the answer asks to wait. */
  retryAfter?: number;
  /** Of a request: why no answer came, as events say it ("network-failed", "timeout"). */
  reason?: string;
  /** Of a request: why no answer came, as the platform says it (`ENOTFOUND`, `CERT_HAS_EXPIRED`). */
  error?: string;
  /** Of a request: milliseconds until the answer, or until it failed. */
  duration?: number;
  /**
   * Of a fact: "environment", "tokenUrl", "apiUrl", "clientId" (its beginning only), "clock", "lifetime" (seconds),
   * "storeTook" (milliseconds), "storeClock".
   */
  name?: string;
  /** Of a fact. */
  value?: string | number;
}

/** Where the guide speaks of something. */
export interface GuidePlace {
  /** 1 account, 2 application, 3 subscription and terms, 4 approval, 5 credentials, 6 token, 7 call. */
  step: number;
  /** The heading in the guide, which is in French. */
  title: string;
  /** The numbered point below that heading. */
  point?: number;
}

/** Something that may be behind a failure. */
export interface DiagnosisCause {
  /** Such as "wrong-secret": the list is in docs/en/doctor.md. */
  id: string;
  message: string;
  /** What to do about it. */
  advice: string;
  guide?: GuidePlace;
}

/** A step of a diagnosis. Safe to show to anybody. */
export interface DiagnosisStep {
  id: DiagnosisStepId;
  /**
   * - `ok`, `failed`: as it must be, or not.
   * - `skipped`: not looked at, because a step before it failed.
   * - `unknown`: looked at, and not to be known from here.
   */
  status: "ok" | "failed" | "skipped" | "unknown";
  /** What is looked at: the same at each diagnosis of a client; the last step has the name of what is called in it. */
  title: string;
  /** What was found. */
  message: string;
  evidence: DiagnosisEvidence[];
  /** The most likely first. Empty unless the step failed, or what keeps it from being known is likely. */
  causes: DiagnosisCause[];
  /** What to do next; empty when there is nothing to do. */
  advice: string;
}

/** Options of a diagnosis. */
export interface DiagnosisOptions {
  /** Aborts the diagnosis, which then throws the signal's reason. */
  signal?: AbortSignalLike;
  /** Milliseconds for each request, instead of the client's. */
  timeout?: number;
  /**
   * When the credentials are refused, try them in the other environment: this tells a mix-up of sandbox and production
   * from a wrong secret, and sends the credentials there. Default: false.
   */
  tryOtherEnvironment?: boolean;
  /** What the other environment is, for a client with addresses of its own. Default: PISTE's other one. */
  otherEnvironment?: { tokenUrl: string; apiUrl: string };
}

/** The methods of a client, whatever way its wasm was brought: a type, not a class that can be imported. */
declare class Client<Operations extends OperationsOf<Operations> = AnyOperations> {
  protected constructor(key: never, core: never);
  /** Asks the API how it is. */
  healthcheck(options?: CallOptions): Promise<Healthcheck>;
  /** Makes a call below the API's base path. */
  request<Data = unknown>(options: RequestOptions): Promise<Answer<Data>>;
  /**
   * Makes a call of an operation of the contract: of any, or of those that `create<Operations>` was told of, with their
   * parameters and their data.
   */
  readonly call: string extends keyof Operations ? UntypedCalls["call"] : TypedCalls<Operations>["call"];
  /** The pages of an operation of the contract, one after the other, in the same way. */
  readonly pages: string extends keyof Operations ? UntypedCalls["pages"] : TypedCalls<Operations>["pages"];
  /**
   * Does the same for every row of a source, however many there are: within the quota, with so many at once, and with a
   * journal so that it can be killed and resumed. A loop that ends without an error has had every item, each
   * acknowledged when the loop came back for the next one.
   *
   * @param operation one of `operations()`, or a function that does more than one call
   * @param source anything that can be iterated over: rows, lines of a file (`linesOf`), `pages(…)`
   *
   * @example
   * const journal = fileJournal("run.ndjson", { output: "cotations.ndjson" });
   * for await (const { n, ok, data, error } of sne.bulk("calculerCotation", linesOf("demandes.ndjson"), { journal }))
   *   journal.output.write(`${JSON.stringify(ok ? { n, data } : { n, error })}\n`);
   */
  readonly bulk: string extends keyof Operations ? UntypedCalls["bulk"] : TypedCalls<Operations>["bulk"];
  /** The operations of the contract, as fresh plain data. Throws without a contract. */
  operations(): Operation[];
  /**
   * The definitions of the contract, to which `$ref`s in schemas refer, as fresh plain data. Throws without a contract.
   */
  // biome-ignore lint/suspicious/noExplicitAny: JSON Schema, to be looked into.
  definitions(): Record<string, any>;
  /**
   * What the contract has that could not be taken as it stands, as fresh plain data; mostly nothing. What a remark does
   * not touch is exact. Throws without a contract.
   *
   * @example
   * for (const { costs, pointer, message } of sne.remarks()) console.warn(costs, pointer, message);
   */
  remarks(): SneRemark[];
  /**
   * Goes through the steps of the guide, and tells of each whether it is done, how that is known, and what to do: eight
   * steps, always in the same order, each as soon as it is known. It makes requests of its own, which are neither
   * repeated, nor counted in `metrics()`, nor told to `onEvent`. A service that fails is no error of it.
   */
  diagnose(options?: DiagnosisOptions): AsyncGenerator<DiagnosisStep, void, undefined>;
  /** The bearer token itself, for requests that are sent in another way. Do not log it. */
  accessToken(options?: Omit<CallOptions, "retry" | "errorBody" | "reserve">): Promise<string>;
  /** Drops the token, so that the next call obtains another. */
  forgetToken(): void;
  /** What the client has done so far. */
  metrics(): SneMetrics;
  /** Lets calls under way end, refuses others, and forgets the token. `await using` does it too, where it exists. */
  close(): Promise<void>;
}

export type { Client };

/**
 * A client of SNE-Cotation on PISTE.
 *
 * @example
 * const sne = await SneCotation.create({ environment: "sandbox", clientId, clientSecret });
 * console.log(await sne.healthcheck()); // { version: "1.0", etat: "OK" }
 */
export declare class SneCotation<
  Operations extends OperationsOf<Operations> = AnyOperations,
> extends Client<Operations> {
  private constructor();
  /**
   * A client whose options have been checked; rejects with an `SneError` of kind "config" on a mistake.
   *
   * `create<Operations>`, with what `sne-cotation types` writes of a contract, gives `call` its operations.
   */
  static create<Operations extends OperationsOf<Operations> = AnyOperations>(
    options: Options,
  ): Promise<SneCotation<Operations>>;
}
