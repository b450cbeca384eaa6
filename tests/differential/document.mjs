// The calls of one document, made by both clients with the same parameters, and how their requests differ.

import { readFile } from "node:fs/promises";
import { createSimulator } from "sne-cotation/simulator";
import { compared } from "./compare.mjs";
import { ours } from "./ours.mjs";
import { theirs } from "./theirs.mjs";

/** @typedef {{ file: string, seeds: number }} Task */

/**
 * What came of one call: whether both requests are the same, the reasons where they are not, or what has none.
 * @typedef {object} Compared
 * @property {string} id
 * @property {"same" | "reason" | "different" | "ours only" | "theirs only" | "none" | "not compared"} verdict
 * @property {string[]} [reasons]
 * @property {string} [problem]
 */

/**
 * @param {Task} task
 * @param {(more: { call?: Compared, refused?: string }) => void} tell
 */
export async function lookAt({ file, seeds }, tell) {
  const contract = await readFile(file, "utf8");
  const sides = await bothOf(contract).catch((error) => error.message);
  if (typeof sides === "string") return tell({ refused: sides });
  const { client, peer, simulator } = sides;
  for (const operation of client.operations) {
    for (let seed = 0; seed < seeds; seed += 1) {
      const given = exampleOf(simulator, operation.id, seed);
      if (given === undefined) continue;
      const call = { given, declared: peer.declaredOf(operation), ...operation };
      const [ours, theirs] = [await client.requestOf(operation.id, given), await peer.requestOf(operation, given)];
      tell({ call: { id: operation.id, ...verdict(ours, theirs, call) } });
    }
  }
}

/** @param {string} contract */
async function bothOf(contract) {
  const client = await ours(contract);
  return { client, peer: await theirs(contract), simulator: await createSimulator({ contract }) };
}

/**
 * @param {import("sne-cotation/simulator").Simulator} simulator
 * @param {string} id
 * @param {number} seed
 */
function exampleOf(simulator, id, seed) {
  try {
    return simulator.example(id, { seed });
  } catch {
    return undefined;
  }
}

/**
 * @param {import("./request.mjs").Sent | string} ours
 * @param {import("./request.mjs").Sent | string} theirs
 * @param {import("./reasons.mjs").Call} call
 * @returns {Omit<Compared, "id">}
 */
function verdict(ours, theirs, call) {
  if (typeof ours === "string" && typeof theirs === "string") return { verdict: "none", problem: ours };
  if (typeof ours === "string") return { verdict: "theirs only", problem: ours };
  if (typeof theirs === "string") return { verdict: "ours only", problem: theirs };
  const { reasons, differences } = compared(ours, theirs, call);
  if (differences.length > 0) return { verdict: "different", problem: differences.join("; ") };
  return reasons.length > 0 ? { verdict: "reason", reasons } : { verdict: "same" };
}
