// The headers of an answer, which may be another library's.

/** The headers as the platform's own class, which is known to behave. Another library's are copied. */
export function headersOf(response) {
  try {
    const { headers } = response;
    return isOwn(headers) ? headers : new Headers([...headers]);
  } catch {
    return new Headers();
  }
}

/** Whether reading these is reading the platform's. Throws for what only says that it is of that class. */
function isOwn(headers) {
  return headers.get === Headers.prototype.get && typeof Headers.prototype.has.call(headers, "date") === "boolean";
}
