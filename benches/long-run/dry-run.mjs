// A dry run: each row becomes a request that is not sent.

import { optionsFor, rows } from "./contract.mjs";

/** @type {{ entries: { client: string }, items: number }} */
const { entries, items } = JSON.parse(process.argv[2]);
const { SneCotation } = await import(entries.client);

const sne = await SneCotation.create(optionsFor());
const begun = performance.now();
let done = 0;
for await (const { ok } of sne.bulk("lireDemande", rows(items), { dryRun: true })) done += Number(ok);
if (done !== items) throw new Error(`${done} of ${items}`);
console.log(JSON.stringify({ pace: done / ((performance.now() - begun) / 1000) }));
