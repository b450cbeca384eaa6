// The body of an answer as lines, rows and matches, apart from the page: JSON.stringify as the judge of the lines, a
// plain search as the judge of the matches.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { load } from "../support/sources.mjs";

const { bodyKind, linesOf, noLines, partsOf } = await load("body-view/lines.ts");
const { pointerOf, valueAt } = await load("body-view/paths.ts");
const { segmentsOf } = await load("body-view/tokens.ts");
const { around, indentAt, rowAt, rowOf, rowsOf } = await load("body-view/rows.ts");
const { firstFrom, matchesIn, matchesWithin, noMatches } = await load("body-view/find.ts");
const { fileName } = await load("body-view/save.ts");

const SAMPLE = {
  liste: [1, [], {}, [[true, null]], "deux\nlignes"],
  'clé "é"': { a: { b: -1.5e-7 } },
  vide: "",
  ["__proto__"]: "x",
};

/** All steps of a generator; how many there were. @param {Iterator<unknown>} work */
function finish(work) {
  let steps = 0;
  while (!work.next().done) steps += 1;
  return steps;
}

/** The lines of a body, as the console keeps them. @typedef {{ text: string[], end: number[] }} Lines */

/** @param {unknown} data @returns {Lines} */
function linesFrom(data) {
  const lines = noLines();
  finish(linesOf(data, bodyKind(data), lines));
  return lines;
}

/** @param {Lines} lines */
function textOf(lines) {
  /** @type {string[]} */
  const parts = [];
  finish(partsOf(lines, parts));
  return parts.join("");
}

