// The texts of errors as the package has them, which no entry exports: under the ids of their reasons, in both
// languages.

import { inPackage } from "./command.mjs";

/** @import { SneErrorKind } from "sne-cotation" */
/** @import { Language } from "./languages.mjs" */

/** @typedef {[id: string, kind: SneErrorKind, retryable: boolean]} Reason */
/** @typedef {{ message: string, advice: string }} Text */
/** @typedef {Record<string, Text>} Texts by the ids of their reasons */

/** @typedef {[message: string, advice: string]} Pair */
/** The texts of reasons that follow each other. @typedef {{ first: number, texts: Pair[] }} Part */

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
  const parts = await Promise.all(["client", "contract"].map((part) => module(`${part}-${language}`)));
  /** @type {[id: string, text: Text][]} */
  const entries = parts.flatMap(({ first, texts: pairs }) =>
    pairs.map(([message, advice], place) => [reasons[first + place][0], { message, advice }]),
  );
  return Object.fromEntries(entries);
}
