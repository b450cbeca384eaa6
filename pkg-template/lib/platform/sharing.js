// What a client shares with other processes (lib/fleet/shared.js), as the core asks and tells it.

/**
 * @param {{ call: (what: number, a: number, b: number, c: number, text: string) => number }} fleet
 * @param {number} what
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {string} text
 */
export const share = (fleet, what, a, b, c, text) => fleet.call(what, a, b, c, text);
