// How the package stands to the others, in words: for each of its rows, ahead of whom and behind whom, by how much.

import { median, numberIn, textIn } from "./figures.mjs";

/** @import { Column, Kind, Language, Row, Table } from "./figures.mjs" */

/**
 * How a row stands to the best of others in one column: `share` is 0.1 where it has 10 % more.
 * @typedef {object} Standing
 * @property {Column} column
 * @property {Row} other
 * @property {number} own
 * @property {number} theirs
 * @property {number} share
 * @property {"ahead" | "level" | "behind"} where
 */

const WORDS = {
  en: {
    tokens: "beside the one that looks after tokens",
    plain: "beside the best of those that do not",
    other: "beside the best of the others",
    ahead: "ahead",
    everywhere: "in every column",
    level: "level",
    behind: "behind",
    by: "by",
    to: "to",
    beside: "beside",
    times: "times as much",
    at: "at",
  },
  fr: {
    tokens: "à côté de celui qui s'occupe des jetons",
    plain: "à côté du meilleur de ceux qui ne s'en occupent pas",
    other: "à côté du meilleur des autres",
    ahead: "devant",
    everywhere: "dans toutes les colonnes",
    level: "à égalité",
    behind: "derrière",
    by: "de",
    to: "à",
    beside: "contre",
    times: "fois autant",
    at: "à",
  },
};
/** A share that tells nothing. */
const LEVEL = 0.01;
const GROUPS = /** @type {const} */ (["tokens", "plain", "other"]);

/**
 * The sentences of a table.
 * @param {Table} table
 * @param {Language} language
 */
export function verdicts(table, language) {
  return table.rows
    .filter(({ kind }) => kind === "own")
    .flatMap((row) => GROUPS.flatMap((group) => sentence(row, group, table, language) ?? []));
}

/**
 * @param {Row} row
 * @param {(typeof GROUPS)[number]} group
 * @param {Table} table
 * @param {Language} language
 */
function sentence(row, group, table, language) {
  const standings = table.columns.flatMap((_, place) => standing(row, group, table, place) ?? []);
  if (standings.length === 0) return undefined;
  const words = WORDS[language];
  /** @param {Standing["where"]} place */
  const those = (place) => standings.filter((standing) => standing.where === place);
  const [ahead, level, behind] = [those("ahead"), those("level"), those("behind")];
  const parts = [
    ...(ahead.length > 0 ? [`${words.ahead} ${placesOf(ahead, standings, language)}${rangeOf(ahead, language)}`] : []),
    ...(level.length > 0 ? [`${words.level} ${placesOf(level, standings, language)}`] : []),
    ...grouped(behind).map((group) => `**${words.behind} ${told(group, language)}**`),
  ];
  const [colon, semicolon] = language === "fr" ? [" :", " ; "] : [":", "; "];
  return `${textIn(language, row.name)}, ${words[group]}${colon} ${parts.join(semicolon)}`;
}

/**
 * @param {Row} row
 * @param {Kind} group
 * @param {Table} table
 * @param {number} place of the column
 * @returns {Standing | undefined}
 */
function standing(row, group, { columns, rows }, place) {
  const column = columns[place];
  const samples = row.cells[place];
  if (column.better === undefined || samples === undefined) return undefined;
  const sign = column.better === "low" ? 1 : -1;
  /** @type {Standing | undefined} */
  let best;
  for (const other of rows.filter(({ kind }) => kind === group)) {
    const others = other.cells[place];
    if (others === undefined) continue;
    const share = shareAbove(samples, others);
    if (best !== undefined && share * sign <= best.share * sign) continue;
    best = { column, other, own: median(samples), theirs: median(others), share, where: placeOf(share * sign) };
  }
  return best;
}

/**
 * What is less than the noise of a quiet machine is told as neither ahead nor behind.
 * @param {number} share above nothing where it is worse
 */
const placeOf = (share) => (Math.abs(share) < LEVEL ? "level" : share > 0 ? "behind" : "ahead");

/**
 * By how much one is above the other: the median over the rounds, which both had under the same load.
 * @param {number[]} samples
 * @param {number[]} others
 */
function shareAbove(samples, others) {
  if (samples.length !== others.length) return ratioOf(median(samples), median(others)) - 1;
  return median(samples.map((sample, round) => ratioOf(sample, others[round]))) - 1;
}

/** @param {number} one @param {number} other */
function ratioOf(one, other) {
  if (other !== 0) return one / other;
  return one === 0 ? 1 : Number.POSITIVE_INFINITY;
}

/**
 * In which columns.
 * @param {Standing[]} some
 * @param {Standing[]} all
 * @param {Language} language
 */
function placesOf(some, all, language) {
  if (some.length === all.length && all.length > 1) return WORDS[language].everywhere;
  return `(${some.map(({ column }) => textIn(language, column.name)).join(", ")})`;
}

/**
 * By how much, from the least to the most.
 * @param {Standing[]} standings
 * @param {Language} language
 */
function rangeOf(standings, language) {
  const words = WORDS[language];
  const shares = standings.map(({ share }) => Math.abs(share)).filter(Number.isFinite);
  if (shares.length === 0) return "";
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map((share) => percent(language, share));
  return least === most ? ` ${words.by} ${least}` : ` ${words.by} ${least} ${words.to} ${most}`;
}

/**
 * Those to the same one together.
 * @param {Standing[]} standings
 */
function grouped(standings) {
  const names = new Set(standings.map(({ other }) => other));
  return [...names].map((other) => standings.filter((standing) => standing.other === other));
}

/**
 * @param {Standing[]} standings to the same one
 * @param {Language} language
 */
function told(standings, language) {
  const [{ other }] = standings;
  const parts = standings.map(
    (standing) => `${howFar(standing, language)} (${textIn(language, standing.column.name)})`,
  );
  return `${textIn(language, other.name)} ${parts.join(", ")}`;
}

/**
 * @param {Standing} standing
 * @param {Language} language
 */
function howFar({ own, theirs, share }, language) {
  const words = WORDS[language];
  if (!Number.isFinite(share)) return `${numberIn(language, own)} ${words.beside} ${numberIn(language, theirs)}`;
  if (share < 1) return `${words.by} ${percent(language, Math.abs(share))}`;
  return `${words.at} ${numberIn(language, 1 + share)} ${words.times}`;
}

/** @param {Language} language @param {number} share */
const percent = (language, share) => `${numberIn(language, Math.round(share * 1000) / 10)} %`;
