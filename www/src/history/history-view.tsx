// The calls of this session: one line each, to be opened, made again, compared, and saved as a file without secrets.
//
// Props
//   exchanges  in the order in which they were made; the latest is shown first
//   onReplay   told the exchange whose call is to be made again
//   onOpen     told the exchange that is to be looked at; without it there is no such button
//   onClear    told that all are to be forgotten
//   id         the beginning of all ids in it; default "history"

import { useRef, useState } from "preact/hooks";
import { saveFile } from "../body-view/save.ts";
import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { Exchange } from "../model/exchange.ts";
import { Comparison } from "./comparison.tsx";
import { nameOf } from "./exchange-name.ts";
import { exported } from "./export.ts";
import { Method } from "../shared/method.tsx";
import { Path } from "../shared/path.tsx";

export interface HistoryViewProps {
  exchanges: readonly Exchange[];
  onReplay: (exchange: Exchange) => void;
  onOpen?: (exchange: Exchange) => void;
  onClear: () => void;
  id?: string;
}

export function HistoryView({ exchanges, onReplay, onOpen, onClear, id = "history" }: HistoryViewProps) {
  const { t } = useSpeech();
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const [withContents, setWithContents] = useState(false);
  const title = useRef<HTMLParagraphElement>(null);
  const [one, other] = exchanges.filter((exchange) => ticked.includes(exchange.id));
  const tick = (number: number) =>
    setTicked((now) => (now.includes(number) ? now.filter((it) => it !== number) : [...now, number].slice(-2)));
  const save = () => saveFile([exported(exchanges, { withContents })], "appels.json");
  return (
    <div class="history">
      <p ref={title} class="muted" tabIndex={-1} role="status">
        {exchanges.length === 0 ? t("history.none") : t("history.count", { count: exchanges.length })}
      </p>
      {exchanges.length > 0 && (
        <>
          <p class="hint">{t("history.compareHint")}</p>
          <ol class="history-list" reversed>
            {[...exchanges].reverse().map((exchange) => (
              <li key={exchange.id}>
                <Line
                  exchange={exchange}
                  isTicked={ticked.includes(exchange.id)}
                  onTick={() => tick(exchange.id)}
                  onReplay={() => onReplay(exchange)}
                  onOpen={onOpen && (() => onOpen(exchange))}
                />
              </li>
            ))}
          </ol>
          {one && other && <Comparison before={one} after={other} id={id} />}
          <div class="history-export">
            <label class="choice">
              <input
                type="checkbox"
                checked={withContents}
                aria-describedby={`${id}-contents`}
                onChange={({ currentTarget }) => setWithContents(currentTarget.checked)}
              />
              <span>{t("history.withContents")}</span>
            </label>
            <p class="hint" id={`${id}-contents`}>
              {t("history.withContentsHint")}
            </p>
            <div class="buttons">
              <button type="button" class="button" onClick={save}>
                {t("history.export")}
              </button>
              <button
                type="button"
                class="button"
                onClick={() => {
                  setTicked([]);
                  onClear();
                  title.current?.focus();
                }}
              >
                {t("history.clear")}
              </button>
            </div>
          </div>
        </>
      )}
    </div>
  );
}

interface LineProps {
  exchange: Exchange;
  isTicked: boolean;
  onTick: () => void;
  onReplay: () => void;
  onOpen: (() => void) | undefined;
}

function Line({ exchange, isTicked, onTick, onReplay, onOpen }: LineProps) {
  const { t } = useSpeech();
  const { call, environment, ended } = exchange;
  const name = nameOf(exchange, t);
  return (
    <div class="history-line">
      <label class="choice">
        <input
          type="checkbox"
          checked={isTicked}
          disabled={!ended}
          onChange={onTick}
          aria-label={t("history.tick", { name })}
        />
        <span>
          <span>
            <Method name={call.operation.method} />{" "}
            <code>
              <Path text={call.operation.path} />
            </code>
          </span>
          <span class="hint">
            {name} · {t(`environment.${environment}`)}
          </span>
          <span class={ended?.outcome.type === "failure" ? "history-failure" : undefined}>
            {outcomeOf(exchange, t)}
          </span>
        </span>
      </label>
      <div class="buttons">
        <button type="button" class="button" aria-label={t("history.replayOf", { name })} onClick={onReplay}>
          {t("history.replay")}
        </button>
        {onOpen && (
          <button type="button" class="button" aria-label={t("history.openOf", { name })} onClick={onOpen}>
            {t("history.open")}
          </button>
        )}
      </div>
    </div>
  );
}

function outcomeOf({ ended }: Exchange, t: Translate): string {
  if (!ended) return t("history.underWay");
  const total = Math.round(ended.milliseconds);
  const { outcome } = ended;
  if (outcome.type === "answer") return t("history.answer", { status: outcome.answer.status, total });
  if (outcome.type === "cancelled") return t("history.cancelled", { total });
  return t("history.failure", { kind: outcome.failure.code ?? outcome.failure.kind, total });
}
