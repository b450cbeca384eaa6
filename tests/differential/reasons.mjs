// Why a request of swagger-client's may be another one, and ours right: each reason puts its request right where it
// applies, and nothing else. What still differs then is a fault. docs/en/differential.md has the sections that say so.

import { BASE } from "./request.mjs";

/** @import { Sent } from "./request.mjs" */
/** @import { OperationParameter } from "sne-cotation" */

/**
 * What is known of a call.
 * @typedef {object} Call
 * @property {Record<string, unknown>} given its parameters
 * @property {string} path as the contract writes it
 * @property {string} method
 * @property {readonly string[]} consumes
 * @property {readonly string[]} produces
 * @property {readonly OperationParameter[]} parameters what can be given
 * @property {readonly { name: string, in: string }[]} declared what the contract declares, the client's own headers too
 */

/**
 * @typedef {(theirs: Sent, ours: Sent, call: Call) => Partial<Sent> | undefined} Reason what it would be, if not for
 *   that
 */

const PREFIX = new URL(BASE).pathname;

const isJson = (/** @type {string} */ type) => /^(application\/([^\s;]+\+)?|text\/)json\s*(;|$)/i.test(type);

const isMediaType = (/** @type {string} */ type) => /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+\s*(;|$)/.test(type.trim());

/** @type {(place: string, name: string) => (parameter: OperationParameter) => boolean} */
const isOf = (place, name) => (parameter) => parameter.in === place && parameter.name === name;

const FORM = "application/x-www-form-urlencoded;charset=UTF-8";

const isForm = (/** @type {string} */ type) =>
  /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);

/** Whether a value is given for the body. @param {Call} call */
const isBodyGiven = ({ given, parameters }) =>
  parameters.some((parameter) => parameter.in === "body" && parameter.key in given);

/** Headers that follow from the operation. */
const OWN = ["accept", "content-type"];

