// The scenarios in a Worker: the world comes as the body of a request, the results are the answer.

import { SneCotation, SneError } from "sne-cotation";
import { createSimulator } from "sne-cotation/simulator";
import { runScenarios } from "../support/scenarios.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    return Response.json(await runScenarios({ SneCotation, SneError, createSimulator }, await request.json()));
  },
};
