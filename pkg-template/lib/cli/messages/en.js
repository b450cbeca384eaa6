// What the command says, in English. The keys are those of fr.js; each command has a file of its own.

import common from "./en/common.js";
import consoleCommand from "./en/console.js";
import healthcheck from "./en/healthcheck.js";
import simulator from "./en/simulator.js";
import token from "./en/token.js";

export default { ...common, ...healthcheck, ...token, ...simulator, ...consoleCommand };
