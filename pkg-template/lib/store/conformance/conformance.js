// What every store must do, as checks for any test runner. Each makes stores of its own, in the place of processes, and
// keys of its own, so that checks may run at once and again over the same engine.

import { languageOf } from "../../messages.js";
import { newVersion } from "../cell.js";
import { has, readOptions, refusal } from "../refusal.js";
import { checks } from "./checks.js";
import { titles } from "./titles.js";

/**
 * @import { Store } from "../../../types/store.d.ts"
 * @import { Check } from "./checks.js"
 * @import { StoreConformanceOptions } from "../../../types/store-testing.d.ts"
 */

/** @type {typeof import("../../../types/store-testing.d.ts").storeConformance} */
export function storeConformance(given) {
  const { options, language } = readOptions(given, "storeConformance", ["create", "close", "wipe"]);
  if (!has(options, "create")) throw refusal("conformance-create", {}, language);
  /** @type {[string, Check][]} */
  const all = Object.entries(checks);
  const wanted = all.filter(([, { needs }]) => needs === undefined || has(options, needs));
  return wanted.map(([id, { check }]) => ({
    name: titles[languageOf(given)][/** @type {keyof typeof checks} */ (id)],
    run: () => run(check, options),
  }));
}

/**
 * @param {Check["check"]} check
 * @param {StoreConformanceOptions} options
 */
async function run(check, { create, close, wipe }) {
  /** @type {Store[]} */
  const stores = [];
  /** @param {number} count */
  const several = async (count) => {
    for (let made = 0; made < count; made += 1) stores.push(await create());
    return stores.slice(-count);
  };
  try {
    const wipeAll = async () => {
      await wipe?.();
    };
    await check({ several, key: (name = "cell") => `sne:{${newVersion()}}:${name}`, wipe: wipeAll });
  } finally {
    for (const store of stores) await close?.(store);
  }
}
