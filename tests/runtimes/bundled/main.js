// A page as its author writes it, for each bundler: a client whose tokens come from a relay, and what is only needed now and then.

import { SneCotation, SneError } from "sne-cotation";
import { tokenFromRelay } from "sne-cotation/relay/page";

const client = ({ environment, relay, ...more }) =>
  SneCotation.create({
    environment,
    getToken: tokenFromRelay(relay, { credentials: "include" }),
    language: "en",
    ...more,
  });

globalThis.app = {
  async healthcheck(world) {
    return (await client(world)).healthcheck();
  },

  async failure(world) {
    try {
      return await (await client(world)).request({ method: "GET", path: "nowhere" });
    } catch (error) {
      return [error instanceof SneError, error.kind, error.message !== "" && error.advice !== ""];
    }
  },

  async contract(world) {
    const sne = await client({ ...world, validate: { request: "error", response: "error" } });
    const { status } = await sne.call("lireClassement");
    return status;
  },

  async diagnosis(world) {
    const steps = [];
    for await (const { id, status, title } of (await client(world)).diagnose()) steps.push([id, status, title !== ""]);
    return steps;
  },

  async simulator() {
    const { createSimulator } = await import("sne-cotation/simulator");
    const simulator = await createSimulator();
    const { clientId, clientSecret } = simulator.find("works");
    const own = { environment: "sandbox", clientId, clientSecret, allowSecretInBrowser: true, fetch: simulator.fetch };
    return (await SneCotation.create(own)).healthcheck();
  },
};
