// Hands the doctor to the test.

import { SneCotation } from "/package/dist/index.js";
import { reportOf, resultOf } from "/package/dist/doctor.js";

/** All that a diagnosis tells, in a form that can leave the page. `relay` is a path on the page's own server. */
async function diagnose({ relay, options, diagnosis }) {
  const getToken = async ({ signal }) => {
    const answer = await fetch(relay, { method: "POST", signal });
    if (!answer.ok) throw new Error(`relay: ${answer.status}`);
    return answer.json();
  };
  const sne = await SneCotation.create(relay === undefined ? options : { getToken, ...options });
  const steps = [];
  for await (const step of sne.diagnose(diagnosis)) steps.push(step);
  return { ...resultOf(steps), report: reportOf(steps, { language: options.language }) };
}

globalThis.doctor = { diagnose };
