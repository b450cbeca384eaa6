// `sne-cotation operations`: what the contract has, or one operation of it with its parameters. Nothing is sent.

import { CONTRACT, demandContract, withContract } from "../connection.js";
import { manyLines, oneLine } from "../foreign.js";
import { nearest } from "../nearest.js";
import { Failure, misuse } from "../problems.js";
import { remarkLines } from "../remarks.js";
import { fieldLines, typeOf } from "../schema.js";
import { align, glossary, wrap } from "../table.js";

/**
 * @import { Operation, OperationParameter, SneRemark } from "../../../types/index.d.ts"
 * @import { SneCotation } from "../../index.js"
 * @import { Command, Context, Translate } from "../command.ts"
 * @import { Definitions, Schema } from "../schema.js"
 */

const WIDTH = 80;
/** The least that a column of words must have. */
const NARROWEST = 24;

/** @type {Command} */
export const operations = {
  name: "operations",
  operands: [{ name: "search" }],
  options: {
    example: { type: "boolean" },
    remarks: { type: "boolean" },
    dotenv: { type: "string", group: "connection" },
    ...CONTRACT,
  },
  examples: [
    "sne-cotation operations --contract contract.json",
    "sne-cotation operations health --contract contract.json",
    "sne-cotation operations healthcheck --contract contract.json",
    "sne-cotation operations --remarks --contract contract.json",
    "sne-cotation operations --contract contract.json --json",
  ],
  run: (context) => {
    const { operands, values } = context;
    if (values.example && operands.search === undefined) throw misuse(context, "operations.exampleOf");
    return withContract(context, (sne) => show(sne, context));
  },
};

/**
 * An operation with the remarks that touch it, if some do.
 * @typedef {Operation & { remarks?: SneRemark[] }} Remarked
 */

/**
 * @param {SneCotation} sne
 * @param {Context} context
 */
function show(sne, context) {
  const remarks = sne.remarks();
  const all = remarked(sne.operations(), remarks);
  const {
    operands: { search },
    values,
    print,
  } = context;
  const one = all.find(({ id }) => id === search);
  if (values.remarks) return print(told(search === undefined ? remarks : (one?.remarks ?? []), context));
  if (values.example) return printExample(one ?? search, all, context);
  if (one !== undefined) return print(values.json ? JSON.stringify(one) : details(one, sne.definitions(), context));
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
 * A line for each; on a terminal, what does not fit goes on below its own column, or below the whole where that leaves
 * it no room.
 * @param {Remarked[]} found
 * @param {Context} context
 */
function list(found, { paint, t }) {
  const rows = found.map(({ id, method, path, summary, deprecated, remarks }) => {
    const marks = [deprecated && t("operations.deprecated"), remarks && t("operations.touched")].filter(Boolean);
    const words = marks.length > 0 ? `(${marks.join(", ")}) ${summary}` : summary;
    return [id, method, path, words].map(oneLine);
  });
  const heads = align(rows.map(([id, method, path]) => [id, method, path]));
  const left = Math.max(0, ...heads.map(({ length }) => length)) + 2;
  const width = process.stdout.isTTY ? process.stdout.columns : Infinity;
  const isBeside = width - left >= NARROWEST;
  return rows
    .flatMap(([id, , , words], index) => {
      const head = heads[index].replace(id, paint.bold);
      const pad = " ".repeat(left - heads[index].length);
      if (words === "") return [head];
      const [first, ...more] = wrap(words, isBeside ? width - left : width - 4);
      if (!isBeside) return [head, ...[first, ...more].map((line) => `    ${line}`)];
      return [`${head}${pad}${first}`, ...more.map((line) => " ".repeat(left) + line)];
    })
    .join("\n");
}

/**
 * A body to start from, made from the contract as the simulator makes it: the same one each time.
 * @param {Operation | string | undefined} operation the word, when no operation has that name
 * @param {Operation[]} all
 * @param {Context} context
 */
async function printExample(operation, all, context) {
  if (typeof operation !== "object") throw notFound(String(operation), all, context);
  const { t, print, values } = context;
  const body = operation.parameters.find((parameter) => parameter.in === "body");
  if (body === undefined) throw new Failure(t("operations.noBody", { id: oneLine(operation.id) }));
  const { createSimulator } = await import("../../simulator/node.js");
  const simulator = await createSimulator({ contract: await demandContract(context) });
  const parameters = exampleOf(simulator, operation, t);
  return print(JSON.stringify(parameters[body.key], undefined, values.json ? 0 : 2));
}

/**
 * Parameters for an operation. Some schemas are fitted by nothing.
 * @param {{ example(id: string): Record<string, unknown> }} simulator
 * @param {Operation} operation
 * @param {Translate} t
 */
function exampleOf(simulator, { id }, t) {
  try {
    return simulator.example(id);
  } catch {
    throw new Failure(t("operations.noExample", { id: oneLine(id) }));
  }
}

/**
 * @param {Remarked} operation
 * @param {Definitions} definitions
 * @param {Context} context
 */
function details(operation, definitions, { paint, t }) {
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
    ...bodyLines(operation, definitions, { paint, t }),
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
 * The fields of the body, where it has some.
 * @param {Operation} operation
 * @param {Definitions} definitions
 * @param {Pick<Context, "paint" | "t">} context
 * @returns {string[][]} a paragraph, or none
 */
function bodyLines({ parameters }, definitions, { paint, t }) {
  const body = parameters.find((parameter) => parameter.in === "body");
  const lines = body === undefined ? [] : fieldLines(body.schema, definitions, { t, width: WIDTH - 2 });
  if (body === undefined || lines.length === 0) return [];
  return [[paint.bold(t("operations.body", { type: typeOf(body.schema, t) })), ...lines.map((line) => `  ${line}`)]];
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
