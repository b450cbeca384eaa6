// Files and forms of another realm or of a library, as those of the platform, which alone its fetch sends. Loaded when
// there is one.

import { isForeign, isFormLike } from "./files.js";
import { sentClass } from "./globals.js";

/** @import { BlobLike } from "../../types/index.d.ts" */

/**
 * The same as the platform has it. Of what cannot be read: a function, which no body is.
 * @param {unknown} body
 */
export async function owned(body) {
  try {
    const tag = Object.prototype.toString.call(body);
    if (tag === "[object URLSearchParams]") return new (sentClass("URLSearchParams"))(String(body));
    if (isFormLike(/** @type {object} */ (body))) return await ownForm(/** @type {FormData} */ (body));
    return await ownFile(/** @type {BlobLike} */ (body));
  } catch {
    return () => {};
  }
}

/**
 * A file read whole. What a file without a name is called in a form is what browsers call it.
 * @param {BlobLike} file
 */
export async function ownFile(file) {
  const bytes = await file.arrayBuffer();
  return new (sentClass("File"))([bytes], typeof file.name === "string" ? file.name : "blob", { type: file.type });
}

/** @param {FormData} form */
async function ownForm(form) {
  const own = new (sentClass("FormData"))();
  for (const [name, value] of form.entries()) {
    own.append(name, typeof value === "string" || !isForeign(value) ? value : await ownFile(value));
  }
  return own;
}
