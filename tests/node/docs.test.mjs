// The examples of docs/en/resilience.md and docs/en/observing.md, run as they are against PISTE in miniature.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { output, settings } from "./support/example.mjs";
import { found } from "./support/found.mjs";
import { simulated } from "./support/simulated.mjs";
import { readDocument } from "../support/documents.mjs";

const OBSERVING = readDocument("docs/en/observing.md");

/** The code of an example that says under which name it is run. @param {string} document @param {string} name */
function example(document, name) {
  const [, code] = found(new RegExp(`<!-- run: ${name} -->\n\`\`\`js\n(.*?)\`\`\`\n`, "s"), document);
  return code;
}

test("the pace of docs/en/resilience.md", async (t) => {
  const { server, simulator } = await simulated(t);
  const code = example(readDocument("docs/en/resilience.md"), "pace");
  assert.deepEqual(await output(code, settings(server, simulator.find("works"))), ["5\n", ""]);
});

test("events on the console, as docs/en/observing.md has them", async (t) => {
  const { server, simulator } = await simulated(t);
  const [shown, said] = await output(example(OBSERVING, "console"), settings(server, simulator.find("works")));
  const types = shown
    .trim()
    .split("\n")
    .map((line) => line.split(" ")[1]);
  assert.deepEqual([types, said], [["call", "token-request", "token", "attempt", "answer", "call-end"], ""]);
});

test("events as spans of OpenTelemetry, as docs/en/observing.md has them", async (t) => {
  const module = `data:text/javascript,${encodeURIComponent(example(OBSERVING, "opentelemetry"))}`;
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

test("docs/en/observing.md has every type of event, and no other", async () => {
  const types = readFileSync(
    new URL(import.meta.resolve("sne-cotation/package.json")).pathname.replace("package.json", "types/index.d.ts"),
    "utf8",
  );
  const [, union] = found(/type:\n((?: {4}\| "[\w-]+"\n?)+);?/, types);
  const declared = [...union.matchAll(/"([\w-]+)"/g)].map(([, type]) => type).sort();
  const told = OBSERVING.split("\n")
    .filter((line) => line.startsWith("| `") && !line.startsWith("| `type`"))
    .map((line) => line.split("|")[1]);
  assert.deepEqual(told.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, type]) => type)).sort(), declared);
});
