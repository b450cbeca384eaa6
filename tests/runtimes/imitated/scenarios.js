// What the package must do where a page is imitated: create, call, error, relay, simulator, and an abort. `network`
// says whether the imitation lets requests out.

/** @import { SneError as Failure } from "sne-cotation" */
/**
 * @typedef {typeof import("sne-cotation") & typeof import("sne-cotation/simulator") & typeof
 *   import("sne-cotation/relay")} Pack
 */

/**
 * @param {(name: string) => Pack | Promise<Pack>} load gives an entry of the package
 * @param {boolean} network
 */
export async function runImitated(load, network) {
  const { SneCotation, SneError } = await load("sne-cotation");
  const { createSimulator } = await load("sne-cotation/simulator");
  const { createTokenRelay } = await load("sne-cotation/relay");
  const simulator = await createSimulator();
  const local = await simulator.listen({ port: 0 });
  const { clientId, clientSecret } = simulator.find("works");
  const paths = { "/healthcheck": { get: { operationId: "lire", responses: { 200: { description: "ok" } } } } };
  const contract = { swagger: "2.0", info: { title: "essai", version: "1" }, paths };
  const inside = { environment: /** @type {const} */ ("sandbox"), clientId, clientSecret, fetch: simulator.fetch };
  const outside = { environment: local.environments.sandbox, clientId, clientSecret };
  const results = [];
  for (const options of network ? [inside, outside] : [inside]) {
    const sne = await SneCotation.create({ ...options, contract, retry: false });
    const controller = new AbortController();
    results.push((await sne.healthcheck({ signal: controller.signal })).etat);
    results.push(/** @type {{ etat: string }} */ ((await sne.call("lire")).data).etat);
    const error = await sne.request({ path: "ailleurs" }).catch((/** @type {Failure} */ thrown) => thrown);
    results.push(error instanceof SneError && typeof error.advice);
    controller.abort("enough");
    results.push(await sne.healthcheck({ signal: controller.signal }).catch((/** @type {Failure} */ thrown) => thrown));
    for await (const { status } of sne.diagnose()) if (status !== "ok") results.push(status);
    await sne.close();
  }
  const relay = await createTokenRelay({
    ...inside,
    authorize: () => "session",
    allowedOrigins: ["https://app.example"],
  });
  const headers = new Map([["origin", "https://app.example"]]).set("content-type", "application/json");
  const asked = {
    method: "POST",
    headers: { get: (/** @type {string} */ name) => headers.get(name) ?? null },
    body: null,
  };
  const { status } = await relay(/** @type {Request} */ (/** @type {unknown} */ (asked)));
  results.push(status);
  await local.close();
  return results;
}

/** What that comes to. @param {boolean} network */
export const expectedOf = (network) => [
  ...(network ? [0, 1] : [0]).flatMap(() => ["OK", "OK", "string", "enough"]),
  200,
];
