// `sne-cotation operations`: what the contract has, or one operation of it with its parameters. Nothing is sent.

import { CONTRACT, withContract } from "../connection.js";
import { manyLines, oneLine } from "../foreign.js";
import { nearest } from "../nearest.js";
import { Failure } from "../problems.js";
import { remarkLines } from "../remarks.js";
import { align, glossary, wrap } from "../table.js";

/**
 * @import { Operation, OperationParameter, SneRemark } from "../../../types/index.d.ts"
 * @import { Command, Context, Translate } from "../command.ts"
 */

const WIDTH = 80;

/** @type {Command} */
export const operations = {
  name: "operations",
  operands: [{ name: "search" }],
  options: { remarks: { type: "boolean" }, dotenv: { type: "string", group: "connection" }, ...CONTRACT },
  examples: [
    "sne-cotation operations --contract contract.json",
    "sne-cotation operations health --contract contract.json",
    "sne-cotation operations healthcheck --contract contract.json",
    "sne-cotation operations --remarks --contract contract.json",
    "sne-cotation operations --contract contract.json --json",
  ],
  run: (context) => withContract(context, (sne) => show(sne.operations(), sne.remarks(), context)),
};

/** An operation with the remarks that touch it, if some do. @typedef {Operation & { remarks?: SneRemark[] }} Remarked */

/**
 * @param {Operation[]} plain
 * @param {SneRemark[]} remarks
 * @param {Context} context
 */
function show(plain, remarks, context) {
  const {
    operands: { search },
    values,
    print,
  } = context;
  const all = remarked(plain, remarks);
  const one = all.find(({ id }) => id === search);
  if (values.remarks) return print(told(search === undefined ? remarks : (one?.remarks ?? []), context));
  if (one !== undefined) return print(values.json ? JSON.stringify(one) : details(one, context));
  const found = search === undefined ? all : all.filter((operation) => mentions(operation, search));
  if (found.length === 0 && search !== undefined) throw notFound(search, all, context);
  noteRemarks(remarks, context);
  return print(values.json ? JSON.stringify(found) : list(found, context));
}

/**
 * The operations, each with the remarks that touch it.
 * @param {Operation[]} operations
 * @param {SneRemark[]} remarks
 * @returns {Remarked[]}
 */
function remarked(operations, remarks) {
  /** @type {Map<string, SneRemark[]>} */
  const own = new Map();
  for (const remark of remarks) {
    for (const id of remark.operations) {
      const known = own.get(id);
      if (known === undefined) own.set(id, [remark]);
      else known.push(remark);
    }
  }
  return operations.map((operation) => {
    const touching = own.get(operation.id);
    return touching === undefined ? operation : { ...operation, remarks: touching };
  });
}

/**
 * @param {SneRemark[]} remarks
 * @param {Context} context
 */
function told(remarks, { values, paint, t }) {
  if (values.json) return JSON.stringify(remarks);
  if (remarks.length === 0) return t("operations.noRemarks");
  return remarkLines(remarks, { paint, t }, true).join("\n");
}

/**
 * Says that there are remarks, and how to see them.
 * @param {SneRemark[]} remarks
 * @param {Context} context
 */
function noteRemarks(remarks, { note, paintNotes, t }) {
  if (remarks.length === 0) return;
  const lost = new Set(remarks.filter(({ costs }) => costs === "operation").flatMap(({ operations }) => operations));
  note(paintNotes.yellow(t("operations.remarked", { count: remarks.length, lost: lost.size })));
}

/**
 * Whether a word is in what people may remember of an operation, whatever the case and the accents.
 * @param {Operation} operation
 * @param {string} search
 */
function mentions({ id, method, path, summary, tags }, search) {
  /** @param {string} text */
  const bare = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return [id, `${method} ${path}`, summary, ...tags].some((text) => bare(text).includes(bare(search)));
}

/**
 * @param {string} search
 * @param {Operation[]} all
 * @param {Context} context
 */
function notFound(search, all, { t }) {
  const near = nearest(
    search,
    all.map(({ id }) => id),
  );
  return new Failure(t(near === undefined ? "operations.none" : "operations.noneNear", { search, near }));
}

