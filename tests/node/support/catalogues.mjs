// The texts of errors as the package has them, which no entry exports: under the ids of their reasons, in both
// languages.

import { inPackage } from "./command.mjs";

/** @import { SneErrorKind } from "sne-cotation" */
/** @import { Language } from "./languages.mjs" */

/** @typedef {[id: string, kind: SneErrorKind, retryable: boolean]} Reason */
/** @typedef {{ message: string, advice: string }} Text */
/** @typedef {Record<string, Text>} Texts by the ids of their reasons */

/** @typedef {[message: string, advice: string]} Pair */
/**
 * The texts of reasons that follow each other, but for those that are in another part.
 * @typedef {{ first: number, texts: (Pair | null)[] }} Part
 */

/** @param {string} name */
const module = (name) => inPackage(`lib/messages/${name}.js`);

/** @type {{ reasons: Reason[], addReasons: (first: number, lines: string) => void }} */
const { addReasons, reasons } = await inPackage("lib/reasons.js");
/** @type {{ contractReasons: number, table: string }} */
const { contractReasons, table } = await module("contract-reasons");
addReasons(contractReasons, table);
/** All reasons in their order; those of the contract begin at `contractReasons`, and come with it. */
export { contractReasons, reasons };

/** @type {Record<Language, Texts>} */
export const texts = { fr: await textsIn("fr"), en: await textsIn("en") };

/** @param {Language} language @returns {Promise<Texts>} */
async function textsIn(language) {
  /** @type {Part[]} */
  const parts = await Promise.all(
    ["client", "options", "contract", "pages", "rules"].map((part) => module(`${part}-${language}`)),
  );
  /** @type {[id: string, text: Text][]} */
  const entries = parts.flatMap(({ first, texts: pairs }) =>
    pairs.flatMap((pair, place) =>
      pair === null ? [] : [[reasons[first + place][0], { message: pair[0], advice: pair[1] }]],
    ),
  );
  return Object.fromEntries(entries);
}

/**
 * The reason of the contract's whose texts these are.
 * @param {import("./languages.mjs").Language} language
 * @param {string} message
 */
export function reasonOfTexts(language, message, isRule = false) {
  const own = reasons
    .slice(contractReasons)
    .map(([id]) => id)
    .filter((id) => !id.startsWith("remark-") && id.startsWith("rule-") === isRule);
  /** @param {string} text */
  const pattern = (text) =>
    new RegExp(
      `^${text
        .split(/\{\w+\}/)
        .map((piece) => RegExp.escape?.(piece) ?? piece.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
        .join("[\\s\\S]*")}$`,
    );
  const found = own.filter((id) => pattern(texts[language][id].message).test(message));
  // The longest says most: that of an unknown name is also the beginning of "did you mean".
  return found.sort((one, other) => texts[language][other].message.length - texts[language][one].message.length)[0];
}
