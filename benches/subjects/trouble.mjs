// What reaches the servers when something is wrong: token requests of 64 calls at once that have no token, a token that
// the gateway refuses, credentials that the authorisation server refuses; and requests to a gateway that answers 503.
// Counts, which do not depend on how fast the machine is: all are tried at once.

import { CONTESTANTS } from "../peers/index.mjs";
import { contestantRows, missingOf, reasonOf, told } from "./stage.mjs";

/** @typedef {{ tokens: number, calls: number, answered: number, seconds: number }} Counts */
/** @typedef {Record<"cold" | "revoked" | "refused" | "dead", Counts>} Found */

const ANSWERED = { en: "answered", fr: "répondus" };
const TOKENS = { en: "token requests", fr: "demandes de jeton" };

/** @type {import("./stage.mjs").Subject} */
export const trouble = {
  name: "trouble",
  title: { en: "Tokens, refusals, a dead service", fr: "Jetons, refus, service en panne" },
  async run(stage) {
    /** @type {Record<string, Found>} */
    const found = {};
    /** @type {Record<string, string>} */
    const absent = {};
    const tried = CONTESTANTS.map(async ({ name }) => {
      try {
        found[name] = await told(stage, "tokens", [stage.server, name]);
      } catch (error) {
        absent[name] = reasonOf(error);
      }
    });
    await Promise.all(tried);
    /** @param {keyof Found} situation @param {keyof Counts} what */
    const column = (situation, what) =>
      Object.fromEntries(Object.entries(found).map(([name, counts]) => [name, [counts[situation][what]]]));
    return [
      {
        id: "tokens",
        title: { en: "Token requests of 64 calls at once", fr: "Demandes de jeton de 64 appels simultanés" },
        note: {
          en:
            "Without a token yet; with a token that the gateway has begun to refuse; with credentials that the " +
            "authorisation server refuses. Who does not look after tokens has the few lines of " +
            "`benches/peers/token.mjs`.",
          fr:
            "Sans jeton encore ; avec un jeton que la passerelle s'est mise à refuser ; avec des identifiants que " +
            "le serveur d'autorisation refuse. Qui ne s'occupe pas des jetons a les quelques lignes de " +
            "`benches/peers/token.mjs`.",
        },
        columns: [
          { name: { en: "cold", fr: "à froid" }, unit: TOKENS, better: "low" },
          { name: { en: "token refused", fr: "jeton refusé" }, unit: TOKENS },
          { name: { en: "token refused", fr: "jeton refusé" }, unit: ANSWERED, better: "high" },
          { name: { en: "credentials refused", fr: "identifiants refusés" }, unit: TOKENS, better: "low" },
        ],
        rows: contestantRows([
          column("cold", "tokens"),
          column("revoked", "tokens"),
          column("revoked", "answered"),
          column("refused", "tokens"),
        ]),
        missing: missingOf(absent),
      },
      {
        id: "dead-service",
        title: {
          en: "200 calls, eight at once, of a gateway that answers 503",
          fr: "200 appels, huit à la fois, à une passerelle qui répond 503",
        },
        note: {
          en: "Requests that reach it within 20 s, as each has it by default.",
          fr: "Requêtes qui lui parviennent en 20 s, chacun avec ses réglages par défaut.",
        },
        columns: [
          { name: { en: "requests", fr: "requêtes" }, unit: { en: "of 200 calls", fr: "pour 200 appels" } },
          { name: { en: "until it is over", fr: "jusqu'à la fin" }, unit: "s" },
        ],
        rows: contestantRows([column("dead", "calls"), column("dead", "seconds")]),
        missing: [],
      },
    ];
  },
};
