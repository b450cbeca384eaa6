// Runs in turns with a plain loop of `sne.call` over the same rows; the ratios of the paces, turn by turn.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { optionsFor, rows } from "./contract.mjs";

const ITEMS = 2_000;

/** @type {{ entries: Record<string, string>, folder: string, origin: string, rounds: number, concurrency: number }} */
const { entries, folder, origin, rounds, concurrency } = JSON.parse(process.argv[2]);
const { SneCotation } = await import(entries.client);
const { fileJournal } = await import(entries.journal);
const sne = await SneCotation.create(optionsFor(origin));

async function plain() {
  const left = rows(ITEMS);
  const work = async () => {
    for (let { done, value } = left.next(); !done; { done, value } = left.next()) await sne.call("lireDemande", value);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

/** @param {object} [more] */
async function bulk(more) {
  let done = 0;
  for await (const { ok } of sne.bulk("lireDemande", rows(ITEMS), { concurrency, ...more })) done += Number(ok);
  if (done !== ITEMS) throw new Error(`${done} of ${ITEMS}`);
}

async function withJournal() {
  const path = join(folder, "pace");
  for (const file of [path, `${path}.key`]) rmSync(file, { force: true });
  await bulk({ journal: fileJournal(path) });
}

const ways = { plain, "sne.bulk": () => bulk(), "sne.bulk with a journal": withJournal };

/** @param {keyof typeof ways} name */
async function lasting(name) {
  const begun = performance.now();
  await ways[name]();
  return performance.now() - begun;
}

const names = /** @type {(keyof typeof ways)[]} */ (Object.keys(ways));
/** @type {Record<string, number[]>} */
const ratios = Object.fromEntries(names.slice(1).map((name) => [name, []]));
for (let round = -2; round < rounds; round += 1) {
  /** @type {Record<string, number>} */
  const times = {};
  for (const name of round % 2 === 0 ? names : names.toReversed()) times[name] = await lasting(name);
  // The first two turns warm up.
  if (round >= 0) for (const name of Object.keys(ratios)) ratios[name].push(times.plain / times[name]);
}
await sne.close();
console.log(JSON.stringify(ratios));
process.exit(0);
