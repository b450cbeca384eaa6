// The scenarios in a runtime that has a command line: the world comes as its argument, the results go to standard
// output.

import process from "node:process";
import { SneCotation, SneError } from "sne-cotation";
import { createSimulator } from "sne-cotation/simulator";
import { runScenarios } from "../support/scenarios.js";

const world = JSON.parse(process.argv.at(-1) ?? "");
console.log(JSON.stringify(await runScenarios({ SneCotation, SneError, createSimulator }, world)));
