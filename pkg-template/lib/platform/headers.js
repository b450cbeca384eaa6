// The headers of an answer, which may be another library's.

/** @import { ResponseLike } from "../../types/index.d.ts" */

/**
 * The headers as the platform's own class, which is known to behave. Another library's are copied.
 * @param {ResponseLike} response
 */
export function headersOf(response) {
  try {
    const { headers } = response;
    return isOwn(headers) ? headers : new Headers([.../** @type {Headers} */ (headers)]);
  } catch {
    return new Headers();
  }
}

/**
 * Whether reading these is reading the platform's. Throws for what only says that it is of that class.
 * @param {ResponseLike["headers"]} headers
 * @returns {headers is Headers}
 */
function isOwn(headers) {
  return headers.get === Headers.prototype.get && typeof Headers.prototype.has.call(headers, "date") === "boolean";
}
