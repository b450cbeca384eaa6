// How long the last of something took, a bar each, in the order in which they ended; and the same as a table.

import { useSpeech } from "../language.ts";
import type { Key } from "../messages/index.ts";
import { type Ended, roundUp } from "./traffic.ts";

interface Props {
  id: string;
  title: string;
  ended: readonly Ended[];
}

const SHOWN = 40;
const STEP = 12;
const HEIGHT = 96;
/** A bar that is too short to be seen would look like nothing at all. */
const LEAST = 2;

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
    <figure class="time-chart">
      <figcaption id={`${id}-title`}>{t("traffic.chart", { title, top })}</figcaption>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the caption of the figure is its name */}
      <svg
        viewBox={`0 0 ${SHOWN * STEP} ${HEIGHT}`}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-key`}
      >
        <defs>
          <pattern id={`${id}-hatch`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="bar bad" width="2" height="4" />
          </pattern>
        </defs>
        <line class="base" x1="0" x2={SHOWN * STEP} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {shown.map((one, index) => (
          <Bar key={index} one={one} index={index} top={top} hatch={`url(#${id}-hatch)`} />
        ))}
      </svg>
      <p class="hint" id={`${id}-key`}>
        {t("traffic.key")}
      </p>
      <details>
        <summary>{t("traffic.table")}</summary>
        <Numbers id={id} shown={shown} />
      </details>
    </figure>
  );
}

function Bar({ one, index, top, hatch }: { one: Ended; index: number; top: number; hatch: string }) {
  const height = Math.max(LEAST, (one.milliseconds / top) * (HEIGHT - 4));
  const place = { x: index * STEP + 1.5, y: HEIGHT - height, width: STEP - 3, height };
  if (one.outcome === "good") return <rect class="bar good" {...place} />;
  // Failed: hatched. Given up: an outline.
  return <rect class={`bar outline ${one.outcome}`} {...place} fill={one.outcome === "bad" ? hatch : "none"} />;
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
