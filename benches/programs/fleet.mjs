// Eight processes that share a quota by Redis, against a gateway that enforces it (tests/fleet has them): how many of
// the calls were refused, and the most in any second.

import { ENGINES } from "../../tests/fleet/engines.mjs";
import { enforced } from "../../tests/fleet/scenarios/quota.mjs";

const seconds = Number(process.argv[2]);

/** @type {(() => unknown)[]} */
const ends = [];
const ending = { after: (/** @type {() => unknown} */ end) => ends.unshift(end) };
/** @type {Record<string, { passed: number, refused: number, most: number }>} */
const found = {};
try {
  const tried = await ENGINES.redis(ending);
  for (const by of /** @type {const} */ (["sne-cotation", "bottleneck", "rate-limiter-flexible"])) {
    found[by === "sne-cotation" ? "sne store" : by] = await enforced({ tried, ending, seed: 1 }, by, seconds);
  }
} finally {
  for (const end of ends) await end();
}
console.log(JSON.stringify(found));
process.exit(0);
