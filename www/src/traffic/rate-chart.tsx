// How many calls ended in each minute, by how they ended; in a long session, in as many minutes as a bar stands for.

import { useSpeech } from "../language.ts";
import { Bar, ChartFrame, SHOWN } from "./chart-frame.tsx";
import { type Ended, perMinutes, roundUp, type Slot } from "./traffic.ts";

const OUTCOMES = ["good", "bad", "aborted"] as const;

export function RateChart({ id, ended }: { id: string; ended: readonly Ended[] }) {
  const { t } = useSpeech();
  if (ended.length === 0) return null;
  const { minutes, slots } = perMinutes(ended, SHOWN);
  const top = roundUp(Math.max(...slots.map(total)));
  const title = minutes === 1 ? t("traffic.perMinute", { top }) : t("traffic.perMinutes", { minutes, top });
  return (
    <ChartFrame id={id} title={title} table={<Numbers id={id} slots={slots} />}>
      {slots.map((slot, index) =>
        OUTCOMES.map((outcome, place) => {
          const below = OUTCOMES.slice(0, place).reduce((sum, one) => sum + slot[one], 0);
          const bar = { id, outcome, index, part: slot[outcome] / top, base: below / top };
          return slot[outcome] > 0 && <Bar key={outcome} {...bar} />;
        }),
      )}
    </ChartFrame>
  );
}

const total = ({ good, bad, aborted }: Slot) => good + bad + aborted;

function Numbers({ id, slots }: { id: string; slots: readonly Slot[] }) {
  const { t } = useSpeech();
  return (
    <table aria-labelledby={`${id}-title`}>
      <thead>
        <tr>
          <th scope="col">{t("traffic.from")}</th>
          <th scope="col">{t("traffic.good")}</th>
          <th scope="col">{t("traffic.bad")}</th>
          <th scope="col">{t("traffic.aborted")}</th>
        </tr>
      </thead>
      <tbody>
        {slots.map(({ time, good, bad, aborted }) => (
          <tr key={time}>
            <th scope="row">{new Date(time).toTimeString().slice(0, 5)}</th>
            <td>{good}</td>
            <td>{bad}</td>
            <td>{aborted}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
