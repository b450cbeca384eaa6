// Remarks: what a contract has that could not be taken as it stands, in the words of a language. Loaded only where
// there are some; most contracts have none.

import { firstRemark, table } from "../messages/remarks-reasons.js";
import { loadTexts, shownPointer, text } from "../messages.js";
import { observe } from "../platform/observing.js";
import { addReasons, reasonNumber, reasons } from "../reasons.js";
import { viewOf } from "./views.js";

/**
 * @import { SneEvent, SneRemark } from "../../types/index.d.ts"
 * @import { Language } from "../failure.ts"
 * @import { Told } from "./told.ts"
 */

// An operation that cannot be called fails with one of them.
addReasons(firstRemark, table);

/**
 * What tells of remarks, each time anew.
 * @param {Told[]} told as crates/contract/src/listing.rs tells them
 * @param {Language} language
 * @returns {Promise<() => SneRemark[]>}
 */
export async function remarksOf(told, language) {
  // Without their texts, they say the ids of their rules.
  await loadTexts("remarks", language).catch(() => undefined);
  return () => told.map((remark) => remarkOf(remark, language));
}

/**
 * @param {Told} told
 * @param {Language} language
 * @returns {SneRemark}
 */
function remarkOf([view, costs, operations], language) {
  const [reason, , entries] = viewOf(view);
  const facts = /** @type {{ pointer: string }} */ (Object.fromEntries(entries));
  const { message, advice } = text(reason, facts, language);
  const cost = text(reasonNumber(`remark-costs-${costs}`), facts, language).message;
  return {
    pointer: shownPointer(facts.pointer),
    rule: reasons[reason][0].replace("remark-", ""),
    message: `${message} ${cost} ${advice}`.trimEnd(),
    costs,
    operations: [...operations],
  };
}

/**
 * Tells an observer of remarks.
 * @param {(event: SneEvent) => void} onEvent
 * @param {SneRemark[]} remarks
 */
export function tellRemarks(onEvent, remarks) {
  observe(onEvent, { type: "remarks", time: Date.now(), remarks });
}
