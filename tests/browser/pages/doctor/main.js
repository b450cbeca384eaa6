// Hands the doctor to the test.

import { SneCotation } from "/package/dist/index.js";
import { reportOf, resultOf } from "/package/dist/doctor.js";

/** @import { DiagnosisStep, Options, TokenOptions } from "sne-cotation" */

/** All that a diagnosis tells, in a form that can leave the page. @type {typeof globalThis.doctor.diagnose} */
async function diagnose({ relay, options, diagnosis }) {
  /** @type {TokenOptions["getToken"]} */
  const getToken = async ({ signal }) => {
    const answer = await fetch(String(relay), { method: "POST", signal: /** @type {AbortSignal} */ (signal) });
    if (!answer.ok) throw new Error(`relay: ${answer.status}`);
    return answer.json();
  };
  const sne = await SneCotation.create(
    /** @type {Options} */ (relay === undefined ? options : { getToken, ...options }),
  );
  /** @type {DiagnosisStep[]} */
  const steps = [];
  for await (const step of sne.diagnose(diagnosis)) steps.push(step);
  return { ...resultOf(steps), report: reportOf(steps, { language: options.language }) };
}

globalThis.doctor = { diagnose };
