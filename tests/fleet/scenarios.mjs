// What a fleet has to show, each on an engine of its own. Those that other engines than Redis would only repeat are for
// Redis.

import { ENGINES } from "./engines.mjs";
import { cost } from "./scenarios/cost.mjs";
import { quota } from "./scenarios/quota.mjs";
import { token } from "./scenarios/token.mjs";
import { trouble } from "./scenarios/trouble.mjs";

/** @import { Scenario } from "./measured.mjs" */

/** @type {Record<string, Scenario>} */
export const SCENARIOS = { ...token, ...quota, ...trouble, ...cost };

/** The engines by the names that the command line has for them. */
export { ENGINES };
