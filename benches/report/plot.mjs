// A table as an SVG: a panel a column, a bar a row, from 0 to its median, with a line from its lower to its upper
// quartile. All that is used is in the file: no font, no script, no style from elsewhere.

import { median, numberIn, quantile, textIn } from "./figures.mjs";

/** @import { Column, Kind, Language, Row, Table } from "./figures.mjs" */

const WIDTH = 1000;
const NAMES = 170;
const PANELS_A_ROW = 3;
const GAP = 16;
const BAR = 13;
const ROW = 19;
const HEAD = 30;
/** What the figure behind a bar takes of a panel. */
const LABEL = 58;
const [TOP, FOOT] = [70, 12];

/** Told apart by those who see no colours as well, by their lightness. @type {Record<Kind, string>} */
const COLOURS = { floor: "#9aa1ab", own: "#1b4f9c", tokens: "#d9730d", plain: "#5fa88a", other: "#5fa88a" };

/** @type {Record<Kind, { en: string, fr: string }>} */
const LEGEND = {
  floor: { en: "the platform's own", fr: "la plateforme seule" },
  own: { en: "sne-cotation", fr: "sne-cotation" },
  tokens: { en: "looks after tokens", fr: "s'occupe des jetons" },
  plain: { en: "does not", fr: "ne s'en occupe pas" },
  other: { en: "others", fr: "autres" },
};

/**
 * @param {Table} table
 * @param {Language} language
 */
export function plot(table, language) {
  const { columns, rows } = table;
  const height = HEAD + rows.length * ROW + GAP;
  const lines = Math.ceil(columns.length / PANELS_A_ROW);
  const panels = columns.map((column, place) => {
    const line = Math.floor(place / PANELS_A_ROW);
    const x = NAMES + (place % PANELS_A_ROW) * panelWidth();
    const y = TOP + line * height;
    const names = place % PANELS_A_ROW === 0 ? rowNames(rows, y + HEAD, language) : "";
    return names + panel(column, place, rows, { x, y }, language);
  });
  const total = TOP + lines * height + FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${total}" width="${WIDTH}" height="${total}"`,
    ` font-family="system-ui, sans-serif" font-size="12" fill="#1c2128" role="img">`,
    `<title>${escaped(textIn(language, table.title))}</title>`,
    `<rect width="${WIDTH}" height="${total}" fill="#ffffff"/>`,
    text(12, 26, textIn(language, table.title), `font-size="16" font-weight="600"`),
    legend(rows, language),
    ...panels,
    "</svg>\n",
  ].join("\n");
}

const panelWidth = () => (WIDTH - NAMES) / PANELS_A_ROW;

/**
 * @param {Row[]} rows
 * @param {number} top
 * @param {Language} language
 */
function rowNames(rows, top, language) {
  return rows
    .map(({ name, kind }, place) => {
      const weight = kind === "own" ? ` font-weight="600"` : "";
      return text(NAMES - 8, top + place * ROW + BAR - 2, textIn(language, name), `text-anchor="end"${weight}`);
    })
    .join("\n");
}

/**
 * @param {Column} column
 * @param {number} place
 * @param {Row[]} rows
 * @param {{ x: number, y: number }} corner
 * @param {Language} language
 */
function panel({ name, unit }, place, rows, { x, y }, language) {
  const room = panelWidth() - GAP - LABEL;
  const highest = Math.max(...rows.map(({ cells }) => (cells[place] ? quantile(cells[place], 0.75) : 0)));
  const scale = highest > 0 ? room / highest : 0;
  const title = `${textIn(language, name)}, ${textIn(language, unit)}`;
  const bars = rows.map(({ kind, cells }, index) => {
    const top = y + HEAD + index * ROW;
    const samples = cells[place];
    if (samples === undefined) return text(x + 4, top + BAR - 2, "–", `fill="#6b7280"`);
    return bar(samples, COLOURS[kind], scale, { x, y: top }, language);
  });
  const foot = y + HEAD + rows.length * ROW;
  return [
    text(x, y + 18, title, `font-weight="600"`),
    `<path d="M${x} ${y + HEAD - 4}V${foot}" stroke="#6b7280"/>`,
    ...bars,
  ].join("\n");
}

/**
 * @param {number[]} samples
 * @param {string} colour
 * @param {number} scale
 * @param {{ x: number, y: number }} corner
 * @param {Language} language
 */
function bar(samples, colour, scale, { x, y }, language) {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => {
    // What is measured as a difference may come out below nothing.
    return Math.max(0, round(quantile(samples, part) * scale));
  });
  const spread =
    low === high ? "" : `<path d="M${x + low} ${y + BAR / 2}H${x + high}" stroke="#1c2128" stroke-width="1.5"/>`;
  const figure = numberIn(language, median(samples));
  return [
    `<rect x="${x}" y="${y}" width="${middle}" height="${BAR}" fill="${colour}"/>${spread}`,
    text(x + Math.max(middle, high) + 5, y + BAR - 2, figure, `font-size="11"`),
  ].join("");
}

/**
 * @param {Row[]} rows
 * @param {Language} language
 */
function legend(rows, language) {
  const kinds = /** @type {Kind[]} */ (Object.keys(COLOURS)).filter((kind) => rows.some((row) => row.kind === kind));
  let x = 12;
  return kinds
    .map((kind) => {
      const said = LEGEND[kind][language];
      const at = x;
      x += 40 + said.length * 7;
      return `<rect x="${at}" y="42" width="12" height="12" fill="${COLOURS[kind]}"/>${text(at + 18, 52, said)}`;
    })
    .join("\n");
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} [attributes]
 */
function text(x, y, content, attributes = "") {
  return `<text x="${round(x)}" y="${y}"${attributes && ` ${attributes}`}>${escaped(content)}</text>`;
}

/** @param {number} number */
const round = (number) => Math.round(number * 10) / 10;

/** @param {string} content */
const escaped = (content) => content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
