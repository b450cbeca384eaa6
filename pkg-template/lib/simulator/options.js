// The options of `createSimulator`. JavaScript checks which there are; Rust checks the values that are for Rust.

const FOR_RUST = ["applications", "seed", "exposeHeaders", "tokenThrottle", "expiresIn", "rateLimitHeaders"];
const FOR_JAVASCRIPT = ["clock", "clockSkew", "origin", "contract"];
const CLOCKS = ["real", "manual"];

/** @returns {{ config: object, clock: "real" | "manual", origin?: string, contract?: string }} */
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

/** A contract as the text that it is read from; editors put a byte order mark at the beginning of some. */
function textOf(contract) {
  return typeof contract === "string" ? contract.replace(/^\uFEFF/, "") : (JSON.stringify(contract) ?? "");
}

/** Refuses options that do not exist: they are typing mistakes, and would be ignored. */
export function refuseUnknown(options, known) {
  if (typeof options !== "object" || options === null) throw new TypeError("options must be an object");
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new TypeError(`unknown option: ${unknown.join(", ")} (there are: ${known.join(", ")})`);
}

/** `null` as text is the origin of a sandboxed page or a file. */
export function checkOrigin(origin) {
  if (origin === "null") return;
  if (typeof origin === "string" && URL.canParse(origin) && new URL(origin).origin === origin) return;
  throw new TypeError(`an origin looks like https://app.example, without a path: ${origin}`);
}
