// The same in a page, which is told by a call of `measure`.

import { perCall } from "../measure/per-call.mjs";

/** @import { Order } from "../measure/per-call.mjs" */

/** @typedef {typeof globalThis & { measure(order: Order): ReturnType<typeof perCall> }} Page */

/** @type {Page} */ (globalThis).measure = perCall;
