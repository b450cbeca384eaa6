// Two answers side by side: what the later has that the earlier has not, and the other way round.

import { useMemo } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import { type Difference, differences } from "./differences.ts";
import { nameOf } from "./exchange-name.ts";

/** So much of a value is shown. */
const LONGEST = 200;

const KINDS = { added: "history.added", removed: "history.removed", changed: "history.changed" } as const;
/** So that the kinds are not told by colour alone. */
const SIGNS = { added: "+", removed: "−", changed: "≠" } as const;

export function Comparison({ before, after, id }: { before: Exchange; after: Exchange; id: string }) {
  const { t } = useSpeech();
  const { list, isCut } = useMemo(() => differences(comparable(before), comparable(after)), [before, after]);
  return (
    <div class="comparison">
      <h3 id={`${id}-comparison`}>{t("history.comparison")}</h3>
      <p>{t("history.compared", { before: nameOf(before, t), after: nameOf(after, t) })}</p>
      <p role="status">{list.length === 0 ? t("history.same") : t("history.differences", { count: list.length })}</p>
      {list.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must be able to do
        <section class="comparison-scroll" tabIndex={0} aria-labelledby={`${id}-comparison`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("history.place")}</th>
                <th scope="col">{t("history.before")}</th>
                <th scope="col">{t("history.after")}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((difference) => (
                <Row key={`${difference.kind}${difference.pointer}`} difference={difference} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {isCut && <p>{t("history.more")}</p>}
    </div>
  );
}

function Row({ difference: { pointer, kind, before, after } }: { difference: Difference }) {
  const { t } = useSpeech();
  return (
    <tr class={`difference ${kind}`}>
      <th scope="row">
        <span aria-hidden="true">{SIGNS[kind]} </span>
        <span class="for-the-ear">{t(KINDS[kind])} </span>
        {pointer || "/"}
      </th>
      <td>{kind !== "added" && <code>{short(before)}</code>}</td>
      <td>{kind !== "removed" && <code>{short(after)}</code>}</td>
    </tr>
  );
}

/** What counts of an exchange: how it ended, and with what. */
function comparable({ ended }: Exchange): unknown {
  const outcome = ended?.outcome;
  if (outcome?.type === "answer") return { status: outcome.answer.status, data: outcome.answer.data };
  if (outcome?.type !== "failure") return { outcome: outcome?.type };
  const { kind, code, status, message } = outcome.failure;
  return { failure: { kind, code, status, message } };
}

function short(value: unknown): string {
  const text = ArrayBuffer.isView(value) ? `${value.byteLength} B` : (JSON.stringify(value) ?? "");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
