// What can go wrong, as the cores number it: the id, the kind and whether it passes of each reason, the client's first.

import { table } from "./messages/reasons.js";

/** `[id, kind, retryable]` of each reason, by its number. */
export const reasons = table.split("\n").flatMap((line) => {
  const [, kind, mark, ids] = /^([a-z-]+)(\+?) (.*)$/.exec(line);
  return ids.split(" ").map((id) => [id, kind, mark !== ""]);
});

/** The number of a reason, by its id. */
export function numberOf(id) {
  return reasons.findIndex(([known]) => known === id);
}
