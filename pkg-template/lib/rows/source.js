// What a file of rows gives: the rows, and the parameters that each of them means.

import { csvRows } from "./csv.js";
import { parseExactly } from "./exact-json.js";
import { parametersFrom, targetsOf } from "./mapping.js";
import { RowProblem, SourceProblem } from "./problems.js";
import { linesOf } from "./text.js";

/** @import { RowFormat, RowMeaning, Source } from "./rows.ts" */

/**
 * Reads as much of the text as it takes to know what its columns are. Throws a `SourceProblem`.
 * @param {RowFormat} format
 * @param {AsyncIterable<string>} pieces
 * @param {RowMeaning} meaning
 * @returns {Promise<Source>}
 */
export async function sourceOf(format, pieces, meaning) {
  return format === "csv" ? ofCsv(pieces, meaning) : ofLines(pieces, meaning);
}

/**
 * The names of the columns: those of the first line, or of the first object. Throws a `SourceProblem`.
 * @param {RowFormat} format
 * @param {AsyncIterable<string>} pieces
 * @returns {Promise<string[]>}
 */
export async function columnsOf(format, pieces) {
  if (format === "csv") {
    const rows = csvRows(pieces);
    // The file is let go of.
    return headerOf(rows).finally(() => rows.return(undefined));
  }
  for await (const line of linesOf(pieces)) {
    try {
      return Object.keys(fieldsOf(line));
    } catch {
      // A row that is none is told by the plan, with all others.
    }
  }
  throw new SourceProblem("empty");
}

/** @param {AsyncGenerator<string[]>} rows */
async function headerOf(rows) {
  const { value: header, done } = await rows.next();
  if (done) throw new SourceProblem("empty");
  const columns = header.map((name) => name.trim());
  if (new Set(columns).size !== columns.length) throw new SourceProblem("columnTwice");
  return columns;
}

/**
 * @param {AsyncIterable<string>} pieces
 * @param {RowMeaning} meaning
 * @returns {Promise<Source>}
 */
async function ofCsv(pieces, meaning) {
  const rows = csvRows(pieces);
  const columns = await headerOf(rows);
  const { operation } = meaning;
  const { targets, unused } = targetsOf(columns, meaning);
  if (targets.length === 0 && operation.parameters.length > 0)
    throw new SourceProblem("noColumns", { operation: operation.id });
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
 * @param {AsyncIterable<string>} pieces
 * @param {RowMeaning} meaning
 * @returns {Promise<Source>}
 */
async function ofLines(pieces, meaning) {
  const { map } = meaning;
  const mapped = map.map(([, column]) => column);
  /** @param {Record<string, unknown>} fields */
  const picked = (fields) => {
    const { targets } = targetsOf([...new Set([...Object.keys(fields), ...mapped])], meaning);
    return parametersFrom(targets, (column) => fields[column]);
  };
  // Where `map` says something wrong, it is said at once and not of every row.
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
