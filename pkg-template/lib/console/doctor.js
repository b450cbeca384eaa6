// The diagnosis for the page, made here: this server sees the statuses and the addresses that a browser hides. Its
// steps go out one by one, as lines of JSON, as soon as each is known; the last line is the report of all of them.

import { readFile } from "node:fs/promises";
import { reportOf } from "../diagnosis/index.js";
import { SneCotation, SneError } from "../index.js";
import { readJson, sendJson } from "./http.js";
import { checkedQuestion, goneSignal, LONGEST_BODY } from "./question.js";

/**
 * @import { ServerResponse } from "node:http"
 * @import { DiagnosisStep, DiagnosisOptions } from "../../types/index.d.ts"
 * @import { Addresses } from "../../types/simulator.d.ts"
 * @import { Credentials, Environments } from "./credentials.ts"
 * @import { Route, Routes } from "./site.ts"
 */

/**
 * @param {Environments} environments what the names that the page may say stand for
 * @param {Addresses} [otherThanSimulated] the simulator's other environment: its credentials go to no real one
 * @returns {Routes}
 */
export function doctorFor(environments, otherThanSimulated) {
  /** @type {Route} */
  const give = async (request, response) => {
    const body = await readJson(request, LONGEST_BODY);
    const question = checkedQuestion(body, environments);
    const signal = goneSignal(response);
    const options = { signal, ...choices(question, body, otherThanSimulated) };
    const client = await clientFor(question, environments, body.contract).catch((error) => error);
    if (client instanceof SneError) return sendJson(response, 400, client.toJSON());
    try {
      await stream(response, client.diagnose(options), question.language);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await client.close();
    }
  };
  return { "POST /api/diagnosis": give };
}

/**
 * Credentials go to another environment only when the person has said so.
 * @param {Credentials} question
 * @param {{ tryOtherEnvironment?: unknown }} body
 * @param {Addresses} [otherThanSimulated]
 * @returns {DiagnosisOptions}
 */
function choices({ environment }, { tryOtherEnvironment }, otherThanSimulated) {
  if (tryOtherEnvironment !== true) return {};
  if (environment !== "simulator") return { tryOtherEnvironment: true };
  return { tryOtherEnvironment: true, otherEnvironment: otherThanSimulated };
}

/**
 * @param {Credentials} question
 * @param {Environments} environments
 * @param {object | undefined} contract as much of it as the page has sent, or anything: reading it is what checks it
 */
function clientFor({ environment, clientId, clientSecret, scope, language }, environments, contract) {
  const credentials = { clientId, clientSecret, ...(scope !== undefined && { scope }) };
  return SneCotation.create({ environment: environments[environment], ...credentials, contract, language });
}

/** That of the package, which the report names first. */
async function version() {
  return JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")).version;
}

/**
 * @param {ServerResponse} response
 * @param {AsyncIterable<DiagnosisStep>} steps
 * @param {Credentials["language"]} language
 */
async function stream(response, steps, language) {
  /** @type {DiagnosisStep[]} */
  const all = [];
  /** @param {unknown} value */
  const write = (value) => response.write(`${JSON.stringify(value)}\n`);
  response.writeHead(200, { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" });
  response.flushHeaders();
  for await (const step of steps) {
    all.push(step);
    write(step);
  }
  write({ report: reportOf(all, { language, version: await version() }) });
  response.end();
}
