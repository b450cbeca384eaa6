// Forms, of names and what the binding made of their values.

/**
 * A form in parts, where files can be, or one like a query. The platform says the content type.
 * @param {Record<string, unknown>} fields texts, and files by their numbers
 * @param {unknown[]} files
 * @param {boolean} [isMultipart]
 */
export function formOf(fields, files, isMultipart) {
  const form = /** @type {FormData} */ (isMultipart ? new FormData() : new URLSearchParams());
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value])
      append(form, name, typeof item === "number" ? files[item] : item);
  }
  return form;
}

/**
 * @param {FormData} form
 * @param {string} name
 * @param {unknown} item
 */
function append(form, name, item) {
  if (typeof item === "string" || item instanceof Blob) form.append(name, item);
  // Bytes have no name of their own, and without one they would not be a file.
  else form.append(name, new Blob([/** @type {BlobPart} */ (item)]), name);
}
