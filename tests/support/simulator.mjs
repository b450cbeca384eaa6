// PISTE in miniature for a test: real sockets on free ports, through the package's own `sne-cotation/simulator`.

import { createSimulator } from "sne-cotation/simulator";

/** @import { Application, Environment, ReadyMade, SimulatorOptions } from "sne-cotation/simulator" */

/**
 * Starts a simulator. Beside what its server says of itself (`url`, `environments`): `application(label)` gives the
 * credentials of a ready-made application, `fetchToken(label)` what a relay on a server would get for it, `close` stops
 * it.
 * @param {SimulatorOptions} [options]
 */
export async function startSimulator(options) {
  const simulator = await createSimulator(options);
  const server = await simulator.listen({ port: 0 });
  /**
   * @param {ReadyMade} label
   * @param {Environment} [environment]
   */
  const application = (label, environment = "production") => find(simulator.applications, label, environment);
  return {
    simulator,
    url: server.url,
    environments: server.environments,
    application,
    /** @param {ReadyMade} label */
    fetchToken: (label) => fetchToken(server.environments.production.tokenUrl, application(label)),
    close: () => server.close(),
  };
}

/**
 * @param {Application[]} applications
 * @param {string} label
 * @param {Environment} environment
 */
function find(applications, label, environment) {
  const found = applications.find((one) => one.label === label && one.environment === environment);
  if (found === undefined) throw new Error(`the simulator has no application ${label} in ${environment}`);
  return found;
}

/**
 * A token request as the guide shows it, without the package: what is tested must not help to test itself.
 * @param {string} tokenUrl
 * @param {Application} application
 */
async function fetchToken(tokenUrl, { clientId, clientSecret }) {
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const answer = await fetch(tokenUrl, { method: "POST", body: new URLSearchParams(form) });
  return answer.json();
}
