// What the command says, in English. The keys are those of fr.js; each command has a file of its own.

import bulk from "./en/bulk.js";
import call from "./en/call.js";
import completion from "./en/completion.js";
import common from "./en/common.js";
import consoleCommand from "./en/console.js";
import doctor from "./en/doctor.js";
import healthcheck from "./en/healthcheck.js";
import operations from "./en/operations.js";
import request from "./en/request.js";
import simulator from "./en/simulator.js";
import store from "./en/store.js";
import token from "./en/token.js";
import types from "./en/types.js";

export default {
  ...common,
  ...doctor,
  ...healthcheck,
  ...token,
  ...call,
  ...bulk,
  ...request,
  ...operations,
  ...types,
  ...store,
  ...simulator,
  ...consoleCommand,
  ...completion,
};
