// A process of a fleet over a real engine: calls as many as it is told at once, until it is told to stop.

import { SneCotation } from "sne-cotation";
import { openStore } from "../stores/support/open.mjs";

const [given] = process.argv.slice(2);
/**
 * @type {{ kind: import("../stores/support/open.mjs").Kind, where: import("../stores/support/open.mjs").Where,
 *   options: import("sne-cotation").Options, atOnce: number, repeats: boolean }}
 */
const { kind, where, options, atOnce, repeats } = JSON.parse(given);
const { store, close } = await openStore(kind, where);
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
  await close();
  process.send?.({ ...told, metrics }, () => process.exit());
}
