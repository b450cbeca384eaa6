// A fleet over a real Redis: one token for all, and calls that go on when the store stands still. `npm run fleet` is
// the long form, on all engines.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { coldStarts, pace } from "../fleet/measure.mjs";
import { backwards } from "./support/engine.mjs";
import { startRedis } from "./support/redis.mjs";

describe("a fleet on Redis", () => {
  const ending = backwards({ after });
  /** @type {Awaited<ReturnType<typeof startRedis>>} */
  let redis;
  before(async () => {
    redis = await startRedis(ending);
  });
  const at = () => ({ kind: /** @type {const} */ ("ioredis"), where: { path: redis.path } });

  it("asks for one token, however many processes begin at once", async () => {
    const { tokens, served, failed } = await coldStarts(ending, at(), { count: 3, calls: 25 });
    assert.deepEqual({ tokens, served, failed }, { tokens: 1, served: 75, failed: [] });
  });

  it("fails no call when the store forgets all and stands still", async () => {
    const run = await pace(ending, at(), {
      count: 3,
      time: 6_000,
      during: async (begun) => {
        const reached = (/** @type {number} */ time) =>
          new Promise((resolve) => setTimeout(resolve, begun + time - performance.now()));
        await reached(1_500);
        await redis.flush();
        await reached(3_000);
        redis.engine.signal("SIGSTOP");
        await reached(5_000);
        redis.engine.signal("SIGCONT");
      },
    });
    assert.deepEqual(run.failed, []);
    assert.ok(run.passed.length >= 30, `${run.passed.length} calls`);
    assert.ok(run.most[0] <= 20, `${run.most[0]} calls in a second`);
  });
});
