// The history's pure parts: what is told of two answers, and what a file of the calls holds, and does not.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "../support/sources.mjs";
import { randomFrom } from "../support/random.mjs";

const { differences } = await load("history/differences.ts");
const { exported } = await load("history/export.ts");

describe("two answers compared", () => {
  /** @param {unknown} before @param {unknown} after @returns {string[]} */
  const told = (before, after) =>
    differences(before, after).list.map(
      (/** @type {{ kind: string, pointer: string }} */ { kind, pointer }) => `${kind} ${pointer}`,
    );

  it("tell what was added, removed and changed, by pointer", () => {
    const before = { a: 1, b: { c: [1, 2] }, "x/y~": 1, ["__proto__"]: 1 };
    const after = { a: "1", b: { c: [1, 2], d: null }, ["__proto__"]: 2 };
    assert.deepEqual(told(before, after), ["changed /a", "added /b/d", "removed /x~1y~0", "changed /__proto__"]);
    assert.deepEqual(differences({ a: 1 }, { a: 2 }).list, [{ pointer: "/a", kind: "changed", before: 1, after: 2 }]);
    assert.deepEqual(told([1], { 0: 1 }), ["changed "]);
    assert.deepEqual(told(null, {}), ["changed "]);
    assert.deepEqual(told(before, structuredClone(before)), []);
  });

  it("tell of one item put in or taken out of a list that one only", () => {
    const list = [{ id: 1 }, { id: 2 }, { id: 3 }];
    assert.deepEqual(told(list, [{ id: 0 }, ...list]), ["added /0"]);
    assert.deepEqual(told(list, [list[0], list[2]]), ["removed /1"]);
    assert.deepEqual(told(list, [list[0], { id: 9 }, list[2]]), ["changed /1/id"]);
  });

  it("are the same exactly when JSON says so", () => {
    const { below, pick } = randomFrom(3);
    /** @param {number} depth @returns {unknown} */
    const value = (depth) => {
      const kind = below(depth > 3 ? 3 : 5);
      if (kind === 3) return Array.from({ length: below(3) }, () => value(depth + 1));
      if (kind === 4)
        return Object.fromEntries(["a", "b", "c"].slice(below(4)).map((name) => [name, value(depth + 1)]));
      return pick([0, 1, "a", "", null, true]);
    };
    for (let turn = 0; turn < 5000; turn += 1) {
      const [one, other] = [value(0), value(0)];
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      assert.equal(told(one, other).length === 0, isSame, JSON.stringify([one, other]));
    }
  });

  it("have an end: in number, and in depth", () => {
    const { list, isCut } = differences(
      {},
      Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [index, index])),
    );
    assert.deepEqual([list.length, isCut], [500, true]);
    /** @param {unknown} end */
    const deep = (end) => Array.from({ length: 50_000 }).reduce((inner) => [inner], end);
    assert.equal(differences(deep(1), deep(2)).list.length, 1);
  });
});

describe("a file of the calls", () => {
  const parameters = { numero: "0712345", demande: { nom: "Personne", piece: new File(["abc"], "piece.pdf") } };
  /** @param {number} id @param {object} [outcome] */
  const exchange = (id, outcome) => ({
    id,
    call: { operation: { id: "lire", method: "GET", path: "/demandes/{numero}", isBuiltIn: false }, parameters },
    environment: "sandbox",
    startedAt: Date.UTC(2026, 0, 31, 12),
    ended: {
      outcome,
      milliseconds: 12.6,
      forToken: 3.2,
      events: [{ type: "answer", time: 1, call: 1, status: 200, duration: 9 }],
    },
  });
  const ANSWER = { type: "answer", answer: { status: 200, headers: [["x-a", "1"]], data: { nom: "Reçue" } } };
  const FAILURE = {
    type: "failure",
    failure: { kind: "profile", code: "ERRAUTUSR0001", status: 403, message: "Pas de profil.", language: "fr" },
  };

  it("says what was called and how it ended, without what was sent and came back", () => {
    const text = exported([exchange(1, ANSWER), exchange(2, FAILURE), { ...exchange(3), ended: undefined }], {
      withContents: false,
    });
    for (const hidden of ["0712345", "Personne", "Reçue", "piece", "x-a"]) assert.ok(!text.includes(hidden), hidden);
    const { calls } = JSON.parse(text);
    assert.deepEqual(calls[0], {
      operation: "lire",
      method: "GET",
      path: "/demandes/{numero}",
      environment: "sandbox",
      startedAt: "2026-01-31T12:00:00.000Z",
      outcome: "answer",
      status: 200,
      milliseconds: 13,
      forToken: 3,
      steps: [{ type: "answer", time: 1, duration: 9, status: 200 }],
    });
    assert.deepEqual([calls[1].outcome, calls[1].code], ["failure", "ERRAUTUSR0001"]);
    assert.equal(calls[2].outcome, undefined);
  });

  it("has them when they are wanted, files and bytes by their sizes", () => {
    const bytes = { type: "answer", answer: { status: 200, headers: [], data: new Uint8Array(5) } };
    const { calls } = JSON.parse(exported([exchange(1, ANSWER), exchange(2, bytes)], { withContents: true }));
    assert.deepEqual(calls[0].parameters, {
      numero: "0712345",
      demande: { nom: "Personne", piece: { file: "piece.pdf", bytes: 3 } },
    });
    assert.deepEqual(
      [calls[0].headers, calls[0].data, calls[1].data],
      [{ "x-a": "1" }, { nom: "Reçue" }, { bytes: 5 }],
    );
  });
});
