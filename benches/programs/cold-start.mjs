// One contestant in a process that has just begun: from its module to its first answer. Prints the milliseconds since
// the process began, and how many of them it had the processor, which says more where the machine has other work.

import { CONTESTANTS } from "../peers/index.mjs";

const [, , origin, name] = process.argv;

const contestant = CONTESTANTS.find((one) => one.name === name);
if (contestant === undefined) throw new Error(`no contestant ${name}`);
const { open } = await contestant.load();
const { healthcheck } = await open(origin);
const { etat } = await healthcheck();
if (etat !== "OK") throw new Error(etat);
const total = performance.now();
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ total, processor: (user + system) / 1000 }));
process.exit(0);
