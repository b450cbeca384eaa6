// The page of bundled/main.js in a browser: its functions, called from a test.

/** @import { Page } from "playwright-core" */
/** @import { Addresses } from "sne-cotation/simulator" */
/** @import { App } from "../bundled/main.js" */

/** @typedef {{ environment: Addresses, relay: string, contract?: object }} PageWorld what a page's functions take */
/** @typedef {typeof globalThis & { app: App }} AppPage */

/**
 * Waits until the page has its functions.
 * @param {Page} page
 */
export const untilLoaded = (page) => page.waitForFunction(() => /** @type {AppPage} */ (globalThis).app !== undefined);

/**
 * Calls one of the page's functions. Only `contract` is given the contract, whose wasm the others are not to load.
 * @template {keyof App} Action
 * @param {Page} page
 * @param {Action} action
 * @param {PageWorld} world
 * @returns {Promise<Awaited<ReturnType<App[Action]>>>}
 */
export async function callApp(page, action, { contract, ...plain }) {
  const world = action === "contract" ? { ...plain, contract } : plain;
  const call = (/** @type {[action: keyof App, world: PageWorld]} */ [name, given]) =>
    /** @type {Promise<unknown>} */ (/** @type {AppPage} */ (globalThis).app[name](given));
  const result = await page.evaluate(call, /** @type {[keyof App, PageWorld]} */ ([action, world]));
  return /** @type {Awaited<ReturnType<App[Action]>>} */ (result);
}
