// Forms, of names and what the binding made of their values.

import { isForeign } from "../platform/files.js";
import { sentClass } from "../platform/globals.js";

/** @import { BlobLike } from "../../types/index.d.ts" */

/**
 * A form in parts, where files can be, or one like a query. The platform says the content type. With a file of another
 * make than the platform's, there is a promise of it: such a file is read first.
 * @param {Record<string, unknown>} fields texts, and files by their numbers
 * @param {unknown[]} files
 * @param {boolean} [isMultipart]
 * @returns {FormData | URLSearchParams | Promise<FormData>}
 */
export function formOf(fields, files, isMultipart) {
  /** @type {[name: string, item: unknown][]} */
  const items = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value])
      items.push([name, typeof item === "number" ? files[item] : item]);
  }
  if (!isMultipart) return new (sentClass("URLSearchParams"))(/** @type {[string, string][]} */ (items));
  return items.some(([, item]) => isForeign(item)) ? foreignForm(items) : partsOf(items);
}

/** @param {[name: string, item: unknown][]} items */
function partsOf(items) {
  const [FormData, Blob] = [sentClass("FormData"), sentClass("Blob")];
  const form = new FormData();
  for (const [name, item] of items) {
    if (typeof item === "string" || item instanceof Blob) form.append(name, item);
    // Bytes have no name of their own, and without one they would not be a file.
    else form.append(name, new Blob([/** @type {BlobPart} */ (item)]), name);
  }
  return form;
}

/** @param {[name: string, item: unknown][]} items */
async function foreignForm(items) {
  const { ownFile } = await import("../platform/foreign.js");
  /** @param {[name: string, item: unknown]} field */
  const owned = async ([name, item]) => [name, isForeign(item) ? await ownFile(/** @type {BlobLike} */ (item)) : item];
  return partsOf(/** @type {[string, unknown][]} */ (await Promise.all(items.map(owned))));
}
