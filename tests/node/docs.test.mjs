// The examples of docs/resilience.md and docs/observing.md, run as they are against PISTE in miniature.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { failureOf } from "./support/failure.mjs";
import { output, settings } from "./support/example.mjs";
import { simulated } from "./support/simulated.mjs";

const DOCS = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs");
const read = (name) => readFileSync(join(DOCS, name), "utf8").replaceAll("\r\n", "\n");
const OBSERVING = read("observing.md");

/** The code of an example that says under which name it is run. */
function example(document, name) {
  const [, code] = new RegExp(`<!-- run: ${name} -->\n\`\`\`js\n(.*?)\`\`\`\n`, "s").exec(document);
  return code;
}

test("the pace of docs/resilience.md", async (t) => {
  const { server, simulator } = await simulated(t);
  const code = example(read("resilience.md"), "pace");
  assert.deepEqual(await output(code, settings(server, simulator.find("works"))), ["5\n", ""]);
});

test("events on the console, as docs/observing.md has them", async (t) => {
  const { server, simulator } = await simulated(t);
  const [shown, said] = await output(example(OBSERVING, "console"), settings(server, simulator.find("works")));
  const types = shown
    .trim()
    .split("\n")
    .map((line) => line.split(" ")[1]);
  assert.deepEqual([types, said], [["call", "token-request", "token", "attempt", "answer", "call-end"], ""]);
});

test("events as spans of OpenTelemetry, as docs/observing.md has them", async (t) => {
  const module = `data:text/javascript,${encodeURIComponent(example(OBSERVING, "opentelemetry"))}`;
  const { toOpenTelemetry } = await import(module);
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
  assert.ok(end >= start);
});

/** A tracer with the methods of OpenTelemetry's that the example uses, as its interface has them. */
function tracerInto(spans) {
  return {
    startSpan(name, { startTime }) {
      const kept = { name, start: startTime, events: [], attributes: {} };
      spans.push(kept);
      const span = {
        addEvent: (event) => (kept.events.push(event), span),
        setStatus: (status) => ((kept.status = status), span),
        setAttributes: (attributes) => (Object.assign(kept.attributes, attributes), span),
        end: (time) => void (kept.end = time),
      };
      return span;
    },
  };
}

test("docs/observing.md has every type of event, and no other", async () => {
  const types = readFileSync(
    new URL(import.meta.resolve("sne-cotation/package.json")).pathname.replace("package.json", "types/index.d.ts"),
    "utf8",
  );
  const [, union] = /type:\n((?: {4}\| "[\w-]+"\n?)+);?/.exec(types);
  const declared = [...union.matchAll(/"([\w-]+)"/g)].map(([, type]) => type).sort();
  const told = OBSERVING.split("\n")
    .filter((line) => line.startsWith("| `") && !line.startsWith("| `type`"))
    .map((line) => line.split("|")[1]);
  assert.deepEqual(told.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, type]) => type)).sort(), declared);
});
