// Thousands of hostile answers in one instance of the wasm. More of them: `npm run hostile -- --answers 100000`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { storm } from "../hostile/storm.mjs";

const ANSWERS = 5000;
/** The same each time; `npm run hostile` takes another each time. */
const SEED = 1;

test(`${ANSWERS} hostile answers: every call settles, no error shows a secret, the clients are usable`, async (t) => {
  /** @type {unknown[]} */
  const unhandled = [];
  /** @param {unknown} reason */
  const note = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  t.after(() => process.off("unhandledRejection", note));
  /** @type {Record<string, number>} */
  const totals = await storm({ answers: ANSWERS, seed: SEED });
  assert.deepEqual(unhandled, []);
  // That it was a storm: calls succeeded, and failed in every way that answers can bring about.
  const { answers, calls, ...outcomes } = totals;
  assert.ok(answers >= ANSWERS && calls > 1000, JSON.stringify(totals));
  const kinds = ["ok", "aborted", "network", "protocol", "timeout", "gateway", "authorization-server", "request"];
  for (const kind of [...kinds, "subscription", "business"])
    assert.ok(outcomes[kind] > 0, `${kind} of ${JSON.stringify(totals)}`);
});
