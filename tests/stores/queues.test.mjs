// The recipes of examples/queues, each on its own engine, in two processes: nothing is lost and nothing done twice when
// a quota is used up, when calls fail, and when the account is blocked; what cannot succeed is put aside at once.

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { folder } from "../node/support/command.mjs";
import { backwards } from "./support/engine.mjs";
import {
  eventually,
  installExample,
  moody,
  POISON,
  RECIPES,
  resultsIn,
  runRecipe,
  startRecipe,
  stopAll,
} from "./support/queues.mjs";

const COUNT = 60;
const IDS = Array.from({ length: COUNT }, (_, place) => String(place + 1));
const POISONED = ["7", "31"];
const FLAPPING = ["5", "23"];
const PROCESSES = 2;
const CONCURRENCY = 5;

describe("the recipes of examples/queues", { concurrency: 2 }, () => {
  before(installExample);

  for (const [name, recipeOn] of Object.entries(RECIPES)) {
    it(`${name}: a quota that is used up costs no job an attempt, and what cannot succeed is put aside`, async (t) => {
      const ending = backwards(t);
      const recipe = await recipeOn(ending);
      const { state, env } = await moody(t, { poison: POISONED, flapping: FLAPPING, quotaAfter: 15, retryAfter: 2 });
      const results = join(folder(t), "results.ndjson");
      const all = { ...env, RESULTS: results };
      await runRecipe(ending, recipe, all, ["add", ...IDS]);
      // What is in the queue already is not put there again.
      await runRecipe(ending, recipe, all, ["add", ...IDS.slice(0, 10)]);
      const workers = Array.from({ length: PROCESSES }, () => startRecipe(ending, recipe, all));
      const good = IDS.filter((id) => !POISONED.includes(id)).sort();
      await eventually(() => resultsIn(results).length >= good.length, `${name}: all results`);
      await eventually(async () => (await recipe.rejected()).length >= POISONED.length, `${name}: what is put aside`);
      await stopAll(workers);
      assert.deepEqual(resultsIn(results), good, "each once");
      assert.ok(state.refusals > 0, "the quota was used up");
      const rejected = (await recipe.rejected()).sort(([one], [other]) => Number(one) - Number(other));
      assert.deepEqual(
        rejected,
        POISONED.map((id) => [id, `${POISON.code} 1`]),
      );
      const kept = await recipe.kept();
      assert.ok(!kept.includes("Canari"), "the API's message is in the queue");
      assert.ok(!kept.includes("00000000"), "a numéro is in the queue");
    });

    it(`${name}: a blocked account pauses the queue, and no job is lost`, async (t) => {
      const ending = backwards(t);
      const recipe = await recipeOn(ending);
      const { state, env } = await moody(t, { poison: [], flapping: [] });
      const results = join(folder(t), "results.ndjson");
      const all = { ...env, RESULTS: results };
      await runRecipe(ending, recipe, all, ["add", ...IDS]);
      state.isBlocked = true;
      const workers = Array.from({ length: PROCESSES }, () => startRecipe(ending, recipe, all));
      const said = workers.map((worker) => worker.stderr.setEncoding("utf8").toArray());
      const haveEnded = () => workers.every(({ exitCode }) => exitCode === 75);
      await eventually(recipe.isPaused ?? haveEnded, `${name}: a pause`);
      await stopAll(workers);
      const texts = (await Promise.all(said)).map((pieces) => pieces.join(""));
      assert.ok(
        texts.some((text) => text.startsWith("paused: blocked: ")),
        `nobody is told: ${texts}`,
      );
      assert.ok(state.calls <= PROCESSES * CONCURRENCY, `${state.calls} calls of a blocked account`);
      assert.deepEqual(resultsIn(results), []);
      state.isBlocked = false;
      if (recipe.resume !== undefined) await runRecipe(ending, recipe, all, recipe.resume);
      const next = startRecipe(ending, recipe, all);
      await eventually(() => resultsIn(results).length >= COUNT, `${name}: all results`);
      await stopAll([next]);
      assert.deepEqual(resultsIn(results), [...IDS].sort(), "each once");
      assert.deepEqual(await recipe.rejected(), []);
    });
  }
});
