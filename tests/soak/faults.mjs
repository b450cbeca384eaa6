// The weather of the soak: what the simulator is told to do wrong, a few times in a hundred.

/** @import { Fault } from "sne-cotation/simulator" */

/** Longer than the calls that meet it wait. */
const HANGS = 2000;

/** @type {Fault[]} */
const FAULTS = [
  "gateway-timeout",
  "general-exception",
  "login-redirect",
  "html-page",
  "outage",
  "dropped-connection",
  { type: "flapping", status: 500 },
  { type: "flapping", status: 404 },
  { type: "flapping", status: 400 },
  { type: "outage", retryAfter: 86_400 },
  { type: "answer", status: 403 },
  { type: "answer", status: 429, headers: { "Retry-After": "86400" } },
  {
    type: "answer",
    status: 422,
    headers: { "Content-Type": "application/json" },
    body: '{"code":"ERRSOA0001","message":"x"}',
  },
  { type: "delay", milliseconds: 5 },
  { type: "delay", milliseconds: HANGS },
  { type: "slow-body", milliseconds: 1, chunkSize: 10 },
  { type: "slow-body", milliseconds: HANGS, chunkSize: 10 },
  { type: "truncated-body", after: 5 },
  { type: "huge-body", bytes: 300_000 },
];

/** One call's token is refused, although it is good. @type {Fault} */
const REFUSAL = { type: "answer", status: 401, headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } };

/**
 * Faults of the authorisation server that a client does not take for its last word.
 * @type {Fault[]}
 */
const TOKEN_FAULTS = [
  "throttled-token",
  "outage",
  "dropped-connection",
  "html-page",
  { type: "delay", milliseconds: 5 },
];

/**
 * Lets something go wrong, or most often nothing.
 * @param {import("sne-cotation/simulator").Simulator} simulator
 * @param {import("../support/random.mjs").Random} random
 * @param {boolean} mayRevoke whether the client still replaces tokens that have ended early
 * @returns {boolean} whether a token will be refused
 */
export function disturb(simulator, random, mayRevoke) {
  if (random.chance(0.03)) simulator.inject("gateway", random.pick(FAULTS));
  if (random.chance(0.002)) simulator.inject("authorization-server", random.pick(TOKEN_FAULTS));
  // It remembers all that it was asked, until told to forget.
  if (random.chance(0.01)) simulator.clearExchanges();
  const revokes = mayRevoke && random.chance(0.003);
  if (revokes) random.pick([() => simulator.revokeTokens(), () => simulator.inject("gateway", REFUSAL)])();
  return revokes;
}
