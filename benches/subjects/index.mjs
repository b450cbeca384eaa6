// Everything that is measured, in the order of the report.

import { bulk } from "./bulk.mjs";
import { coldStart } from "./cold-start.mjs";
import { core } from "./core.mjs";
import { fleets } from "./fleets.mjs";
import { memory } from "./memory.mjs";
import { perCall } from "./per-call.mjs";
import { runtimes } from "./runtimes.mjs";
import { size } from "./size.mjs";
import { trouble } from "./trouble.mjs";
import { validation } from "./validation.mjs";

/** @type {import("./stage.mjs").Subject[]} */
export const SUBJECTS = [perCall, runtimes, coldStart, memory, trouble, validation, bulk, fleets, size, core];
