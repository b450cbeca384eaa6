// The page on observing: what its examples tell, and its table has every type of event. That they run at all is
// looked at by documents.test.mjs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { output, settings } from "./support/example.mjs";
import { found } from "./support/found.mjs";
import { simulated } from "./support/simulated.mjs";
import { codeOf, LANGUAGES, readDocument } from "../support/documents.mjs";

const OBSERVING = readDocument("docs/en/observing.md");

test("events on the console, as the page has them", async (t) => {
  const { server, simulator } = await simulated(t);
  const [shown, said] = await output(codeOf(OBSERVING, "run", "console"), settings(server, simulator.find("works")));
  const types = shown
    .trim()
    .split("\n")
    .map((line) => line.split(" ")[1]);
  assert.deepEqual([types, said], [["call", "token-request", "token", "attempt", "answer", "call-end"], ""]);
});

test("events as spans of OpenTelemetry, as the page has them", async (t) => {
  const module = `data:text/javascript,${encodeURIComponent(codeOf(OBSERVING, "run", "opentelemetry"))}`;
  const { toOpenTelemetry } = await import(module);
  /** @type {KeptSpan[]} */
  const spans = [];
  const { client } = await simulated(t);
  const sne = await client("no-profile", { onEvent: toOpenTelemetry(tracerInto(spans)) });
  await failureOf(sne.healthcheck());
  const [{ events, status, attributes, end, start }] = spans;
  assert.deepEqual([spans.length, events], [1, ["attempt", "answer", "attempt-failed"]]);
  assert.deepEqual(
    [status, attributes.reason, attributes.status],
    [{ code: 2, message: "profile" }, "profile-missing", 403],
  );
  assert.ok(end !== undefined && end >= start);
});

/**
 * What is kept of a span.
 * @typedef {object} KeptSpan
 * @property {string} name
 * @property {number} start
 * @property {number} [end]
 * @property {string[]} events
 * @property {Record<string, unknown>} attributes
 * @property {unknown} [status]
 */

/**
 * A tracer with the methods of OpenTelemetry's that the example uses, as its interface has them.
 * @param {KeptSpan[]} spans where it keeps its spans
 */
function tracerInto(spans) {
  return {
    /** @param {string} name @param {{ startTime: number }} options */
    startSpan(name, { startTime }) {
      /** @type {KeptSpan} */
      const kept = { name, start: startTime, events: [], attributes: {} };
      spans.push(kept);
      return {
        /** @param {string} event */
        addEvent(event) {
          kept.events.push(event);
          return this;
        },
        /** @param {unknown} status */
        setStatus(status) {
          kept.status = status;
          return this;
        },
        /** @param {Record<string, unknown>} attributes */
        setAttributes(attributes) {
          Object.assign(kept.attributes, attributes);
          return this;
        },
        /** @param {number} time */
        end(time) {
          kept.end = time;
        },
      };
    },
  };
}

for (const language of LANGUAGES) {
  test(`docs/${language}/observing.md has every type of event, and no other`, () => {
    const types = readFileSync(
      new URL(import.meta.resolve("sne-cotation/package.json")).pathname.replace("package.json", "types/index.d.ts"),
      "utf8",
    );
    const [, union] = found(/type:\n((?: {4}\| "[\w-]+"\n?)+);?/, types);
    const declared = [...union.matchAll(/"([\w-]+)"/g)].map(([, type]) => type).sort();
    const cells = readDocument(`docs/${language}/observing.md`)
      .split("\n")
      .filter((line) => line.startsWith("| `") && !line.startsWith("| `type`"))
      .map((line) => line.split("|")[1]);
    const told = cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, type]) => type));
    assert.deepEqual(told.sort(), declared);
  });
}
