// The languages in which everything for people is said.

/** @typedef {"fr" | "en"} Language */
/** What is said in each language; without one, nothing is promised. @typedef {{ fr?: RegExp, en?: RegExp }} Says */

/** @type {readonly ["fr", "en"]} */
export const LANGUAGES = ["fr", "en"];
