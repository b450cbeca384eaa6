// The doctor, `diagnose()`: for each broken situation the right step and the right cause, in both languages, over real
// sockets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { reportOf, resultOf } from "sne-cotation/doctor";
import { createSimulator } from "sne-cotation/simulator";
import { LANGUAGES } from "./support/languages.mjs";
import { SITUATIONS, broken } from "./support/situations.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { DiagnosisOptions, DiagnosisStep } from "sne-cotation" */
/** @import { Client } from "./support/platform.mjs" */

const STEPS = [
  "configuration",
  "authorization-server",
  "credentials",
  "token",
  "gateway",
  "subscription",
  "profile",
  "healthcheck",
];

for (const language of LANGUAGES) {
  for (const situation of SITUATIONS) {
    test(`${language}: ${situation.name}`, async (t) => {
      const { options, diagnose } = await broken(t, situation, createSimulator);
      const sne = await SneCotation.create({ ...options, language });
      const steps = await stepsOf(sne, diagnose);
      assert.deepEqual(
        steps.map(({ id }) => id),
        STEPS,
      );
      const failed = steps.find(({ status }) => status === "failed");
      const causes = failed?.causes.map(({ id }) => id);
      assert.deepEqual([failed?.id, causes?.[0]], [situation.step, situation.cause]);
      assert.ok(failed && causes);
      for (const also of situation.also ?? []) assert.ok(causes.includes(also), also);
      assert.match(JSON.stringify(failed), situation.says[language]);
      assert.equal(failed.causes[0].guide?.step, situation.guide);
      assert.equal(failed.advice, failed.causes[0].advice);
      assert.ok(failed.evidence.length > 0);
      assert.equal(resultOf(steps).ok, false);
      assertClean(JSON.stringify(steps) + reportOf(steps, { language }), options);
    });
  }
}

/**
 * No secret, no whole client id, no text that was left unfilled.
 * @param {string} text
 * @param {{ clientId: string, clientSecret: string }} options
 */
function assertClean(text, { clientId, clientSecret }) {
  for (const hidden of [clientId, clientSecret, encodeURIComponent(clientSecret)])
    assert.ok(!text.includes(hidden), hidden);
  assert.doesNotMatch(text, /\{\w+\}|undefined|null|NaN|\bat .*:\d+:\d+/);
}

/** @param {Client} sne @param {DiagnosisOptions} [options] */
async function stepsOf(sne, options) {
  /** @type {DiagnosisStep[]} */
  const steps = [];
  for await (const step of sne.diagnose(options)) steps.push(step);
  return steps;
}

test("when all is well, every step says so, and the token is not in it", async (t) => {
  const { client, simulator } = await simulated(t);
  const sne = await client("works");
  const steps = await stepsOf(sne);
  assert.deepEqual(
    steps.map(({ id, status }) => [id, status]),
    STEPS.map((id) => [id, "ok"]),
  );
  assert.deepEqual(resultOf(steps), { ok: true, steps });
  assert.deepEqual(
    steps.flatMap(({ causes, advice }) => [...causes, advice]).filter((text) => text !== ""),
    [],
  );
  const { clientSecret } = simulator.find("works");
  const token = await sne.accessToken();
  for (const hidden of [clientSecret, token]) assert.ok(!JSON.stringify(steps).includes(hidden));
});
