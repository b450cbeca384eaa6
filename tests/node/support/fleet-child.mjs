// A process of a fleet: makes so many calls at once, and again as soon as one is over, until it is told to stop; then
// it tells what came of them.

import { SneCotation } from "sne-cotation";
import { storeAt } from "./fleet-store.mjs";

const [given] = process.argv.slice(2);
/** @type {{ port: number, options: import("sne-cotation").Options, atOnce: number, repeats: boolean }} */
const { port, options, atOnce, repeats } = JSON.parse(given);
const { store, close } = storeAt(port);
const sne = await SneCotation.create({ ...options, store });
const told = { well: 0, failed: /** @type {string[]} */ ([]) };
let isOver = !repeats;
process.on("message", (message) => {
  if (message === "stop") isOver = true;
  if (message === "go") work();
});
process.send?.("ready");

async function work() {
  const worker = async () => {
    do {
      await sne.healthcheck().then(
        () => {
          told.well += 1;
        },
        (error) => told.failed.push(`${error.kind}: ${error.message}`),
      );
    } while (!isOver);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const metrics = sne.metrics();
  await sne.close();
  close();
  process.send?.({ ...told, metrics }, () => process.disconnect());
}
