// A call that was sent, to take along to a terminal or a program. Folded away until it is wanted.

import { useMemo, useState } from "preact/hooks";
import { CopyAs } from "../copy-as/copy-as.tsx";
import type { Called, CopyCall } from "../copy-as/call.ts";
import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import type { State } from "../model/state.ts";

export function TakeAlong({ exchange, state }: { exchange: Exchange; state: State }) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const call = useMemo(() => copyCallOf(exchange, state), [exchange, state.contract]);
  if (!call) return null;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("call.takeAlong")}</summary>
      {isOpen && <CopyAs id={`copy-${exchange.id}`} call={call} />}
    </details>
  );
}

/** Nothing for a call that never left. */
function copyCallOf(exchange: Exchange, state: State): CopyCall | undefined {
  const sent = exchange.ended?.sent;
  return sent && { target: exchange.target, sent, called: calledOf(exchange, state) };
}

function calledOf({ call: { operation, parameters } }: Exchange, { contract }: State): Called {
  if (operation.isBuiltIn) return { type: "healthcheck" };
  const known = contract?.operations.find(({ id }) => id === operation.id);
  return known ? { type: "operation", id: known.id, parameters, operation: known } : { type: "request" };
}
