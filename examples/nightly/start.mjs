// `npm start`: PISTE in miniature with quotas by the second and by the day, and the job of a night against it. Stop it
// with Ctrl-C, or kill it, and start it again: it goes on.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSimulator } from "sne-cotation/simulator";

const simulator = await createSimulator({ contract: readFileSync(new URL("contract.json", import.meta.url), "utf8") });
const { clientId, clientSecret } = simulator.find("works");
const quotas = [
  { window: 1, limit: 20, sliding: true },
  { window: 86_400, limit: 24_000 },
];
simulator.update(clientId, { quotas });
const server = await simulator.listen();
const { tokenUrl, apiUrl } = server.environments.sandbox;
const addresses = { SNE_TOKEN_URL: tokenUrl, SNE_API_URL: apiUrl };
const night = spawn(process.execPath, [fileURLToPath(new URL("night.mjs", import.meta.url))], {
  stdio: "inherit",
  env: { ...process.env, ...addresses, SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret },
});
// A terminal sends Ctrl-C to both; the job decides when it is over.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => night.kill("SIGTERM"));
const [code] = await once(night, "exit");
await server.close();
process.exitCode = code ?? 1;
