// The modules that only the build makes (scripts/build), as far as the sources import them. conformance.ts holds what
// wasm-bindgen generates against these.

declare module "*/wasm/client.js" {
  /** Whatever it makes is what calls reject with. */
  type MakeError = (view: import("./lib/failure.ts").View) => unknown;
  type Observer = import("./lib/observing/observer.ts").Observer;

  export class Client {
    constructor(options: unknown, makeError: MakeError, observer: Observer);
    /** Settles by one of the two functions. `want` is one of `Want` in src/js/client.rs. */
    execute(want: number, options: unknown, resolve: (value: never) => void, reject: (thrown: unknown) => void): void;
    forgetToken(): void;
    free(): void;
  }
  /** Runs the tasks that are ready. */
  export function run(): void;
  /** Makes a task ready, by its number. */
  export function wake(task: number): void;
  export const initSync: import("./lib/wasm.ts").InitSync;
}

declare module "*/wasm/contract.js" {
  type FlatValue = import("./lib/contract/values.ts").FlatValue;
  type RawValue = import("./lib/contract/values.ts").RawValue;

  export class Contract {
    constructor(...document: FlatValue);
    ask(what: number, ...value: FlatValue): RawValue;
    free(): void;
  }
  export const initSync: import("./lib/wasm.ts").InitSync;
}

declare module "*/wasm/diagnosis.js" {
  export class Diagnosis {
    constructor(tokenUrl: string, apiUrl: string, flags: number);
    environment(): number;
    other(): number;
    /** The number of the next probe; one that there is not at the end. */
    next(): number;
    begin(): Uint8Array;
    learn(probe: number, ...told: import("./lib/diagnosis/outcome.ts").Told): Uint8Array;
    free(): void;
  }
  export function apiUrlOf(preset: number): string;
  export function tokenUrlOf(preset: number): string;
  /** The beginning of a client id. */
  export function mask(clientId: string): string;
  export const initSync: import("./lib/wasm.ts").InitSync;
}

declare module "*/wasm/simulator.js" {
  type Answer = import("./lib/simulator/exchange.ts").Answer;
  type Admission = import("./lib/simulator/exchange.ts").Admission;

  export class SimulatorHandle {
    /** The configuration in JSON. */
    constructor(configuration: string);
    serveContract(json: string): void;
    setNow(milliseconds: number): void;
    setDate(seconds: number): void;
    /** Headers are names and values in turn. */
    handle(method: string, url: string, headers: string[], body: Uint8Array): Answer;
    admit(method: string, url: string, headers: string[], body: Uint8Array): Admission;
    forwarded(ticket: number, outcome: string, status: number, headers: string[], body: Uint8Array): Answer;
    /** Parameters of an operation, in JSON. */
    example(operation: string, seed: number): string;
    applications(): import("./types/simulator.d.ts").Application[];
    addApplication(json: string): void;
    /** Whether there is one with this client id. */
    update(clientId: string, json: string): boolean;
    inject(server: string, json: string): void;
    clearFaults(): void;
    revokeTokens(clientId?: string | null): void;
    exchanges(): import("./types/simulator.d.ts").Exchange[];
    clearExchanges(): void;
    environments(): import("./types/simulator.d.ts").Environments;
    free(): void;
  }
  export function fromLocal(target: string): string | undefined;
  export function toLocal(url: string, base: string): string | undefined;
  export const initSync: import("./lib/wasm.ts").InitSync;
}

declare module "*/wasm/typescript.js" {
  /** The text of the file of types, or what is wrong with the contract. */
  export function typesOf(
    ...document: import("./lib/contract/values.ts").FlatValue
  ): string | import("./lib/contract/values.ts").RawValue;
  export const initSync: import("./lib/wasm.ts").InitSync;
}

/** The bytes of a wasm, in base64. */
declare module "*-inline.js" {
  const base64: string;
  export default base64;
}

/** In Workers, where the platform has compiled it. */
declare module "*.wasm" {
  const compiled: WebAssembly.Module;
  export default compiled;
}

/** What the core's reasons are, by their numbers, and the texts for them, by their ids. */
declare module "*/messages/catalogues.js" {
  type Texts = Record<string, { message?: string; advice?: string }>;

  export const fr: Texts;
  export const en: Texts;
  export const reasons: import("./lib/failure.ts").Reason[];
  export const contractReasons: number;
}

declare module "*/messages/diagnosis.js" {
  export const ids: import("./lib/diagnosis/catalogue.ts").Ids;
  export const fr: import("./lib/diagnosis/catalogue.ts").Catalogue;
  export const en: import("./lib/diagnosis/catalogue.ts").Catalogue;
}
