// What is asked and answered: a healthcheck of 30 bytes, and a search whose answer is as long as its range says.

/** What is searched for. */
export const GUICHET_OF_SEARCH = "75101";
export const RECHERCHE = { communes: ["75056", "69123", "13055"], depuis: "2026-01-31", aCoter: true, tri: "date" };

/** The answers by their names: the range that is asked for; none for the healthcheck. */
export const ANSWERS = /** @type {const} */ ({ "30 B": "", "2 KB": "0-7", "1 MB": "0-4499" });

/** @typedef {keyof typeof ANSWERS} AnswerName */
/** @typedef {{ total: number, demandes: object[] }} Page */

/**
 * What the search answers.
 * @param {string} range
 * @returns {Page}
 */
export function pageOf(range) {
  const [first = 0, last = 0] = range.split("-").map(Number);
  const demandes = Array.from({ length: last - first + 1 }, (_, place) => demande(first + place));
  return { total: demandes.length, demandes };
}

/** @param {number} number */
const demande = (number) => ({
  numero: String(75_01_26_1234_5678_0000 + number).padStart(18, "0"),
  deposeLe: `2026-01-0${1 + (number % 9)}`,
  etat: "ACTIVE",
  personnes: 1 + (number % 4),
  ressources: 18_250.75 + 500 * (number % 40),
  souhaits: ["Paris 1er Arrondissement", "Lyon 3e Arrondissement"].map((commune, rang) => ({
    commune,
    rang: rang + 1,
    points: 10.5 * (number % 40) + rang,
  })),
});
