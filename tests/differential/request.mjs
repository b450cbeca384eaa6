// A request in a form in which two can be compared: its parts, decoded, whoever made it.

/**
 * @typedef {object} Sent
 * @property {string} method
 * @property {string} path as it is written
 * @property {string} query as it is written
 * @property {Record<string, string>} headers those that an API sees, by their names in small letters
 * @property {string | Part[] | undefined} body a text, or the parts of a form
 */

/** @typedef {{ name: string, value: string, isFile: boolean }} Part */

/** Where both think the API is. */
export const BASE = "https://api.example/differential";

/** Headers that are the platform's own, or the client's and no matter of the contract. */
const OWN = ["authorization", "host", "content-length", "user-agent", "connection"];

/**
 * What fetch is called with.
 * @param {unknown} input
 * @param {RequestInit & { duplex?: string }} [init]
 * @returns {Promise<Sent>}
 */
export async function toRequest(input, init) {
  const request = input instanceof Request ? new Request(input, init) : undefined;
  const url = request?.url ?? String(input);
  const method = request?.method ?? init?.method ?? "GET";
  const body = request === undefined ? init?.body : request.body;
  const [path, ...query] = url.slice(new URL(url).origin.length).split("#")[0].split("?");
  const headers = Object.fromEntries(new Headers(request?.headers ?? init?.headers).entries());
  for (const name of OWN) delete headers[name];
  // What fetch adds for the body that it is given.
  const type = headers["content-type"] ?? typeOf(body);
  if (type !== undefined) headers["content-type"] = type;
  const form = body instanceof FormData ? body : await formOf(request?.clone(), type);
  // It has a boundary that is made up for each request.
  if (form !== undefined) headers["content-type"] = "multipart/form-data";
  return {
    ...{ method: method.toUpperCase(), path, query: query.join("?"), headers },
    body: form === undefined ? await textOf(request ?? body) : await partsOf(form),
  };
}

/** @param {unknown} body */
function typeOf(body) {
  if (body === undefined || body === null || body instanceof ReadableStream) return undefined;
  return new Response(/** @type {BodyInit} */ (body)).headers.get("content-type") ?? undefined;
}

/**
 * @param {Request | undefined} request
 * @param {string | undefined} type
 */
async function formOf(request, type) {
  return type?.startsWith("multipart/form-data") ? request?.formData() : undefined;
}

/** @param {unknown} body */
async function textOf(body) {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Request) return body.body === null ? undefined : body.text();
  return new Response(/** @type {BodyInit} */ (body)).text();
}

/** @param {FormData} form */
async function partsOf(form) {
  /** @type {Part[]} */
  const parts = [];
  for (const [name, value] of form.entries())
    parts.push(
      typeof value === "string" ? { name, value, isFile: false } : { name, value: await value.text(), isFile: true },
    );
  return parts;
}