describe("the lines of a body", () => {
  it("are JSON as JSON.stringify sets it out", () => {
    for (const data of [SAMPLE, [SAMPLE, SAMPLE], null, 0, false, [], {}, [[]], { a: 1n << 60n }.a]) {
      const expected = typeof data === "bigint" ? String(data) : JSON.stringify(data, null, 2);
      assert.equal(textOf(linesFrom(data)), expected);
    }
  });

  it("know where each value is, and give it whole", () => {
    const lines = linesFrom(SAMPLE);
    for (const line of lines.text.keys()) {
      const path = pointerOf(lines, line).split("/").slice(1);
      const names = path.map((/** @type {string} */ name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
      const value = names.reduce((/** @type {any} any: JSON */ at, /** @type {string} */ name) => at[name], SAMPLE);
      const text = valueAt(lines, line);
      assert.deepEqual(typeof value === "string" ? text : JSON.parse(text), value, lines.text[line]);
    }
    const odd = linesFrom({ "a/b~c": [0, { d: 1 }, 2] });
    const paths = odd.text.map((_, line) => pointerOf(odd, line));
    assert.deepEqual(paths, [
      ...["", "/a~1b~0c", "/a~1b~0c/0", "/a~1b~0c/1", "/a~1b~0c/1/d", "/a~1b~0c/1", "/a~1b~0c/2", "/a~1b~0c", ""],
    ]);
  });

  it("tell what their pieces are, cut to the row", () => {
    const lines = linesFrom({ nom: "Zoé, 1", n: -1.5, ok: true, rien: null, liste: [] });
    /** @param {number} line @param {number} [from] @param {number} [to] */
    const tokens = (line, from = 0, to = Number.POSITIVE_INFINITY) =>
      segmentsOf(lines, { line, from, to: Math.min(to, lines.text[line].length), isFirst: true }, "json").map(
        (/** @type {{ from: number, to: number, token?: string }} */ one) => [
          lines.text[line].slice(one.from, one.to),
          one.token,
        ],
      );
    assert.deepEqual(tokens(1), [
      ['"nom": ', "name"],
      ['"Zoé, 1"', "text"],
      [",", undefined],
    ]);
    assert.deepEqual(tokens(1, 4, 10), [
      ['": ', "name"],
      ['"Zo', "text"],
    ]);
    assert.deepEqual(
      [2, 3, 4].map((line) => tokens(line)[1][1]),
      ["number", "literal", "literal"],
    );
  });

  it("are those of XML by its tags, and lose nothing of it", () => {
    const inner = "<b>un &amp; deux</b><c/><d>\n  <e>é</e></d>reste<![CDATA[<f>]]>";
    const xml = `<?xml version="1.0"?><a x="1>2"><!-- <b> -->${inner}</a>`;
    const lines = noLines();
    finish(linesOf(xml, "xml", lines));
    assert.deepEqual(lines.text, [
      ...['<?xml version="1.0"?>', '<a x="1>2">', "<!-- <b> -->", "<b>un &amp; deux</b>", "<c/>", "<d>", "<e>é</e>"],
      ...["</d>", "reste", "<![CDATA[<f>]]>", "</a>"],
    ]);
    assert.deepEqual(lines.depth, [0, 0, 1, 1, 1, 1, 2, 1, 1, 1, 0]);
    assert.deepEqual([lines.end[1], lines.end[5]], [10, 7]);
    assert.equal(bodyKind("<a/>", "application/soap+xml; charset=utf-8"), "xml");
    assert.equal(bodyKind(xml), "xml");
    for (const broken of ["<a><b></a>", "</x>", "<", "a<b", "<a"]) {
      const found = noLines();
      finish(linesOf(broken, "xml", found));
      assert.equal(found.text.join(""), broken);
    }
  });

  it("are those of a text, whatever ends them", () => {
    assert.deepEqual(linesFrom("a\r\nb\n\rc").text, ["a", "b", "", "c"]);
    assert.equal(textOf(linesFrom("a\n\n")), "a\n\n");
  });

  it("say where what they open ends", () => {
    const { text, end } = linesFrom(SAMPLE);
    assert.deepEqual([text[end[0]], end[0]], ["}", text.length - 1]);
    const list = text.indexOf('"liste": [');
    assert.equal(text[end[list]], "],");
    assert.equal(end[text.indexOf("[],")], 0);
  });

  it("come in steps, however deep or long the body is", () => {
    /** @type {unknown} */
    let deep = 1;
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    assert.equal(linesFrom(deep).text.length, 40_001);
    assert.ok(finish(linesOf(Array(10_000).fill(1), "json", noLines())) > 30);
    assert.ok(finish(linesOf("x\n".repeat(10_000), "text", noLines())) > 30);
  });

  it("are of four kinds", () => {
    const kinds = [undefined, "", new Uint8Array(0), "x", null, 0, {}].map((one) => bodyKind(one));
    assert.deepEqual(kinds, ["empty", "empty", "bytes", "text", "json", "json", "json"]);
  });
});

describe("the rows of a body", () => {
  const lines = linesFrom({ court: 1, long: "😀".repeat(100), dedans: { a: { b: 2 } } });

  it("cut long lines between characters, and lose nothing", () => {
    const rows = rowsOf(lines, new Set(), 31);
    const texts = lines.text.map(() => "");
    for (let row = 0; row < rows.count; row += 1) {
      const { line, from, to } = rowAt(lines, rows, row);
      const piece = lines.text[line].slice(from, to);
      assert.ok(piece.isWellFormed?.() ?? true);
      assert.ok(piece.length + indentAt(lines, line, 31) <= 32);
      texts[line] += piece;
    }
    assert.deepEqual(texts, lines.text);
  });

  it("leave out what is folded", () => {
    const inner = lines.text.indexOf('"a": {');
    const rows = rowsOf(lines, new Set([inner]), 1000);
    const shown = Array.from({ length: rows.count }, (_, row) => lines.text[rowAt(lines, rows, row).line]);
    assert.deepEqual(shown.slice(-4), ['"dedans": {', '"a": {', "}", "}"]);
    assert.deepEqual(around(lines, inner + 1), [inner, inner - 1, 0]);
  });

  it("are found by line and column", () => {
    const rows = rowsOf(lines, new Set(), 31);
    for (let row = 0; row < rows.count; row += 1) {
      const { line, from } = rowAt(lines, rows, row);
      assert.equal(rowOf(lines, rows, line, from), row);
    }
  });
});

describe("the search in a body", () => {
  const lines = linesFrom(["Été ÉTÉ été", "a.b (c) [d] \\ $", "aaaa"]);
  /** @typedef {{ line: number[], from: number[], to: number[] }} Matches */
  /** @param {string} question */
  const search = (question) => {
    /** @type {Matches} */
    const matches = noMatches();
    finish(matchesIn(lines, question, matches));
    return matches;
  };

  it("finds without regard to case, signs of patterns as they stand", () => {
    assert.equal(search("été").line.length, 3);
    for (const question of ["a.b", "(c)", "[d]", "$", "\\"]) assert.ok(search(question).line.length > 0, question);
    assert.deepEqual(search("a.b").from, [1]);
    assert.equal(search("aab").line.length, 0);
    assert.deepEqual(search("aa").from, [1, 3]);
  });

  it("gives the matches of a part of a line, and the first from a line on", () => {
    const matches = search("é");
    const line = matches.line[0];
    const all = matches.line.map((_, number) => number);
    assert.deepEqual(matchesWithin(matches, line, 0, 100), all);
    assert.deepEqual(matchesWithin(matches, line, matches.from[1], matches.to[1]), [1]);
    assert.deepEqual(matchesWithin(matches, line + 1, 0, 100), []);
    assert.deepEqual(matchesWithin(noMatches(), 0, 0, 9), []);
    assert.equal(firstFrom(search("a"), 3), 1);
    assert.equal(firstFrom(search("a"), 99), 0);
  });
});

it("a file is named after its media type", () => {
  assert.equal(fileName("reponse", "application/pdf; x=y", "bytes"), "reponse.pdf");
  assert.equal(fileName("reponse", "", "bytes"), "reponse.bin");
  assert.equal(fileName("reponse", "application/hal+json", "json"), "reponse.json");
});
