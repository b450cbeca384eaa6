// The name of a call in the history.

import type { Translate } from "../messages/index.ts";
import type { Exchange } from "../model/exchange.ts";

/** "2. lireDemande, 14:05:12". */
export function nameOf({ id, call, startedAt }: Exchange, t: Translate): string {
  const time = new Date(startedAt).toTimeString().slice(0, 8);
  return t("history.name", { number: id, operation: call.operation.id, time });
}
