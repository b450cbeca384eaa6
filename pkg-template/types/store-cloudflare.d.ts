// Types of sne-cotation/store/cloudflare, written by hand. They know no package of types of Cloudflare's.

import type { Store, StoreOptions } from "./store.js";

export type { Store, StoreCell, StoreOptions, StoreWrite } from "./store.js";

/** The binding of a class of Durable Objects, as far as it is needed. */
export interface DurableObjectNamespaceLike {
  idFromName(name: string): unknown;
  get(id: unknown): DurableObjectStubLike;
}

/** A Durable Object, seen from outside. */
export interface DurableObjectStubLike {
  fetch(url: string, init: { method: string; body: string }): Promise<{ status: number; json(): Promise<unknown> }>;
}

/** What a Durable Object is made with, as far as it is needed. */
export interface DurableObjectStateLike {
  readonly storage: DurableObjectStorageLike;
}

/** The storage of a Durable Object, as far as it is needed. */
export interface DurableObjectStorageLike {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  list(): Promise<Map<string, unknown>>;
  getAlarm(): Promise<number | null>;
  setAlarm(time: number): Promise<unknown>;
}

/**
 * The Durable Object that holds cells: export it from the Worker, and bind it. It lets go of cells that have expired.
 */
export declare class SneStore {
  constructor(state: DurableObjectStateLike);
  /** Answers `durableObjectStore`, and nobody else: Durable Objects are reached by their bindings only. */
  fetch(request: { json(): Promise<unknown> }): Promise<Response>;
  /** The platform calls it when a cell has expired. */
  alarm(): Promise<void>;
}

/** The platform's own `Response`, if it has one. */
export type Response = typeof globalThis extends { Response: new (...values: never[]) => infer Present }
  ? Present
  : object;

/** Cells in Durable Objects of the class `SneStore`: one object for each application of PISTE's. */
export declare function durableObjectStore(namespace: DurableObjectNamespaceLike, options?: StoreOptions): Store;
