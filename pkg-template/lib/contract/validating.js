// Which validation is wanted: the option `validate`, of `create` and of a call.

import { reasonNumber } from "../reasons.js";
import { observe } from "../platform/observing.js";
import { field, kindOf, kinds } from "../platform/values.js";

/** What is wanted of a validation, as crates/contract/src/validation/flags.rs has it. */
export const wants = { validate: 1, showValues: 2, tolerate: 4 };

const modes = ["error", "event", "off"];
const known = `request, response: ${modes.join(", ")}; values: true, false; validate: true, false`;

/** What is wanted when nothing is said: a mistake of the caller's is told before it leaves, one of the API's loses no answer. */
const usual = { request: "error", response: "event", values: false };

/** With what the wasm is asked. Made once for the calls that want nothing else. */
function withFlags({ request, response, values }) {
  const shown = values ? wants.showValues : 0;
  const ofRequest = { error: wants.validate | shown, event: wants.validate | wants.tolerate | shown, off: 0 }[request];
  return { request, response, values, ofRequest, ofAnswer: wants.validate | shown };
}

/**
 * What is wanted, with what is given in place of what was wanted so far. `true` is "error" and `false` is "off", both ways.
 * Throws what `makeError` makes of what is no such option.
 */
export function readValidate(given, makeError, before = usual) {
  if (given === undefined || given === null) return withFlags(before);
  if (typeof given === "boolean") {
    const mode = given ? "error" : "off";
    return withFlags({ ...before, request: mode, response: mode });
  }
  const refused = (option) =>
    makeError([
      reasonNumber("validate-option"),
      0,
      [
        ["option", option],
        ["known", known],
      ],
    ]);
  if (kindOf(given) !== kinds.object) throw refused("validate");
  const { request = before.request, response = before.response, values = before.values, ...others } = given;
  const [other] = Object.keys(others);
  if (other !== undefined) throw refused(/^[A-Za-z]{1,20}$/.test(other) ? other : "…");
  if (!modes.includes(request)) throw refused("request");
  if (!modes.includes(response)) throw refused("response");
  if (typeof values !== "boolean") throw refused("values");
  return withFlags({ request, response, values });
}

/** Tells of mistakes in spite of which a call goes on. */
export function tell(onEvent, direction, operation, { status, errors }) {
  if (typeof onEvent !== "function") return;
  const event = { type: "contract", time: Date.now(), direction, operation };
  if (status !== undefined) event.status = status;
  event.errors = errors;
  observe(onEvent, event);
}

/** Whether an answer is JSON. Of a text, only its content type tells: as `Content` in src/core/answer.rs. */
export function isJson({ data, headers }) {
  if (typeof data !== "string") return !(data instanceof Uint8Array);
  const essence = (field(headers, "get") && headers.get("content-type")?.split(";")[0].trim()) ?? "";
  return essence === "" || /[/+]json$/i.test(essence);
}
