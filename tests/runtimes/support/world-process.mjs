// PISTE in miniature in a process of its own, twice: as documented, and with the contract of the tests. A fault is
// ordered by a request to the address `control`, since a runtime under test has sockets and nothing else.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createSimulator } from "sne-cotation/simulator";
import { listen } from "../../support/site.mjs";

const contract = JSON.parse(readFileSync(new URL("../../node/contracts/complete.json", import.meta.url), "utf8"));
const simulator = await createSimulator();
const { url, environments } = await simulator.listen({ port: 0 });
const mediatheque = await createSimulator({ contract, seed: 11 });
const { environments: ofContract } = await mediatheque.listen({ port: 0 });

const control = createServer(async (request, response) => {
  const [server, fault] = JSON.parse(Buffer.concat(await request.toArray()).toString());
  simulator.inject(server, fault);
  response.end();
});
const address = await listen(control);

/**
 * @param {import("sne-cotation/simulator").ReadyMade} label
 * @param {import("sne-cotation/simulator").Simulator} [of]
 */
const credentialsOf = (label, of = simulator) => {
  const { clientId, clientSecret } = of.find(label);
  return { clientId, clientSecret };
};
/** @type {import("./world.mjs").Facts} */
const facts = {
  url,
  control: address,
  environment: environments.sandbox,
  works: credentialsOf("works"),
  withoutProfile: credentialsOf("no-profile"),
  contracted: { environment: ofContract.sandbox, ...credentialsOf("works", mediatheque), contract },
};
process.send?.(facts);
process.once("disconnect", () => process.exit());
