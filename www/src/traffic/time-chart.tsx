// How long the last of something took, a bar each, in the order in which they ended; and the same as a table.

import { useSpeech } from "../language.ts";
import type { Key } from "../messages/index.ts";
import { Bar, ChartFrame, SHOWN } from "./chart-frame.tsx";
import { type Ended, roundUp } from "./traffic.ts";

interface Props {
  id: string;
  title: string;
  ended: readonly Ended[];
}

const OUTCOMES = {
  good: "traffic.isGood",
  bad: "traffic.isBad",
  aborted: "traffic.isAborted",
} as const satisfies Record<Ended["outcome"], Key>;

export function TimeChart({ id, title, ended }: Props) {
  const { t } = useSpeech();
  if (ended.length === 0) return null;
  const shown = ended.slice(-SHOWN);
  const top = roundUp(Math.max(...shown.map(({ milliseconds }) => milliseconds)));
  return (
    <ChartFrame id={id} title={t("traffic.chart", { title, top })} table={<Numbers id={id} shown={shown} />}>
      {shown.map(({ outcome, milliseconds }, index) => (
        <Bar key={index} id={id} outcome={outcome} index={index} part={milliseconds / top} />
      ))}
    </ChartFrame>
  );
}

function Numbers({ id, shown }: { id: string; shown: readonly Ended[] }) {
  const { t } = useSpeech();
  return (
    <table aria-labelledby={`${id}-title`}>
      <thead>
        <tr>
          <th scope="col">{t("traffic.at")}</th>
          <th scope="col">{t("traffic.milliseconds")}</th>
          <th scope="col">{t("traffic.outcome")}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ time, milliseconds, outcome, kind }, index) => (
          <tr key={index}>
            <th scope="row">{new Date(time).toTimeString().slice(0, 8)}</th>
            <td>{Math.round(milliseconds)}</td>
            <td>
              {t(OUTCOMES[outcome])} {kind && <code>{kind}</code>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
