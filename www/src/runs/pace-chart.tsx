// How a run went over time, in small: rows in each slice of time, failed ones hatched, pauses shaded.

import { useRunsSpeech } from "./speech.ts";
import type { ShownRun } from "./run.ts";

const STEP = 4;
const HEIGHT = 60;
/** What is too low to be seen would look like nothing at all. */
const LEAST = 1.5;

export function PaceChart({ id, pace: { seconds, samples } }: { id: string; pace: ShownRun["pace"] }) {
  const { t } = useRunsSpeech();
  if (samples.length < 2) return null;
  const most = Math.max(...samples.map(({ done }) => done), 1);
  const width = Math.max(samples.length, 30) * STEP;
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / most) * HEIGHT));
  return (
    <figure class="time-chart pace-chart">
      <figcaption id={`${id}-pace`}>{t("run.pace", { seconds, most })}</figcaption>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the caption of the figure is its name */}
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-pace`}
        aria-describedby={`${id}-key`}
      >
        <defs>
          <pattern id={`${id}-hatch`} width="2" height="2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="bar bad" width="1" height="2" />
          </pattern>
        </defs>
        {samples.map(({ done, failed, isPaused }, index) => {
          const [all, bad] = [heightOf(done), heightOf(failed)];
          const place = { x: index * STEP + 0.25, width: STEP - 0.5 };
          return (
            <g key={index}>
              {isPaused && <rect class="pause" x={index * STEP} width={STEP} height={HEIGHT} />}
              <rect class="bar good" {...place} y={HEIGHT - all} height={Math.max(0, all - bad)} />
              <rect {...place} y={HEIGHT - bad} height={bad} fill={`url(#${id}-hatch)`} />
            </g>
          );
        })}
        <line class="base" x1="0" x2={width} y1={HEIGHT - 0.25} y2={HEIGHT - 0.25} />
      </svg>
      <p class="hint" id={`${id}-key`}>
        {t("run.paceKey")}
      </p>
    </figure>
  );
}
