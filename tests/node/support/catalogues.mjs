// The texts of errors as the package has them, which no entry exports: under the ids of their reasons, in both languages.

import { inPackage } from "./command.mjs";

const LANGUAGES = ["fr", "en"];
const module = (name) => inPackage(`lib/messages/${name}.js`);

/** `[id, kind, retryable]` of each reason; those of the contract begin at `contractReasons`, and come with it. */
const { addReasons, reasons } = await inPackage("lib/reasons.js");
const { contractReasons, table } = await module("contract-reasons");
addReasons(contractReasons, table);
export { contractReasons, reasons };

/** `{ fr: { id: { message, advice } }, en: … }`. */
export const texts = Object.fromEntries(
  await Promise.all(LANGUAGES.map(async (language) => [language, Object.fromEntries(await entriesIn(language))])),
);

async function entriesIn(language) {
  const parts = await Promise.all(["client", "contract"].map((part) => module(`${part}-${language}`)));
  return parts.flatMap(({ first, texts: pairs }) =>
    pairs.map(([message, advice], place) => [reasons[first + place][0], { message, advice }]),
  );
}
