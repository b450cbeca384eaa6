// What the file of a run gives: rows, and the parameters that each of them means.

import { parseExactly } from "../json.js";
import { misuse } from "../problems.js";
import { csvRows } from "./csv.js";
import { parametersFrom, RowProblem, targetsOf } from "./mapping.js";
import { linesOf, textOf } from "./text.js";

/**
 * @import { Operation } from "../../../types/index.d.ts"
 * @import { Context } from "../command.ts"
 * @import { Settings, Source } from "./job.ts"
 */

/**
 * Reads as much of the file as it takes to know what its columns are.
 * @param {Settings} settings
 * @param {{ operation: Operation, definitions: Record<string, unknown> }} contract
 * @param {Context} context
 * @returns {Promise<Source>}
 */
export async function sourceOf(settings, contract, context) {
  const pieces = textOf(settings, context);
  return settings.format === "csv"
    ? ofCsv(settings, pieces, contract, context)
    : ofLines(settings, pieces, contract, context);
}

/**
 * @param {Settings} settings
 * @param {AsyncIterable<string>} pieces
 * @param {{ operation: Operation, definitions: Record<string, unknown> }} contract
 * @param {Context} context
 * @returns {Promise<Source>}
 */
async function ofCsv({ map, input }, pieces, { operation, definitions }, context) {
  const rows = csvRows(pieces);
  const { value: header, done } = await rows.next();
  if (done) throw misuse(context, "bulk.empty", { file: input });
  const columns = header.map((name) => name.trim());
  if (new Set(columns).size !== columns.length) throw misuse(context, "bulk.columnTwice");
  const { targets, unused } = targetsOf(map, columns, operation, definitions, context);
  if (targets.length === 0 && operation.parameters.length > 0)
    throw misuse(context, "bulk.noColumns", { operation: operation.id });
  const places = new Map(columns.map((column, place) => [column, place]));
  /** @param {unknown} row */
  const cellsOf = (row) => /** @type {string[]} */ (row);
  return {
    rows,
    unused,
    parameters: (row) => {
      const cells = cellsOf(row);
      if (cells.length !== columns.length) throw new RowProblem("columns");
      return parametersFrom(targets, (column) => cells[/** @type {number} */ (places.get(column))]);
    },
    shown: (row) => {
      const cells = cellsOf(row);
      if (cells.length !== columns.length) return cells;
      return Object.fromEntries(columns.map((column, place) => [column, cells[place]]));
    },
  };
}

/**
 * @param {Settings} settings
 * @param {AsyncIterable<string>} pieces
 * @param {{ operation: Operation, definitions: Record<string, unknown> }} contract
 * @param {Context} context
 * @returns {Promise<Source>}
 */
async function ofLines({ map }, pieces, { operation, definitions }, context) {
  const mapped = map.map(([, column]) => column);
  /** @param {Record<string, unknown>} fields */
  const picked = (fields) => {
    const { targets } = targetsOf(
      map,
      [...new Set([...Object.keys(fields), ...mapped])],
      operation,
      definitions,
      context,
    );
    return parametersFrom(targets, (column) => fields[column]);
  };
  // Where --map says something wrong, it is said at once and not of every row.
  picked({});
  return {
    rows: linesOf(pieces),
    unused: [],
    parameters: (row) => {
      const fields = fieldsOf(String(row));
      return map.length === 0 ? fields : picked(fields);
    },
    shown: (row) => {
      try {
        return parseExactly(String(row));
      } catch {
        return row;
      }
    },
  };
}

/** @param {string} line @returns {Record<string, unknown>} */
function fieldsOf(line) {
  let value;
  try {
    value = parseExactly(line);
  } catch {
    throw new RowProblem("json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new RowProblem("object");
  return /** @type {Record<string, unknown>} */ (value);
}
