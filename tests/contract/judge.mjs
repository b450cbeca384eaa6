// What is wrong with an answer, by the validation in the packed package.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const root = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
const inPackage = (path) => import(pathToFileURL(join(root, path)).href);

/** A function that gives the failure of an answer, if it is not what the contract says of the operation. */
export async function judgeOf(contract) {
  const [{ readContract }, { SneError }] = await Promise.all([inPackage("lib/contract/contract.js"), inPackage("lib/error.js")]);
  const wasm = () => readFile(join(root, "sne_cotation_contract.wasm"));
  const read = await readContract(contract, wasm, (view) => new SneError(view, "en"));
  return (id, { status, data }) => read.answer(id, status, data, 0);
}
