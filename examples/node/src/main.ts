// Asks the API how it is, tells what went wrong if something did, and what the client has done.

import { SneError } from "sne-cotation";
import { createClient } from "./cotation.js";

const sne = await createClient();
try {
  const { version, etat } = await sne.healthcheck();
  console.log(`version ${version}, etat ${etat}`);
} catch (error) {
  if (!(error instanceof SneError)) throw error;
  console.error(`${error.kind}: ${error.message}\n${error.advice}`);
  process.exitCode = 1;
} finally {
  await sne.close();
}
const { calls, attempts, tokenRequests } = sne.metrics();
console.log(`calls ${calls}, attempts ${attempts}, token requests ${tokenRequests}`);
