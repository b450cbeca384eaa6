// The texts of errors as the package has them, which no entry exports: under the ids of their reasons, in both
// languages.

import { inPackage } from "./command.mjs";

/** @import { SneErrorKind } from "sne-cotation" */
/** @import { Language } from "./languages.mjs" */

/** @typedef {[id: string, kind: SneErrorKind, retryable: boolean]} Reason */
/** @typedef {Record<string, { message: string, advice: string }>} Texts */

/** @type {{ reasons: Reason[], contractReasons: number } & Record<Language, Texts>} */
const catalogues = await inPackage("lib/messages/catalogues.js");

/** All reasons in their order; those of the contract begin at `contractReasons`. */
export const { reasons, contractReasons } = catalogues;

/** @type {Record<Language, Texts>} */
export const texts = { fr: catalogues.fr, en: catalogues.en };
