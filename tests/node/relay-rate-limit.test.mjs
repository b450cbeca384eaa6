// The relay's limit for each session, on a clock that only the test moves: how many, how long to wait, and how much of
// it is remembered.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inPackage } from "./support/command.mjs";

/** @import { RelayRefusal } from "sne-cotation/relay" */

/** @typedef {{ enter(key: string): void, readonly size: number }} Limit */

/**
 * The module is no entry of the package: what it remembers can be seen nowhere else.
 * @type {{ RateLimit: new (perMinute: number, now: () => number) => Limit }}
 */
const { RateLimit } = await inPackage("lib/relay/rate-limit.js");

const MINUTE = 60_000;

/** A limit and its clock. `enter` gives 0, or the seconds that a refusal says to wait. @param {number} perMinute */
function limited(perMinute) {
  const clock = { now: 1_000_000 };
  const limit = new RateLimit(perMinute, () => clock.now);
  const enter = (key = "ada") => {
    try {
      limit.enter(key);
      return 0;
    } catch (thrown) {
      const refusal = /** @type {RelayRefusal & { status: number }} */ (thrown);
      assert.deepEqual([refusal.code, refusal.status, refusal.retryable], ["too-many-requests", 429, true]);
      return refusal.retryAfter ?? assert.fail("it does not say how long to wait");
    }
  };
  return { clock, limit, enter };
}

for (const perMinute of [1, 3, 7, 10, 60, 1000]) {
  test(`${perMinute} a minute: so many at once, none more, and all of them again a minute later`, () => {
    const { clock, enter } = limited(perMinute);
    for (let turn = 0; turn < 3; turn += 1) {
      assert.deepEqual(
        Array.from({ length: perMinute }, () => enter()),
        Array(perMinute).fill(0),
      );
      const wait = enter();
      assert.equal(wait, Math.ceil(60 / perMinute));
      clock.now += MINUTE;
    }
  });

  test(`${perMinute} a minute: who waits as long as told gets in`, () => {
    const { clock, enter } = limited(perMinute);
    for (let count = 0; count < perMinute; count += 1) enter();
    for (let count = 0; count < 20; count += 1) {
      const wait = enter();
      clock.now += wait * 1000;
      if (wait > 0) assert.equal(enter(), 0);
    }
  });
}

test("in no minute are there twice as many, whenever one begins to count", () => {
  const { clock, enter } = limited(10);
  /** @type {number[]} */
  const times = [];
  for (let step = 0; step < 6000; step += 1) {
    if (enter() === 0) times.push(clock.now);
    clock.now += 97;
  }
  /** @param {number} start */
  const within = (start) => times.filter((time) => time >= start && time < start + MINUTE).length;
  assert.ok(Math.max(...times.map(within)) < 20);
  assert.ok(times.length >= 95 && times.length <= 10 + 10 * 10, String(times.length));
});

test("a refused request is not counted: who insists does not wait longer", () => {
  const { clock, enter } = limited(1);
  enter();
  for (let count = 0; count < 100; count += 1) assert.equal(enter(), 60);
  clock.now += MINUTE;
  assert.equal(enter(), 0);
});

test("each key has its own count", () => {
  const { enter } = limited(1);
  assert.deepEqual(["ada", "grace", "ada", "__proto__", "constructor"].map(enter), [0, 0, 60, 0, 0]);
});

test("a session that is whole again is forgotten", () => {
  const { clock, limit, enter } = limited(10);
  for (let count = 0; count < 5000; count += 1) enter(`session ${count}`);
  assert.equal(limit.size, 5000);
  clock.now += MINUTE;
  enter("one more");
  assert.equal(limit.size, 1);
});

test("never are more than 10,000 sessions remembered, those that came last", () => {
  const { limit, enter } = limited(1);
  enter("first");
  for (let count = 0; count < 50_000; count += 1) enter(`session ${count}`);
  assert.equal(limit.size, 10_000);
  assert.equal(enter("session 49999"), 60);
  assert.equal(enter("session 40001"), 60);
  assert.equal(enter("first"), 0);
});

test("a session that keeps asking is not the one that is forgotten", () => {
  const { limit, enter } = limited(2);
  enter("busy");
  for (let count = 0; count < 9_999; count += 1) enter(`session ${count}`);
  enter("busy");
  for (let count = 0; count < 5_000; count += 1) enter(`another ${count}`);
  assert.equal(limit.size, 10_000);
  assert.equal(enter("busy"), 30);
});
