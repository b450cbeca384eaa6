// The steps of a client that could not even be made: what is wrong with its options, and nothing else is known.

import { fill } from "../messages.js";
import { en, fr, steps as ids } from "../messages/report.js";

/**
 * @import { DiagnosisStep } from "../../types/index.d.ts"
 * @import { Language } from "../failure.ts"
 */

/**
 * @param {{ message: string, advice?: string }} error what `create` rejected with
 * @param {Language} language
 * @returns {DiagnosisStep[]}
 */
export function stepsOfMistake(error, language) {
  const { steps, skipped } = { fr, en }[language];
  /** @type {Pick<DiagnosisStep, "status" | "evidence" | "causes">} */
  const blank = { status: "skipped", evidence: [], causes: [] };
  // Of a client that could not be made, nobody knows what store it has.
  const known = ids.filter((id) => id !== "store");
  return known.map((id, place) => {
    const title = steps[id];
    if (place === 0)
      return { ...blank, id, status: "failed", title, message: error.message, advice: error.advice ?? "" };
    const step = steps[ids[0]];
    return { ...blank, id, title, message: fill(skipped.message, { step }), advice: fill(skipped.advice, { step }) };
  });
}
