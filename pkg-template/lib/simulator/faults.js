// Faults as people write them, made into what Rust reads.

/** Statuses that a `Response` can have. */
const isStatus = (status) => Number.isInteger(status) && status >= 200 && status <= 599;

/** `"gateway-timeout"` is short for `{ type: "gateway-timeout" }`; text, bytes and header objects become arrays. */
export function faultAsJson(fault) {
  const { ...json } = typeof fault === "string" ? { type: fault } : fault;
  if ("status" in json && !isStatus(json.status)) {
    throw new RangeError(`a fault's status must be a whole number from 200 to 599, not ${json.status}`);
  }
  if ("headers" in json) json.headers = pairs(json.headers);
  if ("body" in json) json.body = Array.from(bytes(json.body));
  return json;
}

function pairs(headers) {
  const entries = Symbol.iterator in Object(headers) ? headers : Object.entries(headers ?? {});
  return Array.from(entries, ([name, value]) => [String(name), String(value)]);
}

function bytes(body) {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError("a fault's body must be text or a Uint8Array");
}