/** @type {Record<string, Reason>} */
export const REASONS = {
  /** It puts a path that does not begin with a slash right behind what the API's address ends with. */
  "path-slash": ({ path }, _ours, call) =>
    call.path.startsWith("/") ? undefined : { path: path.replace(PREFIX, `${PREFIX}/`) },

  /**
   * It takes what a path says of its query, `{?name,page}`, for a part of the address; and does not send what is only
   * named there.
   */
  "path-template": ({ path, query }, _ours, { path: template, given, parameters, declared }) => {
    const [, expanded] = /\{[?&]([^}]*)\}$/.exec(template) ?? [];
    if (expanded === undefined) return undefined;
    const [, ...pairs] = query.split("&");
    const named = expanded
      .split(",")
      .filter((name) => !declared.some((one) => one.in === "query" && one.name === name));
    const added = named.flatMap((name) => {
      const value = given[parameters.find(isOf("query", name))?.key ?? ""];
      return value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`];
    });
    return { path: path.replace(/%7B$/, ""), query: [...pairs, ...added].join("&") };
  },

  /**
   * It leaves a placeholder as it is where the contract declares no parameter for it, or where the path has an odd
   * form: `/:name`, as routes of Express have it.
   */
  "path-left": ({ path }, ours, { given, parameters }) => {
    const valueFor = (/** @type {string} */ name) => given[parameters.find(isOf("path", name))?.key ?? ""];
    const segments = ours.path.split("/");
    const fill = (/** @type {string} */ segment, /** @type {number} */ index) => {
      const filled = decodeURIComponent(segment).replace(/\{([^{}]+)\}|^:(\w+)$/g, (placeholder, name, colon) =>
        String(valueFor(name ?? colon) ?? placeholder),
      );
      const own = segments[index] ?? "";
      return decodeURIComponent(own) === filled ? own : segment;
    };
    return { path: path.split("/").map(fill).join("/") };
  },

  /** It sends the `default` of what need not be given and is not, which is the server's to use. */
  default: ({ query, body, headers }, _ours, { given, parameters }) => {
    const optional = parameters.filter(({ required }) => !required);
    const absent = optional.filter(({ key, schema }) => schema?.default !== undefined && !(key in given));
    const names = absent.map(({ name }) => name);
    if (names.length === 0) return undefined;
    const kept = Object.entries(headers).filter(([name]) => !names.some((one) => one.toLowerCase() === name));
    return { query: without(query, names), body: withoutFields(body, names), headers: Object.fromEntries(kept) };
  },

  /** It says what type a body is of where there is none. */
  "type-of-nothing": ({ headers: { "content-type": type, ...headers }, body }) =>
    type !== undefined && body === undefined ? { headers } : undefined,

  /** It does not send a value that is given and empty. */
  "empty-value": ({ query }, ours, { given, parameters }) => {
    const empty = parameters.filter(({ key }) => given[key] === "").map(({ name }) => name);
    const others = pairsOf(ours.query).filter(([name, value]) => value !== "" || !empty.includes(name));
    return empty.length > 0 && same(others, pairsOf(query)) ? { query: ours.query } : undefined;
  },

  /** It sends an object in a query as a text that says nothing of it; ours sends its fields. */
  "object-in-query": ({ query }, _ours, { given, parameters }) => {
    const objects = parameters.filter((one) => one.in === "query" && one.schema?.type === "object" && one.key in given);
    if (objects.length === 0) return undefined;
    const fields = objects.flatMap(({ key }) => Object.entries(/** @type {object} */ (given[key])));
    const names = objects.map(({ name }) => name);
    const written = new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
    return { query: [without(query, names), written].filter((part) => part !== "").join("&") };
  },

  /** It announces a form where the contract has fields of one beside a body, and it is the body that is sent. */
  "body-beside-form": ({ headers, body }, _ours, call) => {
    const hasFields = call.parameters.some((parameter) => parameter.in === "formData");
    if (!hasFields || !isBodyGiven(call) || typeof body !== "string") return undefined;
    return { headers: { ...headers, "content-type": "application/json" } };
  },

  /** It announces a form as what the operation consumes, which is none. */
  "form-type": ({ headers, body }, _ours, call) => {
    const type = headers["content-type"];
    const hasFields = call.parameters.some((parameter) => parameter.in === "formData") && !isBodyGiven(call);
    if (!hasFields || type === undefined || typeof body !== "string" || isForm(type)) return undefined;
    return { headers: { ...headers, "content-type": FORM } };
  },

  /** It knows the `collectionFormat` of a list, and not that of the lists in it. */
  "list-in-list": ({ query, headers }, _ours, { given, parameters }) => {
    const nested = parameters.filter(({ key, schema }) => schema?.items?.type === "array" && key in given);
    if (nested.length === 0) return undefined;
    const values = new Map(nested.map(({ name, key, schema }) => [name, valuesOf(given[key], schema)]));
    /** @type {(name: string) => string[]} */
    const written = (name) => {
      const own = values.get(name) ?? [];
      values.set(name, []);
      return own
        .filter(Boolean)
        .map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("%2C", ",")}`);
    };
    const pairs = query.split("&").map((pair) => ({ pair, name: decodeURIComponent(pair.split("=")[0]) }));
    const inHeaders = nested.flatMap(({ name, in: place, key, schema }) =>
      place === "header" ? [[name.toLowerCase(), valuesOf(given[key], schema).join()]] : [],
    );
    return {
      headers: { ...headers, ...Object.fromEntries(inHeaders) },
      query: pairs.flatMap(({ pair, name }) => (values.has(name) ? written(name) : [pair])).join("&"),
    };
  },

  /** The same query, percent-encoded in another way. */
  "query-encoding": ({ query }, ours) =>
    same(pairsOf(query), pairsOf(ours.query)) ? { query: ours.query } : undefined,

  /** The same form, written as forms are, and not as addresses. */
  "form-encoding": ({ body, headers }, ours) => {
    const isEncoded = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
    if (!isEncoded || typeof body !== "string" || typeof ours.body !== "string") return undefined;
    const fields = (/** @type {string} */ text) => [...new URLSearchParams(text)];
    return {
      headers: { ...headers, "content-type": FORM },
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

  /**
   * Where the contract does not say what the operation takes, or that it takes anything, it does not say either what a
   * body is, nor does it with GET; fetch then says "text".
   */
  "type-unsaid": ({ headers, body }, ours, call) => {
    const { consumes, method } = call;
    const isUnsaid = consumes.length === 0 || consumes.includes("*/*") || method === "GET";
    if (!isUnsaid || !isBodyGiven(call) || typeof body !== "string" || !("content-type" in ours.headers))
      return undefined;
    return { headers: { ...headers, "content-type": consumes.find(isJson) ?? "application/json" } };
  },

  /** It takes headers for parameters that a client sets by what the operation consumes and produces. */
  "own-headers": ({ headers }, ours, call) => {
    const isDeclared = (/** @type {string} */ name) =>
      call.declared.some((one) => one.in === "header" && String(one.name).toLowerCase() === name);
    const own = OWN.filter((name) => isDeclared(name) && name in ours.headers);
    return { headers: { ...headers, ...Object.fromEntries(own.map((name) => [name, ours.headers[name]])) } };
  },

  /** It accepts all that the operation produces; ours JSON, where there is a choice. */
  accept: ({ headers }, _ours, { produces }) => {
    const types = produces.filter(isMediaType);
    const json = types.filter(isJson);
    if (json.length === 0 && types.length > 0) return undefined;
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
  if (Array.isArray(body)) return body.filter(({ name }) => !names.includes(name));
  return body === undefined ? undefined : without(body, names) || undefined;
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
