// Processes that share one token and one quota, for a few seconds, on each engine: what `npm run fleet` measures for
// longer. What is looked at are counts, which hold however busy the machine is.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ENGINES } from "../fleet/engines.mjs";
import { startFleet } from "../fleet/fleet.mjs";
import { startPlatform } from "../fleet/platform.mjs";
import { backwards } from "./support/engine.mjs";
import { eventually } from "./support/queues.mjs";

const PROCESSES = 3;
const LIMIT = 20;

describe("a fleet", () => {
  for (const [name, start] of Object.entries(ENGINES)) {
    it(`${name}: one token for all that begin at once`, async (t) => {
      const ending = backwards(t);
      const { kind, where } = await start(ending);
      const platform = await startPlatform(ending, { tokenDelay: 300 });
      const fleet = await startFleet(ending, platform, PROCESSES, { kind, where });
      const outcomes = await Promise.all(fleet.map((member) => member.run({ burst: 25 })));
      for (const { ok, failed } of outcomes) assert.deepEqual([ok, failed], [25, {}]);
      assert.equal(platform.tokens.length, 1);
    });

    it(`${name}: together within the quota, and no call is lost when the engine loses its data or stops`, async (t) => {
      const ending = backwards(t);
      const { kind, where, wipe, freeze } = await start(ending);
      const platform = await startPlatform(ending);
      const setup = { kind, where, rateLimit: { perSecond: LIMIT } };
      const fleet = await startFleet(ending, platform, PROCESSES, setup);
      const begun = performance.now();
      const outcomes = fleet.map((member) => member.run({ loops: 2 }));
      await eventually(() => platform.calls.length > LIMIT, "the calls of a second");
      await wipe();
      await eventually(() => platform.calls.length > 2 * LIMIT, "those of two");
      const thaw = await freeze();
      await eventually(() => platform.calls.length > 4 * LIMIT, "those that go on meanwhile");
      await thaw();
      await eventually(() => platform.calls.length > 5 * LIMIT, "those afterwards");
      for (const member of fleet) member.stop();
      const ended = await Promise.all(outcomes);
      const took = (performance.now() - begun) / 1000;
      for (const { ok, failed } of ended) {
        assert.deepEqual(failed, {});
        assert.ok(ok > 0, "each has its part");
      }
      assert.ok(platform.calls.length <= LIMIT * (took + 1), `${platform.calls.length} calls in ${took} s`);
      assert.equal(platform.tokens.length, 1);
    });
  }

  it("a process with another secret stops nobody else", async (t) => {
    const ending = backwards(t);
    const { kind, where } = await ENGINES.redis(ending);
    const platform = await startPlatform(ending, { secret: "new" });
    const secrets = ["old", "new", "new"];
    const fleet = await startFleet(ending, platform, PROCESSES, (place) => ({ kind, where, secret: secrets[place] }));
    const [wrong, ...right] = await Promise.all(fleet.map((member) => member.run({ burst: 10 })));
    assert.deepEqual([wrong.ok, wrong.failed], [0, { credentials: 10 }]);
    for (const { ok, failed } of right) assert.deepEqual([ok, failed], [10, {}]);
  });
});
