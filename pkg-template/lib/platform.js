// The JavaScript half of the adapter in src/js: mechanics only, no decision. What is shorter and faster here than
// through the boundary is here. src/js/bridge.rs lists the same names.

export { encode, encodePath, partsOf } from "./platform/addresses.js";
export { answerOf, ask, secondsUntil, settle, tokenOf } from "./platform/answers.js";
export { decode, parseJson, startOf, stringify } from "./platform/bodies.js";
export { causeOf } from "./platform/causes.js";
export { giveBackController, takeController } from "./platform/controllers.js";
export { exchange } from "./platform/exchange.js";
export { observe } from "./platform/observing.js";
export { headerLinesOf, queryOf } from "./platform/pairs.js";
export { echoesRequest } from "./platform/repeats.js";
export { isPage, monotonic } from "./platform/runtime.js";
export { collect, scheduleRun } from "./platform/tasks.js";
export { field, isStream, kindOf, readFields, numberOf, reasonOf } from "./platform/values.js";
export { cancelWait, startWait } from "./platform/waits.js";
