// The package and PISTE in miniature over real sockets: what most tests of the client begin with.

import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";

/**
 * A simulator that listens for the length of a test. `client(label, options, environment)` makes a client of a
 * ready-made application, `calls()` and `tokenRequests()` tell what arrived since.
 */
export async function simulated(t, options) {
  const simulator = await createSimulator(options);
  const server = await simulator.listen({ port: 0 });
  t.after(() => server.close());
  const client = (label, more, environment = "sandbox") => {
    const { clientId, clientSecret } = simulator.find(label, environment);
    // Most tests are about what one exchange means.
    const options = { environment: server.environments[environment], clientId, clientSecret, retry: false };
    return SneCotation.create({ ...options, ...more });
  };
  const isToken = ({ path }) => path.endsWith("/token");
  return {
    simulator,
    server,
    client,
    tokenRequests: () => simulator.exchanges.filter(isToken),
    calls: () => simulator.exchanges.filter((exchange) => !isToken(exchange)),
  };
}
