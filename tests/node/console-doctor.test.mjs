// The diagnosis that the console's local server makes for its page: of which contract, and what it refuses. What the
// steps are: doctor.test.mjs.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sendTo, startConsoleForTest } from "../support/console.mjs";
import { NO_HEALTHCHECK, NOTHING_TO_CALL, contractWith, get } from "./contracts/no-healthcheck.mjs";

/** @import { DiagnosisStep } from "sne-cotation" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Site } from "../support/console.mjs" */

const PATH = "/referentiels/communes";
/** What the page makes of it: www/src/model/first-call.ts. */
const TOLD = contractWith({ [PATH]: get("listerCommunes") });

describe("the console's diagnosis", () => {
  /** @type {Site} */
  let site;
  before(async () => {
    site = await startConsoleForTest({ contract: Buffer.from(JSON.stringify(NO_HEALTHCHECK)) });
  });
  after(() => site.close());

  /** @param {ReadyMade} label @param {Record<string, unknown>} [more] */
  async function diagnosed(label, more) {
    const { clientId, clientSecret } = site.application(label);
    const question = { environment: "simulator", clientId, clientSecret, language: "en", ...more };
    const headers = { Origin: site.origin, Cookie: site.cookie, "Content-Type": "application/json" };
    const before = site.platform.exchanges.length;
    const answer = await sendTo(site.url, "/api/diagnosis", {
      method: "POST",
      headers,
      body: JSON.stringify(question),
    });
    const called = site.platform.exchanges.slice(before).map(({ path }) => path.slice(path.lastIndexOf("/v1.0") + 5));
    return { ...answer, called };
  }

  /** @param {{ text: string }} answer @returns {{ steps: DiagnosisStep[], report: string }} */
  function read({ text }) {
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    return { steps: lines.slice(0, -1), report: lines.at(-1).report };
  }

  /** @param {DiagnosisStep[]} steps */
  const statuses = (steps) => steps.map(({ status }) => status[0]).join("");

  it("calls healthcheck where the page tells of no contract", async () => {
    const answer = await diagnosed("works");
    const { steps } = read(answer);
    assert.deepEqual([statuses(steps), steps[7].title], ["oooooooo", "healthcheck"]);
    assert.ok(answer.called.includes("/healthcheck"));
  });

  it("calls the operation that it is told of, and no healthcheck", async () => {
    for (const [label, expected] of /** @type {[label: ReadyMade, expected: string][]} */ ([
      ["works", "oooooooo"],
      ["no-profile", "oooooofs"],
      ["no-subscription", "ooooofss"],
    ])) {
      const answer = await diagnosed(label, { contract: TOLD });
      const { steps, report } = read(answer);
      assert.deepEqual([statuses(steps), steps[7].title], [expected, "Call of listerCommunes"], label);
      assert.match(report, /## 8\. . Call of listerCommunes/);
      assert.deepEqual([answer.called.includes(PATH), answer.called.includes("/healthcheck")], [true, false]);
    }
  });

  it("calls nothing where there is nothing to call", async () => {
    const answer = await diagnosed("works", { contract: NOTHING_TO_CALL });
    assert.equal(statuses(read(answer).steps), "ooououuu");
    assert.ok(!answer.called.includes("/healthcheck") && !answer.called.includes(PATH));
  });

  it("refuses what is no contract, before anything is sent", async () => {
    for (const contract of [12, [], "{", {}, { swagger: "2.0" }, { swagger: "2.0", paths: 1 }]) {
      const { status, called, json } = await diagnosed("works", { contract });
      assert.deepEqual([status, called, json().name], [400, [], "SneError"], JSON.stringify(contract));
    }
    const { status, called } = await diagnosed("works", { contract: { ...TOLD, host: "x".repeat(9000) } });
    assert.deepEqual([status, called], [413, []]);
  });

  it("goes nowhere else than to the environment, whatever the contract says", async () => {
    const answer = await diagnosed("works", {
      contract: { ...TOLD, host: "evil.example", basePath: "/elsewhere", schemes: ["http"] },
    });
    const { steps } = read(answer);
    assert.equal(statuses(steps), "oooooooo");
    assert.ok(
      steps
        .flatMap(({ evidence }) => evidence)
        .every(({ url = site.simulatorUrl }) => url.startsWith(site.simulatorUrl)),
    );
  });
});
