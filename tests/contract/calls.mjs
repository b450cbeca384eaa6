// Every operation of a contract, called through the package with parameters that the simulator makes: what is sent is held against
// the contract by the client, what comes back by the same validation.

import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";
import { judgeOf } from "./judge.mjs";

/**
 * A simulator that serves a contract; `client` makes a client of it, or of something else at an address, and `judge` says what is
 * wrong with an answer.
 */
export async function withContract(contract) {
  const simulator = await createSimulator({ contract });
  const server = await simulator.listen();
  const { clientId, clientSecret } = simulator.find("works");
  const { tokenUrl, apiUrl: own } = server.environments.sandbox;
  const client = (url = own, more = {}) =>
    SneCotation.create({
      environment: { tokenUrl, apiUrl: url },
      ...{ clientId, clientSecret, contract, retry: false },
      ...more,
    });
  return { simulator, server, apiUrl: own, client, judge: await judgeOf(contract) };
}

/** Calls one operation; resolves to what came of it. */
export async function callOne({ judge }, sne, id, parameters) {
  try {
    const answer = await sne.call(id, parameters);
    const wrong = judge(id, answer);
    if (wrong !== undefined) throw Object.assign(wrong, { status: answer.status });
    return { status: answer.status };
  } catch (error) {
    const { status, kind, message, errors } = error;
    return { status, problem: [`${kind}: ${message}`, ...(errors ?? []).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`)] };
  }
}

/** Calls every operation with the parameters of each seed. A row for each operation: `{ id, method, path, statuses, problems }`. */
export async function callAll(place, sne, seeds) {
  const rows = [];
  for (const { id, method, path } of sne.operations()) {
    const [statuses, problems] = [new Map(), []];
    for (let seed = 0; seed < seeds; seed += 1) {
      const { status, problem } = await callOne(place, sne, id, place.simulator.example(id, { seed }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (problem !== undefined) problems.push({ seed, problem });
    }
    rows.push({ id, method, path, statuses, problems });
  }
  return rows;
}
