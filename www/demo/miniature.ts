// The simulator of the page: loaded when it is first needed, made anew for another contract, and put into the situation
// that was chosen.

import type { Simulator } from "sne-cotation/simulator";
import { arrange } from "./situations.ts";

interface Made {
  contract: string | undefined;
  simulator: Promise<Simulator>;
  situation?: string;
}

let situation = "";
let contract: string | undefined;
let made: Made | undefined;

/** From the next request on, this is how things are. */
export function enterSituation(label: string): void {
  situation = label;
}

/** From the next request on, these operations are there: those of a contract's text. */
export function enterContract(text: string | undefined): void {
  contract = text;
}

/** PISTE in miniature, as it is to be now. */
export async function simulatorNow(): Promise<Simulator> {
  if (made === undefined || made.contract !== contract) made = { contract, simulator: simulatorOf(contract) };
  const current = made;
  const simulator = await current.simulator;
  if (current.situation !== situation) {
    current.situation = situation;
    arrange(simulator, situation);
  }
  return simulator;
}

async function simulatorOf(text: string | undefined): Promise<Simulator> {
  const { createSimulator } = await import("sne-cotation/simulator");
  const plain = await createSimulator();
  if (text === undefined) return plain;
  // Below the address that the page knows, whatever the contract says.
  const { pathname } = new URL(plain.environments.sandbox.apiUrl);
  const document: object = JSON.parse(text.replace(/^\uFEFF/, ""));
  return createSimulator({ contract: { ...document, basePath: pathname } });
}
