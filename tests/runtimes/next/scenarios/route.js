// All that the package does, on the server of the application.

import { SneCotation, SneError } from "sne-cotation";
import { createSimulator } from "sne-cotation/simulator";
import { runScenarios } from "./scenarios.js";

export const dynamic = "force-dynamic";

export async function GET() {
  const world = JSON.parse(process.env.WORLD ?? "");
  return Response.json(await runScenarios({ SneCotation, SneError, createSimulator }, world));
}
