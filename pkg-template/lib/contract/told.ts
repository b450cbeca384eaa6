// What the wasm of the contract tells of its remarks.

import type { SneRemark } from "../../types/index.d.ts";

/** What is odd, as the view of an error; what it costs; the names of the operations that it touches. */
export type Told = [view: unknown, costs: SneRemark["costs"], operations: string[]];
