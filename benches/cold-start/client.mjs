// The same with the package, given as the address of its entry; with a contract, when one is given too. Prints how long
// each part took, and the milliseconds since the process began.

import { readFileSync } from "node:fs";

const [, , origin, entry, path] = process.argv;

const begun = performance.now();
const { SneCotation } = await import(entry);
const imported = performance.now();
const sne = await SneCotation.create({
  environment: { tokenUrl: `${origin}/token`, apiUrl: `${origin}/api` },
  clientId: "id",
  clientSecret: "secret",
  ...(path && { contract: readFileSync(path, "utf8") }),
});
const created = performance.now();
const { etat } = await sne.healthcheck();
if (etat !== "OK") throw new Error(etat);
const total = performance.now();
const { user, system } = process.cpuUsage();
const times = { import: imported - begun, create: created - imported, answer: total - created };
console.log(JSON.stringify({ ...times, total, processor: (user + system) / 1000 }));
