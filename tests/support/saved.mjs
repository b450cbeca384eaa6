// What a page saves as a file, when something is pressed: its name, and its bytes.

import { readFile } from "node:fs/promises";

/** @import { Locator, Page } from "playwright-core" */

/** @typedef {{ name: string, bytes: Buffer }} Saved */
/** @typedef {typeof globalThis & { handed?: Promise<{ name: string, bytes: number[] }> }} Handing */

/**
 * Presses a button, and resolves to what is saved then. Firefox, as it is driven, tells nothing of files that a page
 * has made itself: there it is what the page hands to the browser.
 * @param {Page} page
 * @param {Locator} button
 * @returns {Promise<Saved>}
 */
export async function savedBy(page, button) {
  if (page.context().browser()?.browserType().name() === "firefox") return handedBy(page, button);
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/**
 * @param {Page} page
 * @param {Locator} button
 * @returns {Promise<Saved>}
 */
async function handedBy(page, button) {
  await page.evaluate(() => {
    /** @type {Map<string, Blob>} */
    const blobs = new Map();
    const { createObjectURL } = URL;
    URL.createObjectURL = (object) => {
      const url = createObjectURL(object);
      if (object instanceof Blob) blobs.set(url, object);
      return url;
    };
    /** @type {Handing} */ (globalThis).handed = new Promise((resolve) => {
      HTMLAnchorElement.prototype.click = async function () {
        const bytes = await blobs.get(this.href)?.arrayBuffer();
        resolve({ name: this.download, bytes: [...new Uint8Array(bytes ?? new ArrayBuffer(0))] });
      };
    });
  });
  await button.click();
  const { name, bytes } = (await page.evaluate(() => /** @type {Handing} */ (globalThis).handed)) ?? {};
  if (name === undefined || bytes === undefined) throw new Error("nothing was saved");
  return { name, bytes: Buffer.from(bytes) };
}
