// The contract as the client has it, a module of the package that no entry exports: for what `call` does not ask.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inPackage, PACKAGE } from "./command.mjs";

/** @import { SneError, ValidateOptions } from "sne-cotation" */
/** @import { Language } from "./languages.mjs" */

/**
 * @typedef {object} InnerContract
 * @property {(option: ValidateOptions | boolean) => { ofRequest: number, ofAnswer: number }} validation
 * @property {{ bind: (id: string, parameters: object, options: object, flags: number) => Bound }} requests
 * @property {{ judge: (id: string, answer: Answered, flags: number) => { failure?: SneError } }} answers
 */

/** @typedef {{ status: number, data: unknown, text?: string }} Answered */
/** @typedef {{ request: { body: unknown, json: string, query: Record<string, string> }, mistakes?: SneError }} Bound */
/** @typedef {() => Promise<Uint8Array>} Bring */
/** @typedef {(view: unknown) => Error} MakeError */
/** @typedef {(document: unknown, bring: Bring, makeError: MakeError) => Promise<InnerContract>} ReadContract */

/** @type {{ readContract: ReadContract }} */
const { readContract } = await inPackage("lib/contract/contract.js");
/** @type {{ SneError: new (view: unknown, language: Language) => SneError }} */
const { SneError: OwnError } = await inPackage("lib/error.js");
/** @type {{ loadTexts: (part: "contract" | "rules", language: Language) => Promise<void> }} */
const { loadTexts } = await inPackage("lib/messages.js");

/** @param {unknown} document @param {Language} language */
export async function innerContract(document, language) {
  await Promise.all([loadTexts("contract", language), loadTexts("rules", language)]);
  const bring = async () => readFileSync(join(PACKAGE, "sne_cotation_contract.wasm"));
  return readContract(document, bring, (view) => new OwnError(view, language));
}
