// What was measured, for programs: every figure with its quartiles, its least and how many rounds it is of.

import { quantile } from "./figures.mjs";

/** @import { Row, Table } from "./figures.mjs" */
/** @import { Circumstances } from "./circumstances.mjs" */

/** @typedef {{ median: number, least: number, low: number, high: number, rounds: number }} Figure */
/** @typedef {Omit<Table, "rows"> & { rows: (Omit<Row, "cells"> & { cells: (Figure | null)[] })[] }} Written */

/** Digits of a figure that are kept. */
const DIGITS = 5;

/**
 * @param {Table[]} tables
 * @param {Circumstances} circumstances
 */
export function toJson(tables, circumstances) {
  /** @type {Written[]} */
  const written = tables.map(({ id, title, note, columns, rows, missing }) => ({
    id,
    title,
    ...(note !== undefined && { note }),
    columns,
    rows: rows.map(({ name, kind, cells }) => ({ name, kind, cells: cells.map(figureOf) })),
    missing,
  }));
  return `${JSON.stringify({ ...circumstances, tables: written }, null, 1)}\n`;
}

/** @param {number[] | undefined} samples @returns {Figure | null} */
function figureOf(samples) {
  if (samples === undefined) return null;
  const [least, low, median, high] = [0, 0.25, 0.5, 0.75].map((part) => {
    return Number(quantile(samples, part).toPrecision(DIGITS));
  });
  return { median, least, low, high, rounds: samples.length };
}

/**
 * The tables of such a file again, each figure by five samples that have its quartiles.
 * @param {string} text
 * @returns {{ tables: Table[], circumstances: Circumstances }}
 */
export function fromJson(text) {
  const { tables, ...circumstances } = JSON.parse(text);
  return {
    circumstances,
    tables: /** @type {Written[]} */ (tables).map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(samplesOf) })),
    })),
  };
}

/** @param {Figure | null} figure */
const samplesOf = (figure) =>
  figure === null ? undefined : [figure.least, figure.low, figure.median, figure.high, figure.high];
