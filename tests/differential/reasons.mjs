// Why a request of swagger-client's may be another one, and ours right: each reason puts its request right where it
// applies, and nothing else. What still differs then is a fault. docs/en/differential.md has the sections that say so.

/** @import { Sent } from "./request.mjs" */
/** @import { OperationParameter } from "sne-cotation" */

/**
 * What is known of a call.
 * @typedef {object} Call
 * @property {Record<string, unknown>} given its parameters
 * @property {readonly string[]} consumes
 * @property {readonly string[]} produces
 * @property {readonly OperationParameter[]} parameters what the contract declares
 * @property {readonly string[]} headers the names of the headers that it declares, those of the client's own too
 */

/**
 * @typedef {(theirs: Sent, ours: Sent, call: Call) => Partial<Sent> | undefined} Reason what it would be, if not for
 *   that
 */

const isJson = (/** @type {string} */ type) => /^(application\/([^\s;]+\+)?|text\/)json\s*(;|$)/i.test(type);

/** Headers that follow from the operation. */
const OWN = ["accept", "content-type"];

/** @type {Record<string, Reason>} */
export const REASONS = {
  /** It sends the `default` of what is not given, which is the server's to use. */
  default: ({ query, body, headers }, _ours, { given, parameters }) => {
    const absent = parameters.filter(({ key, schema }) => schema?.default !== undefined && !(key in given));
    const names = absent.map(({ name }) => name);
    if (names.length === 0) return undefined;
    const kept = Object.entries(headers).filter(([name]) => !names.some((one) => one.toLowerCase() === name));
    return { query: without(query, names), body: withoutFields(body, names), headers: Object.fromEntries(kept) };
  },

  /** It knows the `collectionFormat` of a list, and not that of the lists in it. */
  "list-in-list": ({ query }, _ours, { given, parameters }) => {
    const nested = parameters.filter(({ key, schema }) => schema?.items?.type === "array" && key in given);
    if (nested.length === 0) return undefined;
    const values = new Map(nested.map(({ name, key, schema }) => [name, valuesOf(given[key], schema)]));
    /** @type {(name: string) => string[]} */
    const written = (name) => {
      const own = values.get(name) ?? [];
      values.set(name, []);
      return own.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
    };
    const pairs = query.split("&").map((pair) => ({ pair, name: decodeURIComponent(pair.split("=")[0]) }));
    return { query: pairs.flatMap(({ pair, name }) => (values.has(name) ? written(name) : [pair])).join("&") };
  },

  /** The same query, percent-encoded in another way. */
  "query-encoding": ({ query }, ours) =>
    same(pairsOf(query), pairsOf(ours.query)) ? { query: ours.query } : undefined,

  /** The same form, written as forms are, and not as addresses. */
  "form-encoding": ({ body, headers }, ours) => {
    const isForm = /^application\/x-www-form-urlencoded$/i.test(headers["content-type"] ?? "");
    if (!isForm || typeof body !== "string" || typeof ours.body !== "string") return undefined;
    const fields = (/** @type {string} */ text) => [...new URLSearchParams(text)];
    const type = `${headers["content-type"]};charset=UTF-8`;
    return {
      headers: { ...headers, "content-type": type },
      body: same(fields(body), fields(ours.body)) ? ours.body : body,
    };
  },

  /** A text is no JSON without its quotes. */
  "json-text": ({ body }, { headers }, { given, parameters }) => {
    const of = parameters.find((parameter) => parameter.in === "body");
    const value = of && given[of.key];
    const isBare = typeof value === "string" && body === value && isJson(headers["content-type"] ?? "");
    return isBare ? { body: JSON.stringify(value) } : undefined;
  },

  /** It says the first type that the operation takes, whatever it sends: this is JSON. */
  "json-of-several": ({ headers }, ours, { consumes }) => {
    const type = consumes.find(isJson);
    const isOther = type !== undefined && headers["content-type"] === consumes[0] && type !== consumes[0];
    return isOther && typeof ours.body === "string" ? { headers: { ...headers, "content-type": type } } : undefined;
  },

  /** Where the contract does not say what the operation takes, it does not either, and fetch says "text". */
  "type-unsaid": ({ headers, body }, _ours, { consumes, parameters }) => {
    const isUnsaid = consumes.length === 0 && parameters.some((parameter) => parameter.in === "body");
    if (!isUnsaid || typeof body !== "string") return undefined;
    return { headers: { ...headers, "content-type": "application/json" } };
  },

  /** It takes headers for parameters that a client sets by what the operation consumes and produces. */
  "own-headers": ({ headers }, ours, call) => {
    const own = OWN.filter((name) => call.headers.includes(name) && name in ours.headers);
    return { headers: { ...headers, ...Object.fromEntries(own.map((name) => [name, ours.headers[name]])) } };
  },

  /** It accepts all that the operation produces; ours JSON, where there is a choice. */
  accept: ({ headers }, _ours, { produces }) => {
    const json = produces.filter(isJson);
    if (json.length === 0 && produces.length > 0) return undefined;
    return { headers: { ...headers, accept: json.length > 0 ? json.join(", ") : "application/json" } };
  },
};

/**
 * The names and values of a query, in which a `+` is one.
 * @param {string} query
 */
function pairsOf(query) {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return pairs.map((pair) => {
    const [name, ...value] = pair.split("=");
    return [name, value.join("=")].map(decodeURIComponent);
  });
}

/**
 * @param {string} query
 * @param {string[]} names
 */
function without(query, names) {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return pairs.filter((pair) => !names.includes(decodeURIComponent(pair.split("=")[0]))).join("&");
}

/**
 * @param {Sent["body"]} body
 * @param {string[]} names
 */
function withoutFields(body, names) {
  return Array.isArray(body) ? body.filter(({ name }) => !names.includes(name)) : body;
}

const SEPARATORS = { csv: ",", ssv: " ", tsv: "\t", pipes: "|" };

/**
 * The texts that a list is sent as: one, or one for each item.
 * @param {unknown} list
 * @param {Listed} [schema]
 */
function valuesOf(list, schema) {
  const items = /** @type {unknown[]} */ (list).map((item) => textOf(item, schema?.items));
  if (schema?.collectionFormat === "multi") return items;
  return [items.join(SEPARATORS[schema?.collectionFormat ?? "csv"])];
}

/** @typedef {{ collectionFormat?: "csv" | "ssv" | "tsv" | "pipes" | "multi", items?: Listed }} Listed */

/**
 * @param {unknown} item
 * @param {Listed} [schema]
 * @returns {string}
 */
const textOf = (item, schema) => (Array.isArray(item) ? valuesOf(item, schema).join() : String(item));

/** @param {string[][]} one @param {string[][]} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
