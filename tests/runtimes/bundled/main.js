// A page as its author writes it, for each bundler: a client whose tokens come from a relay, and what is only needed
// now and then.

import { SneCotation, SneError } from "sne-cotation";
import { tokenFromRelay } from "sne-cotation/relay/page";

/** @import { CommonOptions } from "sne-cotation" */
/** @import { PageWorld } from "../support/app.mjs" */
/** @typedef {typeof app} App */

/** @param {PageWorld & Partial<CommonOptions>} world */
const client = ({ environment, relay, ...more }) =>
  SneCotation.create({
    environment,
    getToken: tokenFromRelay(relay, { credentials: "include" }),
    language: "en",
    ...more,
  });

const app = {
  /** @param {PageWorld} world */
  async healthcheck(world) {
    return (await client(world)).healthcheck();
  },

  /** @param {PageWorld} world */
  async failure(world) {
    try {
      await (await client(world)).request({ method: "GET", path: "nowhere" });
    } catch (error) {
      if (error instanceof SneError) return [true, error.message !== "" && error.advice !== ""];
    }
    return [false, false];
  },

  /** @param {PageWorld} world */
  async contract(world) {
    const sne = await client({ ...world, validate: { request: "error", response: "error" } });
    const { status } = await sne.call("lireClassement");
    return status;
  },

  /** @param {PageWorld} world */
  async diagnosis(world) {
    /** @type {[id: string, status: string, hasTitle: boolean][]} */
    const steps = [];
    for await (const { id, status, title } of (await client(world)).diagnose()) steps.push([id, status, title !== ""]);
    return steps;
  },

  async simulator() {
    const { createSimulator } = await import("sne-cotation/simulator");
    const simulator = await createSimulator();
    const { clientId, clientSecret } = simulator.find("works");
    const { fetch } = simulator;
    const own = { environment: /** @type {const} */ ("sandbox"), clientId, clientSecret, fetch };
    return (await SneCotation.create({ ...own, allowSecretInBrowser: true })).healthcheck();
  },
};
Object.assign(globalThis, { app });
