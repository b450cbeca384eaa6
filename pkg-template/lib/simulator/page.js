// What a browser does on behalf of a page: `Origin`, preflights, and which answers and headers the page gets to see
// (Fetch standard, "CORS protocol"). Every request counts as cross-origin, and preflights are not cached.

/** @import { Answer, Header, Message, Page, Send } from "./exchange.ts" */

const SAFE_METHODS = ["GET", "HEAD", "POST"];
const SAFE_REQUEST_HEADERS = ["accept", "accept-language", "content-language"];
const SAFE_CONTENT_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
const SAFE_RESPONSE_HEADERS = [
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
];
/** What a page cannot set; the browser leaves it out without a word. */
const FORBIDDEN = [
  ...["accept-charset", "accept-encoding", "connection", "content-length", "cookie", "date", "host", "keep-alive"],
  ...["origin", "referer", "te", "trailer", "transfer-encoding", "upgrade", "via"],
];
const FORBIDDEN_BEGINNINGS = ["access-control-request-", "proxy-", "sec-"];

/** @param {string} name */
function isForbidden(name) {
  const lower = name.toLowerCase();
  return FORBIDDEN.includes(lower) || FORBIDDEN_BEGINNINGS.some((beginning) => lower.startsWith(beginning));
}

/** The one error that a page gets, whatever went wrong. */
export const failedToFetch = () => new TypeError("Failed to fetch");

/**
 * Sends a message as a page at `origin` would.
 * @param {Message} message
 * @param {Page & { send: Send }} page
 * @returns {Promise<Answer>} with the headers that the page may read
 */
export async function sendFromPage(message, { origin, credentials, send }) {
  const headers = message.headers.filter(([name]) => !isForbidden(name));
  const unsafe = headers.filter((header) => !isSafe(header)).map(([name]) => name.toLowerCase());
  if (unsafe.length > 0 || !SAFE_METHODS.includes(message.method)) {
    await preflight({ message, unsafe, origin, credentials, send });
  }
  const answer = await send({ ...message, headers: [...headers, ["Origin", origin]] });
  if (!isReadable(answer, { origin, credentials })) throw failedToFetch();
  return { ...answer, headers: readableHeaders(answer) };
}

/** @param {Page & { message: Message, unsafe: string[], send: Send }} asked */
async function preflight({ message, unsafe, origin, credentials, send }) {
  /** @type {Header[]} */
  const headers = [
    ["Origin", origin],
    ["Access-Control-Request-Method", message.method],
  ];
  if (unsafe.length > 0) headers.push(["Access-Control-Request-Headers", unsafe.sort().join(",")]);
  const answer = await send({ method: "OPTIONS", url: message.url, headers, body: new Uint8Array() });
  const consents =
    answer.status >= 200 &&
    answer.status <= 299 &&
    isReadable(answer, { origin, credentials }) &&
    (SAFE_METHODS.includes(message.method) ||
      list(answer, "access-control-allow-methods").includes(message.method.toLowerCase())) &&
    unsafe.every((name) => list(answer, "access-control-allow-headers").includes(name));
  if (!consents) throw failedToFetch();
}

/** @param {Header} header */
function isSafe([name, value]) {
  const lower = name.toLowerCase();
  if (lower === "content-type") return SAFE_CONTENT_TYPES.includes(value.split(";")[0].trim().toLowerCase());
  return SAFE_REQUEST_HEADERS.includes(lower);
}

/**
 * @param {Answer} answer
 * @param {Page} page
 */
function isReadable(answer, { origin, credentials }) {
  const [allowed] = values(answer, "access-control-allow-origin");
  if (!credentials) return allowed === "*" || allowed === origin;
  return allowed === origin && values(answer, "access-control-allow-credentials")[0] === "true";
}

/** @param {Answer} answer */
function readableHeaders(answer) {
  const exposed = list(answer, "access-control-expose-headers");
  /** @param {string} name */
  const readable = (name) => SAFE_RESPONSE_HEADERS.includes(name) || exposed.includes(name) || exposed.includes("*");
  return answer.headers.filter(([name]) => readable(name.toLowerCase()));
}

/**
 * @param {Answer} answer
 * @param {string} name
 */
function values({ headers }, name) {
  return headers.filter(([present]) => present.toLowerCase() === name).map(([, value]) => value);
}

/**
 * @param {Answer} answer
 * @param {string} name
 */
function list(answer, name) {
  return values(answer, name)
    .flatMap((value) => value.split(","))
    .map((item) => item.trim().toLowerCase());
}
