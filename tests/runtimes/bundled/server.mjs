// A server as its author bundles it: all that the package does, the world as its argument, the results on standard
// output.

import { SneCotation, SneError } from "sne-cotation";
import { createTokenRelay } from "sne-cotation/relay";
import { createSimulator } from "sne-cotation/simulator";
import { runScenarios } from "./scenarios.js";

async function main() {
  const world = JSON.parse(process.argv.at(-1) ?? "");
  const results = await runScenarios({ SneCotation, SneError, createSimulator }, world);
  const { environment, works } = world;
  const origin = "https://app.example";
  const relay = createTokenRelay({ environment, ...works, authorize: () => "ada", allowedOrigins: [origin] });
  const headers = { Origin: origin, "Content-Type": "application/json" };
  const answer = await relay(new Request("http://relay.example/token", { method: "POST", headers, body: "{}" }));
  results["the relay"] = typeof (await answer.json()).access_token;
  await relay.close();
  console.log(JSON.stringify(results));
}

main();
