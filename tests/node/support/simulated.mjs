// The package and PISTE in miniature over real sockets: what most tests of the client begin with.

import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";
import { observed } from "./leftovers.mjs";

/** @import { Options } from "sne-cotation" */
/** @import { Environment, Exchange, ReadyMade, SimulatorOptions } from "sne-cotation/simulator" */
/** @import { ClientOptions, Ending } from "./platform.mjs" */

/**
 * A simulator that listens for the length of a test. `client(label, options, environment)` makes a client of a
 * ready-made application, `calls()` and `tokenRequests()` tell what arrived since.
 * @param {Ending} t
 * @param {SimulatorOptions} [options]
 */
export async function simulated(t, options) {
  const simulator = await createSimulator(options);
  const server = await simulator.listen({ port: 0 });
  t.after(() => server.close());
  /**
   * @param {ReadyMade} [label]
   * @param {ClientOptions} [more]
   * @param {Environment} [environment]
   */
  const client = (label, more, environment = "sandbox") => {
    const { clientId, clientSecret } = simulator.find(label, environment);
    // Most tests are about what one exchange means.
    const options = { environment: server.environments[environment], clientId, clientSecret, retry: false };
    const { onEvent, ...others } = more ?? {};
    return SneCotation.create(/** @type {Options} */ ({ ...options, ...others, ...observed(onEvent) }));
  };
  /** @param {Exchange} exchange */
  const isToken = ({ path }) => path.endsWith("/token");
  return {
    simulator,
    server,
    client,
    tokenRequests: () => simulator.exchanges.filter(isToken),
    calls: () => simulator.exchanges.filter((exchange) => !isToken(exchange)),
  };
}
