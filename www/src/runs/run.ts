// A run, as the local server tells of it: what it is, is said once, there. Nothing of the server is in the page.

import type { Choice } from "../../../pkg-template/lib/console/runs/runs.ts";

export type {
  Beginning,
  Choice,
  Look,
  Misfit,
  PaceSample,
  Plan,
  ShownRun,
} from "../../../pkg-template/lib/console/runs/runs.ts";

/** The windows of a quota, in the order in which they are asked for. */
export const WINDOWS = ["perSecond", "perMinute", "perHour", "perDay"] as const satisfies (keyof Choice["rateLimit"])[];

/** What its name says of a file. */
export const formatOf = (name: string): Choice["format"] => (/\.(csv|tsv)$/i.test(name) ? "csv" : "ndjson");
