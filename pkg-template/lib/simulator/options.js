// The options of `createSimulator`. JavaScript checks which there are; Rust checks the values that are for Rust.

/** @import { SimulatorOptions } from "../../types/simulator.d.ts" */

const FOR_RUST = /** @type {const} */ ([
  "applications",
  "seed",
  "exposeHeaders",
  "tokenThrottle",
  "expiresIn",
  "rateLimitHeaders",
]);
const FOR_JAVASCRIPT = /** @type {const} */ (["clock", "clockSkew", "origin", "contract"]);
/** @typedef {(typeof FOR_RUST | typeof FOR_JAVASCRIPT)[number]} SimulatorOption */

const CLOCKS = ["real", "manual"];

/**
 * How a simulator is made: what is for Rust, and what is for JavaScript.
 * @typedef {object} Configuration
 * @property {object & { date: number }} config
 * @property {"real" | "manual"} clock
 * @property {string} [contract] as text
 */

/**
 * @param {SimulatorOptions} [options]
 * @returns {Configuration & { origin?: string }}
 */
export function readOptions(options = {}) {
  refuseUnknown(options, [...FOR_RUST, ...FOR_JAVASCRIPT]);
  const { clock = "real", clockSkew = 0, origin, contract, ...config } = options;
  if (!CLOCKS.includes(clock)) throw new TypeError(`the option clock must be one of ${CLOCKS.join(", ")}`);
  if (!Number.isFinite(clockSkew)) throw new TypeError("the option clockSkew must be a number of seconds");
  if (origin !== undefined) checkOrigin(origin);
  // `Date` is there on whatever a server answers.
  const date = Math.max(0, Math.round(Date.now() / 1000 + clockSkew));
  return {
    config: { ...config, date },
    clock,
    origin,
    contract: contract === undefined ? undefined : textOf(contract),
  };
}

/**
 * A contract as the text that it is read from; editors put a byte order mark at the beginning of some.
 * @param {string | object} contract
 */
function textOf(contract) {
  return typeof contract === "string" ? contract.replace(/^\uFEFF/, "") : (JSON.stringify(contract) ?? "");
}

/**
 * Refuses options that do not exist: they are typing mistakes, and would be ignored.
 * @param {unknown} options
 * @param {readonly string[]} known
 */
export function refuseUnknown(options, known) {
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new TypeError(`unknown option: ${unknown.join(", ")} (there are: ${known.join(", ")})`);
}

/**
 * `null` as text is the origin of a sandboxed page or a file.
 * @param {unknown} origin
 */
export function checkOrigin(origin) {
  if (origin === "null") return;
  if (typeof origin === "string" && URL.canParse(origin) && new URL(origin).origin === origin) return;
  throw new TypeError(`an origin looks like https://app.example, without a path: ${origin}`);
}
