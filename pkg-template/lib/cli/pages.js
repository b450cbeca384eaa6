// `sne-cotation call --all-pages`: the pages of an operation, printed as each comes, so that a failure loses none
// before it.

import { once } from "node:events";
import { printAnswer } from "./answer.js";
import { readJsonText } from "./input.js";
import { countOf } from "./numbers.js";
import { misuse } from "./problems.js";

/**
 * @import { Page, PagesOptions } from "../../types/index.d.ts"
 * @import { Context, OptionConfigs } from "./command.ts"
 */

/** The options of a command that goes through pages. @type {OptionConfigs} */
export const PAGES = {
  "all-pages": { type: "boolean" },
  strategy: { type: "string" },
  "max-pages": { type: "string" },
};

/**
 * What `pages` takes of them; nothing where one page is wanted.
 * @param {Context} context
 * @returns {Promise<PagesOptions | undefined>}
 */
export async function pagesOptions(context) {
  const { values } = context;
  const isWanted = values["all-pages"] === true;
  for (const option of /** @type {const} */ (["strategy", "max-pages"])) {
    if (values[option] !== undefined && !isWanted) throw misuse(context, "call.notAllPages", { name: `--${option}` });
  }
  if (!isWanted) return undefined;
  return { ...(await strategyOf(context)), maxPages: countOf("max-pages", "call.badMaxPages", context) };
}

/**
 * `range`, `page`, either with the place that takes it (`page=/recherche/pageNumber`), or all that `pages` takes, as
 * JSON or from a file of it (`@file`).
 * @param {Context} context
 * @returns {Promise<Pick<PagesOptions, "strategy">>}
 */
async function strategyOf(context) {
  const text = context.values.strategy;
  if (text === undefined) return {};
  const [, kind, place] = /^(range|page)(?:=(.+))?$/s.exec(text) ?? [];
  if (kind === "range") return { strategy: place === undefined ? kind : { range: place } };
  if (kind === "page") return { strategy: place === undefined ? kind : { page: place } };
  try {
    if (text.startsWith("{")) return { strategy: JSON.parse(text) };
  } catch {}
  if (text.startsWith("@")) return { strategy: JSON.parse(await readJsonText(text.slice(1), context)) };
  throw misuse(context, "call.badStrategy");
}

/**
 * Prints pages one after the other, until whoever reads them has had enough. A failure ends the command, after a word
 * that what was printed is not all.
 * @param {AsyncIterable<Page>} pages
 * @param {Context} context
 */
export async function printPages(pages, context) {
  const { json, note, t } = context;
  const isRead = readerOf(process.stdout);
  let count = 0;
  try {
    for await (const page of pages) {
      await printAnswer(page, context, { isFirst: count === 0 });
      count += 1;
      if (!(await isRead())) break;
    }
  } catch (error) {
    if (count > 0 && !json) note(t("call.pagesIncomplete", { count }));
    throw error;
  }
  return 0;
}

/**
 * Waits until what was written is on its way, and says whether anybody reads on (`… | head` does not). The stream
 * itself forgets such an error: standard output cannot be destroyed.
 * @param {NodeJS.WriteStream} stream
 */
function readerOf(stream) {
  let isGone = false;
  stream.on("error", () => {
    isGone = true;
  });
  return async () => {
    if (stream.writableNeedDrain && !isGone) await once(stream, "drain").catch(() => {});
    return !isGone;
  };
}
