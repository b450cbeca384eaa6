// The commands there are, in the order in which the help lists them. To add one: a file beside this one that exports
// `{ name, options, examples, run }`, its messages under `<name>.` in both catalogues, and a line here.

import { consoleCommand } from "./console.js";
import { simulator } from "./simulator.js";

export const commands = [consoleCommand, simulator];
