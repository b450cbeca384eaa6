// `diagnose()` of a client whose contract has no `healthcheck`: it ends with an operation of the contract, or says that
// there is none to call. Over real sockets, against the simulator with that contract.

import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { firstCallOf, reportOf, resultOf } from "sne-cotation/doctor";
import { LANGUAGES } from "./support/languages.mjs";
import { json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { NO_HEALTHCHECK, NOTHING_TO_CALL, contractWith, get } from "./contracts/no-healthcheck.mjs";

/** @import { DiagnosisStep, DiagnosisStepId } from "sne-cotation" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { Client } from "./support/platform.mjs" */

const PATH = "/referentiels/communes";

/** @param {Client} sne */
async function allOf(sne) {
  /** @type {DiagnosisStep[]} */
  const steps = [];
  for await (const step of sne.diagnose()) steps.push(step);
  return steps;
}

/** The statuses, a letter for each: o ok, F failed, - skipped, ? unknown. @param {DiagnosisStep[]} steps */
const picture = (steps) =>
  steps.map(({ status }) => ({ ok: "o", failed: "F", skipped: "-", unknown: "?" })[status]).join("");

/** @param {DiagnosisStep[]} steps @param {DiagnosisStepId} id */
function stepOf(steps, id) {
  const step = steps.find((step) => step.id === id);
  assert.ok(step, `no step ${id}`);
  return step;
}

/** Nothing is left unfilled, and nothing speaks of healthcheck. @param {DiagnosisStep[]} steps */
function assertClean(steps) {
  const texts = steps.flatMap(({ title, message, advice, causes, evidence }) => [
    ...[title, message, advice],
    ...causes.map((cause) => cause.message + cause.advice),
    ...evidence.map(({ text }) => text),
  ]);
  const all = texts.join("\n") + LANGUAGES.map((language) => reportOf(steps, { language })).join("");
  assert.doesNotMatch(all, /healthcheck|etat|\{\w+\}|undefined|null|NaN/);
}

const TITLE = { fr: "Appel de listerCommunes", en: "Call of listerCommunes" };

describe("a contract without healthcheck", () => {
  for (const language of LANGUAGES) {
    it(`${language}: an operation that asks for nothing is called, and named`, async (t) => {
      const { client, calls } = await simulated(t, { contract: NO_HEALTHCHECK });
      const steps = await allOf(await client("works", { contract: NO_HEALTHCHECK, language }));
      assert.equal(picture(steps), "oooooooo");
      assert.equal(resultOf(steps).ok, true);
      const { title, message, evidence } = stepOf(steps, "healthcheck");
      assert.equal(title, TITLE[language]);
      assert.match(message, /listerCommunes/);
      assert.match(String(evidence[0].url), /\/referentiels\/communes$/);
      assert.deepEqual(
        calls().map(({ method, path, status }) => [method, path.endsWith(PATH), status]),
        [["GET", true, 200]],
      );
      assertClean(steps);
    });

    /** @type {[label: ReadyMade, picture: string, cause: string][]} */
    const mistakes = [
      ["no-subscription", "oooooF--", "no-subscription"],
      ["no-profile", "ooooooF-", "no-profile"],
      ["disabled", "oooFo---", "application-disabled"],
      ["blocked", "ooooF---", "suspicion"],
    ];
    for (const [label, expected, cause] of mistakes) {
      it(`${language}: ${label}`, async (t) => {
        const { client } = await simulated(t, { contract: NO_HEALTHCHECK });
        const steps = await allOf(await client(label, { contract: NO_HEALTHCHECK, language }));
        const failed = steps.find(({ status }) => status === "failed");
        assert.deepEqual([picture(steps), failed?.causes[0].id], [expected, cause]);
        assert.equal(stepOf(steps, "healthcheck").title, TITLE[language]);
        assertClean(steps);
      });
    }

    it(`${language}: no operation to call is said, with what that leaves open and what to do`, async (t) => {
      const { client, calls } = await simulated(t, { contract: NOTHING_TO_CALL });
      const steps = await allOf(await client("works", { contract: NOTHING_TO_CALL, language }));
      assert.equal(picture(steps), "ooo?o???");
      const { title, message, advice } = stepOf(steps, "healthcheck");
      assert.equal(title, { fr: "Appel d'une opération", en: "Call of an operation" }[language]);
      assert.match(message, { fr: /Aucun appel n'a pu être essayé/, en: /No call could be tried/ }[language]);
      assert.match(advice, { fr: /dont vous connaissez/, en: /whose parameters you know/ }[language]);
      const nothing = { fr: /^Rien ne dit si/, en: /^Nothing tells whether/ }[language];
      for (const id of /** @type {const} */ (["subscription", "profile"]))
        assert.match(stepOf(steps, id).message, nothing);
      // The gateway is asked without a token, at no operation.
      assert.ok(calls().every(({ status }) => status === 401 || status === 400));
      assert.equal(resultOf(steps).ok, false);
      assert.match(reportOf(steps, { language }), { fr: /n'a échoué, mais/, en: /No step failed, but/ }[language]);
      assertClean(steps.filter(({ id }) => id !== "healthcheck"));
    });
  }

  for (const [status, body, told] of /** @type {[number, object, string][]} */ ([
    [422, { code: "ERRCOM0007", message: "Commune inconnue." }, "(ERRCOM0007)"],
    [404, { message: "rien" }, "(404)"],
  ])) {
    it(`tells an error of the API's by its code or its status: ${status}`, async (t) => {
      const { client, calls } = await platform(t, { api: (_request, response) => json(response, status, body) });
      const steps = await allOf(await client({ contract: NO_HEALTHCHECK, language: "en" }));
      assert.equal(picture(steps), "oooooo?F");
      const { message, causes } = stepOf(steps, "healthcheck");
      assert.equal(message, `The API answers the operation listerCommunes of your contract with an error ${told}.`);
      assert.equal(causes[0].id, "api-refuses");
      assert.deepEqual(
        calls().map(({ url }) => url),
        [`/api${PATH}`],
      );
      assertClean(steps);
    });
  }

  it("takes any success, and repeats nothing of what came", async (t) => {
    const secrets = "Dupont 1 85 01 75 056 123 45";
    for (const answer of [
      { etat: "KO", nom: secrets },
      [secrets],
      "",
      `<communes>${secrets}</communes>`,
      `%PDF ${secrets}`,
    ]) {
      const isText = typeof answer === "string";
      const type = { "<": "application/xml", "%": "application/pdf" }[String(answer)[0]] ?? "application/json";
      const { client, calls } = await platform(t, {
        api: (_request, response) => {
          response.writeHead(200, { "Content-Type": type });
          response.end(isText ? answer : JSON.stringify(answer));
        },
      });
      const contract = contractWith({ [PATH]: get("listerCommunes", { produces: [type] }) });
      const steps = await allOf(await client({ contract, headers: { "Id-Acteur-Appelant": "42" } }));
      assert.equal(picture(steps), "oooooooo", type);
      assert.ok(!JSON.stringify(steps).includes("Dupont"));
      const [{ headers, body }] = calls();
      assert.deepEqual([headers.accept, headers["id-acteur-appelant"], body], [type, "42", ""]);
    }
  });

  it("asks the gateway at the operation, too, where there is no token", async (t) => {
    const { client, calls } = await platform(t, {
      token: (_request, response) => json(response, 400, { error: "invalid_client" }),
      api: (request, response) => json(response, request.url === `/api${PATH}` ? 401 : 404, {}),
    });
    const steps = await allOf(await client({ contract: NO_HEALTHCHECK }));
    assert.equal(picture(steps), "ooF-o---");
    assert.deepEqual(
      calls().map(({ url, headers }) => [url, headers.authorization]),
      [[`/api${PATH}`, undefined]],
    );
  });

  it("shows of a name only what looks like one", async (t) => {
    const { client } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
    const contract = contractWith({ [PATH]: get("lister\u001b[2J<b>") });
    const steps = await allOf(await client({ contract, language: "en" }));
    assert.deepEqual([picture(steps), stepOf(steps, "healthcheck").title], ["oooooooo", "Call of …"]);
  });
});

test("a contract with healthcheck is diagnosed by that, wherever it stands in it", async (t) => {
  const contract = contractWith({ [PATH]: get("listerCommunes"), "/healthcheck": get("etat") });
  const { client, calls } = await simulated(t);
  const steps = await allOf(await client("works", { contract, language: "en" }));
  assert.deepEqual([picture(steps), stepOf(steps, "healthcheck").title], ["oooooooo", "healthcheck"]);
  assert.match(stepOf(steps, "healthcheck").message, /etat: OK/);
  assert.ok(calls().every(({ path }) => path.endsWith("/healthcheck")));
});

test("which operation is called: the first that changes nothing and asks for nothing", async (t) => {
  const { client } = await platform(t, {});
  const required = { name: "numero", in: "query", type: "string", required: true };
  /** @type {[paths: Record<string, object>, id: string | undefined][]} */
  const rows = [
    [{ "/a": { post: { operationId: "a", responses: {} } }, "/b": get("b") }, "b"],
    [{ "/a": get("a", { parameters: [required] }), "/b": get("b") }, "b"],
    [{ "/a": get("a", { parameters: [{ ...required, required: false }] }), "/b": get("b") }, "a"],
    [{ "/a/{id}": get("a"), "/b": get("b") }, "b"],
    [{ "/a?x=1": get("a"), "/../b": get("b"), "/c%": get("c"), "/d e": get("d"), "/.": get("e"), "/f": get("f") }, "f"],
    [{ "/a": get("a", { parameters: "numero" }), "/b": get("b") }, "b"],
    [{ "/a": { parameters: [required], ...get("a") } }, undefined],
    [{ "/a": get("a"), "/healthcheck": get("b") }, "b"],
    [{ "/healthcheck": { post: { operationId: "a", responses: {} } } }, undefined],
  ];
  for (const [paths, id] of rows) {
    const sne = await client({ contract: contractWith(paths) });
    const seen = { operations: sne.operations(), remarks: sne.remarks() };
    assert.equal(firstCallOf(seen)?.id, id, JSON.stringify(paths));
    await sne.close();
  }
});
