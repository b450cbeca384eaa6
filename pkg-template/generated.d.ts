// The modules that only the build makes (scripts/build), as far as the sources import them. conformance/glue.ts holds
// what wasm-bindgen generates against these.

declare module "*/wasm/client.js" {
  /** Whatever it makes is what calls reject with. */
  export type MakeError = (view: import("./lib/failure.ts").View, body?: unknown) => unknown;
  export type Observer = import("./lib/observing/observer.ts").Observer;

  export class Client {
    constructor(options: unknown, makeError: MakeError, observer?: Observer);
    /** Settles by one of the two functions. `kind` is what is wanted, as src/js/client.rs numbers it. */
    execute(kind: number, options: unknown, resolve: (value: never) => void, reject: (thrown: unknown) => void): void;
    forgetToken(): void;
    metrics(): number[];
    free(): void;
  }
  /** An instance of its own: the class of its clients, and what lets nothing enter it any more. */
  export function instantiate(module: WebAssembly.Module): { Client: typeof Client; abandon: () => void };
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
  /** The name of an operation, if it looks like one. */
  export function shownOperation(id: string): string;
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
    unanswered(): import("./types/simulator.d.ts").UnansweredOperation[];
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
  /** The text of the file of types. Throws what is wrong with the contract, as JSON text. */
  export function typesOf(contract: string, isParsed: boolean, integers: string): string;
  export const initSync: import("./lib/wasm.ts").InitSync;
}

declare module "*/wasm/csv.js" {
  export class CsvReader {
    /** The text that a file begins with. */
    constructor(beginning: string);
    /** The rows that end in a piece, in JSON; an empty one is the end. */
    read(text: string): string;
    free(): void;
  }
  export const initSync: import("./lib/wasm.ts").InitSync;
}

/** The bytes of a wasm as text. */
declare module "*-inline.js" {
  export const packed: string;
  /** Its parts that few need, where it has some. */
  export const parts: import("./lib/wasm.ts").Parts;
}

/** The command, bundled. */
declare module "*/dist/cli.js" {
  export const main: typeof import("./lib/cli/main.js").main;
}

/** In Workers, where the platform has compiled it. */
declare module "*.wasm" {
  const compiled: WebAssembly.Module;
  export default compiled;
}

/** The client's reasons, as lib/reasons.js reads them. */
declare module "*/messages/reasons.js" {
  export const table: string;
}

/** Those of the contract, the first of which has that number. */
declare module "*/messages/contract-reasons.js" {
  export const table: string;
  export const contractReasons: number;
}

/** What can be odd about a contract, the first of which has that number. */
declare module "*/messages/remarks-reasons.js" {
  export const table: string;
  export const firstRemark: number;
}

/** What can be wrong with a run and its journal, the first of which has that number. */
declare module "*/messages/bulk-reasons.js" {
  export const table: string;
  export const firstOfBulk: number;
}

declare module "*/messages/bulk-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/bulk-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/client-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/client-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/options-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/options-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/contract-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/contract-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/pages-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/pages-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/rules-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/rules-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/remarks-fr.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/remarks-en.js" {
  export const first: number;
  export const texts: import("./lib/messages.js").Texts;
}

declare module "*/messages/diagnosis.js" {
  export const ids: import("./lib/diagnosis/catalogue.ts").Ids;
}

declare module "*/messages/diagnosis-fr.js" {
  export const texts: import("./lib/diagnosis/catalogue.ts").Catalogue;
}

declare module "*/messages/diagnosis-en.js" {
  export const texts: import("./lib/diagnosis/catalogue.ts").Catalogue;
}

declare module "*/messages/report.js" {
  export const steps: import("./lib/diagnosis/catalogue.ts").Ids["steps"];
  export const fr: import("./lib/diagnosis/catalogue.ts").ReportTexts;
  export const en: import("./lib/diagnosis/catalogue.ts").ReportTexts;
}
