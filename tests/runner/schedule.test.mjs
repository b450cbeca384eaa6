// Which suites run side by side, and which do not.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runSideBySide } from "../../scripts/test/schedule.mjs";
import { SUITES } from "../../scripts/test/suites.mjs";

/** @import { Task } from "../../scripts/test/schedule.mjs" */

/**
 * Runs tasks that end when they are told to; `now()` resolves to the names of those that run.
 * @param {Task[]} tasks
 * @param {number} cores
 */
function started(tasks, cores) {
  /** @type {Map<string, (succeeded: boolean) => void>} */
  const running = new Map();
  /** @type {string[]} */
  const leftOut = [];
  const all = runSideBySide(tasks, {
    cores,
    run: ({ name }) => new Promise((resolve) => running.set(name, resolve)),
    leaveOut: ({ name }) => leftOut.push(name),
  });
  return {
    all,
    leftOut,
    now: () => [...running.keys()].join(" "),
    /**
     * Ends one; resolves once what it held up has begun.
     * @param {string} name
     * @param {boolean} [succeeded]
     */
    end: async (name, succeeded = true) => {
      running.get(name)?.(succeeded);
      running.delete(name);
      await new Promise(setImmediate);
    },
  };
}

describe("suites side by side", () => {
  it("as many as there are cores for, in their order", async () => {
    const { now, end, all } = started([{ name: "a" }, { name: "b" }, { name: "c" }, { name: "d" }], 2);
    assert.equal(now(), "a b");
    await end("b");
    assert.equal(now(), "a c");
    await end("a");
    await end("c");
    await end("d");
    await all;
  });

  it("two that wait for something else share a core, and one that wants all has them", async () => {
    const tasks = [
      { name: "a", cores: 0.5 },
      { name: "all", cores: 2 },
      { name: "b", cores: 0.5 },
      { name: "c" },
      { name: "d" },
    ];
    const { now, end } = started(tasks, 2);
    assert.equal(now(), "a b c");
    await end("c");
    assert.equal(now(), "a b d");
    await end("d");
    await end("a");
    assert.equal(now(), "b");
    await end("b");
    assert.equal(now(), "all");
  });

  it("one that wants more cores than there are runs alone", async () => {
    const { now, end } = started([{ name: "a", cores: 8 }, { name: "b" }], 2);
    assert.equal(now(), "a");
    await end("a");
    assert.equal(now(), "b");
  });

  it("without cores, one after the other", async () => {
    const { now, end } = started(
      [
        { name: "a", cores: 0.1 },
        { name: "b", cores: 0.1 },
      ],
      0,
    );
    assert.equal(now(), "a");
    await end("a");
    assert.equal(now(), "b");
  });

  it("each after what it needs, and not at all when that has failed; the rest runs", async () => {
    const tasks = [
      { name: "build" },
      { name: "pack", needs: ["build"] },
      { name: "node", needs: ["pack"] },
      { name: "browser", needs: ["pack", "of another run"] },
      { name: "size", needs: ["build"] },
      { name: "rust" },
    ];
    const { now, end, leftOut, all } = started(tasks, 3);
    assert.equal(now(), "build rust");
    await end("build");
    assert.equal(now(), "rust pack size");
    await end("pack", false);
    assert.deepEqual(leftOut, ["node", "browser"]);
    await end("size");
    await end("rust", false);
    await all;
  });

  it("none beside one that changes what it uses or changes", async () => {
    const tasks = [
      { name: "size", uses: ["pkg"] },
      { name: "start", changes: ["pkg"] },
      { name: "supply", uses: ["pkg", "target"] },
      { name: "clippy", changes: ["target"] },
      { name: "rust", changes: ["target"] },
    ];
    const { now, end } = started(tasks, 9);
    assert.equal(now(), "size supply");
    await end("supply");
    assert.equal(now(), "size clippy");
    await end("size");
    assert.equal(now(), "clippy start");
    await end("clippy");
    assert.equal(now(), "start rust");
  });

  it("that need each other are a mistake, which is told", async () => {
    const tasks = [
      { name: "a", needs: ["b"] },
      { name: "b", needs: ["a"] },
    ];
    await assert.rejects(started(tasks, 2).all, /need each other: a,b/);
  });
});

describe("the list of suites", () => {
  it("names each once, behind what it needs", () => {
    const names = SUITES.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const [index, { name, needs = [] }] of SUITES.entries()) {
      for (const need of needs) assert.ok(names.slice(0, index).includes(need), `${name}: ${need}`);
    }
  });

  it("has nobody use what nobody changes", () => {
    const changed = new Set(SUITES.flatMap(({ changes = [] }) => changes));
    const used = SUITES.flatMap(({ uses = [] }) => uses);
    assert.deepEqual(
      used.filter((thing) => !changed.has(thing)),
      [],
    );
  });
});
