// What charts have in common: their name, a hatch for what has failed, a key for all of them, and their numbers as a
// table.

import type { ComponentChildren } from "preact";
import { useSpeech } from "../language.ts";
import type { Ended } from "./traffic.ts";

/** Places for bars. */
export const SHOWN = 40;
export const HEIGHT = 96;
const STEP = 12;
/** A bar that is too short to be seen would look like nothing at all. */
const LEAST = 2;

const KEY = "traffic-key";

/** How the outcomes are told apart: once, below the charts. */
export function ChartKey() {
  const { t } = useSpeech();
  return (
    <p class="hint chart-key" id={KEY}>
      {t("traffic.key")}
    </p>
  );
}

interface FrameProps {
  id: string;
  title: string;
  children: ComponentChildren;
  table: ComponentChildren;
}

export function ChartFrame({ id, title, children, table }: FrameProps) {
  const { t } = useSpeech();
  return (
    <figure class="time-chart">
      <figcaption id={`${id}-title`}>{title}</figcaption>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the caption of the figure is its name */}
      <svg viewBox={`0 0 ${SHOWN * STEP} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title`} aria-describedby={KEY}>
        <defs>
          <pattern id={`${id}-hatch`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="bar bad" width="2" height="4" />
          </pattern>
        </defs>
        <line class="base" x1="0" x2={SHOWN * STEP} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
        {children}
      </svg>
      <details>
        <summary>{t("traffic.table")}</summary>
        {table}
      </details>
    </figure>
  );
}

interface BarProps {
  /** Of the chart. */
  id: string;
  outcome: Ended["outcome"];
  /** Its place, from the left. */
  index: number;
  /** Parts of the whole height: its own, and that of what it stands on. */
  part: number;
  base?: number;
}

export function Bar({ id, outcome, index, part, base = 0 }: BarProps) {
  const whole = HEIGHT - 4;
  const height = Math.max(LEAST, part * whole);
  const place = { x: index * STEP + 1.5, y: HEIGHT - height - base * whole, width: STEP - 3, height };
  if (outcome === "good") return <rect class="bar good" {...place} />;
  // Failed: hatched. Given up: an outline.
  return <rect class={`bar outline ${outcome}`} {...place} fill={outcome === "bad" ? `url(#${id}-hatch)` : "none"} />;
}
