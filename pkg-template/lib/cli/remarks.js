// The remarks on a contract, as a person reads them.

import { oneLine } from "./foreign.js";
import { wrap } from "./table.js";

/**
 * @import { SneRemark } from "../../types/index.d.ts"
 * @import { Context } from "./command.ts"
 */

const WIDTH = 80;
/** Operations that are named; of others, how many there are. */
const MOST_NAMED = 10;

/**
 * @param {SneRemark[]} remarks
 * @param {Pick<Context, "paint" | "t">} context
 * @param {boolean} names whether the operations that they touch are named
 */
export function remarkLines(remarks, { paint, t }, names) {
  return remarks.flatMap(({ costs, message, operations }) => {
    const colour = costs === "operation" ? paint.red : costs === "check" ? paint.yellow : paint.dim;
    const [first, ...others] = wrap(oneLine(message), WIDTH - 4);
    const touched = names && operations.length > 0 ? wrap(touchedLine(operations, t), WIDTH - 4) : [];
    return [`  ${colour("•")} ${first}`, ...[...others, ...touched].map((line) => `    ${line}`)];
  });
}

/**
 * @param {string[]} operations
 * @param {Context["t"]} t
 */
function touchedLine(operations, t) {
  const named = operations.slice(0, MOST_NAMED).map(oneLine).join(", ");
  const others = operations.length - MOST_NAMED;
  return `${t("operations.touches")} ${others > 0 ? t("operations.andOthers", { named, others }) : named}`;
}
