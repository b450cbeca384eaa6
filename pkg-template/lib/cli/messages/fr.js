// Ce que dit la commande, en français. Les clés sont celles de en.js ; chaque commande a son fichier.

import bulk from "./fr/bulk.js";
import call from "./fr/call.js";
import completion from "./fr/completion.js";
import common from "./fr/common.js";
import consoleCommand from "./fr/console.js";
import doctor from "./fr/doctor.js";
import healthcheck from "./fr/healthcheck.js";
import operations from "./fr/operations.js";
import request from "./fr/request.js";
import simulator from "./fr/simulator.js";
import store from "./fr/store.js";
import token from "./fr/token.js";
import types from "./fr/types.js";

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
