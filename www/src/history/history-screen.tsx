// The calls of this session: again, side by side, or one with all that is known of it.

import { useEffect, useRef, useState } from "preact/hooks";
import { OutcomeView } from "../calls/outcome-view.tsx";
import { TakeAlong } from "../calls/take-along.tsx";
import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { Incomplete } from "../shared/incomplete.tsx";
import { nameOf } from "./exchange-name.ts";
import { HistoryView } from "./history-view.tsx";

export function HistoryScreen({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { exchanges } = model.state;
  const [openId, setOpenId] = useState<number>();
  const [isIncomplete, setIncomplete] = useState(false);
  const open = exchanges.find(({ id }) => id === openId);
  return (
    <div class="columns even">
      <section class="panel" aria-labelledby="calls-title">
        <h2 id="calls-title">{t("history.title")}</h2>
        {isIncomplete && <Incomplete />}
        <HistoryView
          exchanges={exchanges}
          onReplay={({ call }) => setIncomplete(model.call(call).length > 0)}
          onOpen={({ id }) => setOpenId(id)}
          onClear={model.clearHistory}
        />
      </section>
      {open && <Detail key={open.id} exchange={open} model={model} />}
      {!open && exchanges.length > 0 && <p class="panel muted">{t("history.nothingOpen")}</p>}
    </div>
  );
}

/** The focus goes there when it is opened: on a narrow screen it is far from the button. */
function Detail({ exchange, model }: { exchange: Exchange; model: ConsoleModel }) {
  const { t } = useSpeech();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="panel" aria-labelledby="detail-title">
      <h2 id="detail-title" ref={title} tabIndex={-1}>
        {nameOf(exchange, t)}
      </h2>
      <OutcomeView exchange={exchange} model={model} />
      <TakeAlong exchange={exchange} state={model.state} />
    </section>
  );
}