/**
 * One line for each; on a terminal, no longer than that.
 * @param {Remarked[]} found
 * @param {Context} context
 */
function list(found, { paint, t }) {
  const rows = found.map(({ id, method, path, summary, deprecated, remarks }) => {
    const marks = [deprecated && t("operations.deprecated"), remarks && t("operations.touched")].filter(Boolean);
    const words = marks.length > 0 ? `(${marks.join(", ")}) ${summary}` : summary;
    return [id, method, path, words].map(oneLine);
  });
  const most = process.stdout.isTTY ? process.stdout.columns : Infinity;
  const lines = align(rows).map((line) => (line.length > most ? `${line.slice(0, most - 1)}…` : line));
  return lines.map((line, index) => line.replace(rows[index][0], paint.bold)).join("\n");
}

/**
 * @param {Remarked} operation
 * @param {Context} context
 */
function details(operation, { paint, t }) {
  const { id, method, path, summary, description, tags, deprecated, parameters, consumes, produces } = operation;
  const remarks = operation.remarks ?? [];
  /** @type {[title: string, list: string[]][]} */
  const all = [
    [t("operations.tags"), tags],
    [t("operations.consumes"), consumes],
    [t("operations.produces"), produces],
  ];
  const facts = all.filter(([, list]) => list.length > 0);
  const paragraphs = [
    [
      `${paint.bold(oneLine(id))}  ${method} ${oneLine(path)}`,
      ...(deprecated ? [paint.yellow(t("operations.deprecated"))] : []),
    ],
    [summary, description].filter(Boolean).flatMap((text) => wrap(manyLines(text), WIDTH)),
    parameters.length === 0
      ? [t("operations.noParameters")]
      : [paint.bold(t("operations.parameters")), ...parameterLines(parameters, t)],
    align(facts.map(([title, list]) => [title, oneLine(list.join(", "))])),
    remarks.length === 0 ? [] : [paint.bold(t("operations.remarks")), ...remarkLines(remarks, { paint, t }, false)],
    [paint.bold(t("help.examples")), `  ${example(operation, t)}`],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/**
 * @param {OperationParameter[]} parameters
 * @param {Translate} t
 */
function parameterLines(parameters, t) {
  const rows = parameters.map(({ key, in: place, required, schema, description }) => {
    const facts = [t(`operations.in.${place}`), typeOf(schema, t), ...(required ? [t("operations.required")] : [])];
    return [key, [facts.join(", "), description, ...allowedIn(schema, t)].filter(Boolean).join(". ")].map(oneLine);
  });
  return glossary(rows, WIDTH - 2).map((line) => `  ${line}`);
}

/** @typedef {{ $ref?: string, type?: string, format?: string, items?: Schema, enum?: unknown[] }} Schema */

/**
 * `integer (int32)`, `array of string`, the name of a definition.
 * @param {Schema} schema
 * @param {Translate} t
 * @returns {string}
 */
function typeOf({ $ref, type, format, items }, t) {
  if ($ref !== undefined) return $ref.replace(/^.*\//s, "");
  if (type === "array" && items !== undefined) return t("operations.arrayOf", { type: typeOf(items, t) });
  return format === undefined ? (type ?? t("operations.anyType")) : `${type} (${format})`;
}

/**
 * @param {Schema} schema
 * @param {Translate} t
 */
function allowedIn({ enum: values, items }, t) {
  const allowed = values ?? items?.enum;
  return allowed === undefined ? [] : [t("operations.allowed", { values: allowed.join(", ") })];
}

/**
 * The call with what it must have, to be filled in.
 * @param {Operation} operation
 * @param {Translate} t
 */
function example({ id, parameters }, t) {
  const required = parameters.filter((parameter) => parameter.required);
  const words = required.map(({ key, in: place, schema }) => {
    if (place === "body") return `--body <${t("value.body")}>`;
    return schema.type === "file" ? `${quoted(key)}@<${t("value.body")}>` : `${quoted(key)}=<${typeOf(schema, t)}>`;
  });
  return ["sne-cotation call", quoted(id), ...words].join(" ");
}

/**
 * As a shell takes it.
 * @param {string} word
 */
function quoted(word) {
  return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
