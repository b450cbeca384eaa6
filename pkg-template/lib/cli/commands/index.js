// The commands there are, in the order in which the help lists them.
//
// To add one: a file beside this one, its messages in messages/fr/<name>.js and messages/en/<name>.js (a line for each
// in messages/fr.js and messages/en.js), and a line here. A command is
//
//   {
//     name,
//     operands: [{ name, required, many }],   // what is not an option, in order; only the last may be `many`
//     options: { ...CONNECTION, ...CONTRACT, output: { type: "string" } },   // as node:util's parseArgs has them
//     sends,                                  // true when it makes calls, which may have to go through a proxy
//     examples,                               // the first one is also in the help of the program; a test runs them all
//     run,                                    // gives the exit code, or throws: misuse(context, key, values) of
//                                             // ../problems.js (2), new Failure(message) or what the client throws (1)
//   }
//
// --help, --json and --language are every command's. Messages: `<name>.summary`, `<name>.description`,
// `<name>.option.<option>`, `<name>.operand.<operand>`, and `<name>.value.<either>` for the word between < and >; those
// of shared options are in common.js. `run` gets
//
//   values, operands      what was typed, by name
//   commands              this list: a command cannot import it, because it is imported by it
//   env                   the environment's variables, with what the file of --dotenv adds
//   language, t           "fr" or "en"; t("key", { name }) is a message in it
//   print(text)           a line on standard output: data; gives 0
//   note(text)            a line on standard error: all the rest
//   paint, paintNotes     paint.bold(text), green, yellow, red, cyan, dim: for print and for note; plain where
//                         colours are not wanted
//
// `withClient(context, (sne, signal) => …)` of ../connection.js gives it a client and a signal that Ctrl-C aborts, with
// the exit code 130; `withContract(context, (sne) => …)` one that only knows the contract. `clientOptions(context)` are
// the options of `create` that were given, `contractText(context)` is the contract's text. ../input.js reads files and
// "-"; ../table.js lays out columns.

import { bulk } from "./bulk.js";
import { call } from "./call.js";
import { completion } from "./completion.js";
import { consoleCommand } from "./console.js";
import { doctor } from "./doctor.js";
import { healthcheck } from "./healthcheck.js";
import { operations } from "./operations.js";
import { request } from "./request.js";
import { simulator } from "./simulator.js";
import { store } from "./store.js";
import { token } from "./token.js";
import { types } from "./types.js";

/** @import { Command } from "../command.ts" */

/** @type {Command[]} */
export const commands = [
  doctor,
  healthcheck,
  token,
  call,
  bulk,
  request,
  operations,
  types,
  store,
  simulator,
  consoleCommand,
  completion,
];
