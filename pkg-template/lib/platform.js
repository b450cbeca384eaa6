// The JavaScript half of the adapter in src/js: mechanics only, no decision. What is shorter here than through the
// boundary is here. src/js/bridge.rs lists the same names.

export { encode, encodePath, formsOf, partsOf } from "./platform/addresses.js";
export { answerOf, tokenOf } from "./platform/answers.js";
export { abortController, hasFetch, send } from "./platform/globals.js";
export { causeOf } from "./platform/causes.js";
export { errorBodyOf } from "./platform/error-body.js";
export { decode, hasAny, headersOf, wholeOf } from "./platform/headers.js";
export { observe } from "./platform/observing.js";
export { headerLinesOf, queryOf } from "./platform/pairs.js";
export { whenSettled } from "./platform/promises.js";
export { share } from "./platform/sharing.js";
export { ignoresProxy } from "./platform/proxies.js";
export { isPage, knowsBrowserSettings, monotonic, takesRequests } from "./platform/runtime.js";
export { field, isStream, kindOf, numberOf, readFields, reasonOf } from "./platform/values.js";
export { cancelWait, startWait } from "./platform/waits.js";
export { hasPart, valuesOf, wordsOf } from "./platform/words.js";
