// Which validation is wanted: the option `validate`, of `create` and of a call.

import { numberOf } from "../messages.js";
import { observe } from "../platform/observing.js";
import { field, kindOf, kinds } from "../platform/values.js";

/**
 * @import { Answer, SneEvent, ValidationMode } from "../../types/index.d.ts"
 * @import { MakeError, SneError } from "../error.js"
 * @import { Validation, WantedValidation } from "./validation.ts"
 */

/** What is wanted of a validation, as crates/contract/src/validation/flags.rs has it. */
export const wants = { validate: 1, showValues: 2, tolerate: 4 };

/** @type {ValidationMode[]} */
const modes = ["error", "event", "off"];
const known = `request, response: ${modes.join(", ")}; values: true, false; validate: true, false`;

/**
 * What is wanted when nothing is said: a mistake of the caller's is told before it leaves, one of the API's loses no
 * answer.
 * @type {WantedValidation}
 */
const usual = { request: "error", response: "event", values: false };

/**
 * With what the wasm is asked. Made once for the calls that want nothing else.
 * @param {WantedValidation} wanted
 * @returns {Validation}
 */
function withFlags({ request, response, values }) {
  const shown = values ? wants.showValues : 0;
  const ofRequest = { error: wants.validate | shown, event: wants.validate | wants.tolerate | shown, off: 0 }[request];
  return { request, response, values, ofRequest, ofAnswer: wants.validate | shown };
}

/**
 * What is wanted, with what is given in place of what was wanted so far. `true` is "error" and `false` is "off", both
 * ways. Throws what `makeError` makes of what is no such option.
 * @param {unknown} given
 * @param {MakeError} makeError
 * @param {WantedValidation} [before]
 * @returns {Validation}
 */
export function readValidate(given, makeError, before = usual) {
  if (given === undefined || given === null) return withFlags(before);
  if (typeof given === "boolean") {
    const mode = given ? "error" : "off";
    return withFlags({ ...before, request: mode, response: mode });
  }
  /** @param {string} option */
  const refused = (option) =>
    makeError([
      numberOf("validate-option"),
      0,
      [
        ["option", option],
        ["known", known],
      ],
    ]);
  if (kindOf(given) !== kinds.object) throw refused("validate");
  const {
    request = before.request,
    response = before.response,
    values = before.values,
    ...others
  } = /** @type {Partial<WantedValidation>} */ (given);
  const [other] = Object.keys(others);
  if (other !== undefined) throw refused(/^[A-Za-z]{1,20}$/.test(other) ? other : "…");
  if (!modes.includes(request)) throw refused("request");
  if (!modes.includes(response)) throw refused("response");
  if (typeof values !== "boolean") throw refused("values");
  return withFlags({ request, response, values });
}

/**
 * Tells of mistakes in spite of which a call goes on.
 * @param {unknown} onEvent
 * @param {SneEvent["direction"]} direction
 * @param {string} operation
 * @param {SneError} failure
 */
export function tell(onEvent, direction, operation, { status, errors }) {
  if (typeof onEvent !== "function") return;
  /** @type {SneEvent} */
  const event = { type: "contract", time: Date.now(), direction, operation };
  if (status !== undefined) event.status = status;
  event.errors = errors;
  observe(onEvent, event);
}

/**
 * Whether an answer is JSON. Of a text, only its content type tells: as `Content` in src/core/answer.rs.
 * @param {Answer} answer
 */
export function isJson({ data, headers }) {
  if (typeof data !== "string") return !(data instanceof Uint8Array);
  const type = field(headers, "get") ? headers.get("content-type") : undefined;
  const essence = type?.split(";")[0].trim() ?? "";
  return essence === "" || /[/+]json$/i.test(essence);
}
