// `sne-cotation/doctor`: reports made of the steps of `diagnose()`. Nothing here sends a request.

import { reportOf as markdown } from "./report.js";
import { stepsOfMistake } from "./mistake.js";

/** The form for machines: whether all is well, and the steps. */
export function resultOf(steps) {
  return { ok: steps.length > 0 && steps.every(({ status }) => status === "ok"), steps };
}

/** A report that is safe to paste into a mail. */
export function reportOf(steps, options) {
  return markdown(steps, options);
}

/** The steps of a client that could not even be made, because of this error of `create`. */
export function stepsOf(error, options) {
  return stepsOfMistake(error, options?.language === "en" ? "en" : "fr");
}
