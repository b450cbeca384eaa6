// The diagnosis for the page, made here: this server sees the statuses and the addresses that a browser hides. Its steps
// go out one by one, as lines of JSON, as soon as each is known; the last line is the report of all of them.

import { reportOf } from "../diagnosis/index.js";
import { SneCotation, SneError } from "../index.js";
import { readJson, sendJson } from "./http.js";
import { checkedQuestion, goneSignal, LONGEST_BODY } from "./question.js";

/**
 * @param {object} environments what the names that the page may say stand for
 * @param {object} [otherThanSimulated] the simulator's other environment: its credentials go to no real one
 */
export function doctorFor(environments, otherThanSimulated) {
  const give = async (request, response) => {
    const body = await readJson(request, LONGEST_BODY);
    const question = checkedQuestion(body, environments);
    const signal = goneSignal(response);
    const options = { signal, ...choices(question, body, otherThanSimulated) };
    const client = await clientFor(question, environments).catch((error) => error);
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

/** Credentials go to another environment only when the person has said so. */
function choices({ environment }, { tryOtherEnvironment }, otherThanSimulated) {
  if (tryOtherEnvironment !== true) return {};
  if (environment !== "simulator") return { tryOtherEnvironment: true };
  return { tryOtherEnvironment: true, otherEnvironment: otherThanSimulated };
}

function clientFor({ environment, clientId, clientSecret, scope, language }, environments) {
  const credentials = { clientId, clientSecret, ...(scope !== undefined && { scope }) };
  return SneCotation.create({ environment: environments[environment], ...credentials, language });
}

async function stream(response, steps, language) {
  const all = [];
  const write = (value) => response.write(`${JSON.stringify(value)}\n`);
  response.writeHead(200, { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" });
  response.flushHeaders();
  for await (const step of steps) {
    all.push(step);
    write(step);
  }
  write({ report: reportOf(all, { language }) });
  response.end();
}
