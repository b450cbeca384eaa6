// A run with a journal and an output; its calls may have an effect, and are answered within the process. It may leave
// before a row; then another process goes on with it.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { optionsFor, rows } from "./contract.mjs";

/** @type {{ entries: { client: string, journal: string }, items: number, folder: string, leavesAt?: number }} */
const { entries, items, folder, leavesAt } = JSON.parse(process.argv[2]);
const { SneCotation } = await import(entries.client);
const { fileJournal } = await import(entries.journal);
mkdirSync(folder, { recursive: true });

const JSON_TYPE = { headers: { "content-type": "application/json" } };
const TOKEN = JSON.stringify({ access_token: "a".repeat(54), token_type: "Bearer", expires_in: 3600 });
const ANSWER = JSON.stringify({ version: "1.0", etat: "OK" });
/** @param {string} url */
const fetch = async (url) => new Response(url.endsWith("/token") ? TOKEN : ANSWER, JSON_TYPE);

const sne = await SneCotation.create({ ...optionsFor(), fetch });
const begun = performance.now();
const path = join(folder, "journal");
const journal = fileJournal(path, { output: join(folder, "output") });
let [first, done] = [0, 0];
for await (const item of sne.bulk("coterDemande", rows(items), { journal, concurrency: 8, inDoubt: "retry" })) {
  if (done === 0) first = performance.now() - begun;
  if (!item.ok) throw item.error;
  done += 1;
  if (item.n === leavesAt) break;
  journal.output.write(`${JSON.stringify({ n: item.n, data: item.data, row: item.row })}\n`);
}
const seconds = (performance.now() - begun) / 1000;
await sne.close();
const rss = process.resourceUsage().maxRSS;
console.log(JSON.stringify({ rss, first, pace: done / seconds, journal: statSync(path).size }));
