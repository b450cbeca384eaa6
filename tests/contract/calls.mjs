// Every operation of a contract, called through the package with parameters that the simulator makes.

import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";

/**
 * A simulator that serves a contract, and a client of it that refuses whatever the contract does not allow, both ways.
 * `apiUrl` puts the client in front of something else than the simulator.
 */
export async function withContract(contract, { apiUrl, ...options } = {}) {
  const simulator = await createSimulator({ contract });
  const server = await simulator.listen();
  const { clientId, clientSecret } = simulator.find("works");
  const { tokenUrl, apiUrl: own } = server.environments.sandbox;
  const client = (url = own, more = {}) =>
    SneCotation.create({
      environment: { tokenUrl, apiUrl: url },
      ...{ clientId, clientSecret, contract, retry: false },
      ...options,
      ...more,
    });
  return { simulator, server, apiUrl: own, client };
}

/** Calls one operation; resolves to what came of it. */
export async function callOne(sne, id, parameters) {
  try {
    const { status } = await sne.call(id, parameters);
    return { status };
  } catch (error) {
    const { status, kind, message, errors } = error;
    return { status, problem: [`${kind}: ${message}`, ...(errors ?? []).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`)] };
  }
}

/** Calls every operation with the parameters of each seed. A row for each operation: `{ id, method, path, statuses, problems }`. */
export async function callAll({ simulator }, sne, seeds) {
  const rows = [];
  for (const { id, method, path } of sne.operations()) {
    const [statuses, problems] = [new Map(), []];
    for (let seed = 0; seed < seeds; seed += 1) {
      const { status, problem } = await callOne(sne, id, simulator.example(id, { seed }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (problem !== undefined) problems.push({ seed, problem });
    }
    rows.push({ id, method, path, statuses, problems });
  }
  return rows;
}
