// Numbers, lengths of time and hours as people read them.

/** @import { Context } from "../command.ts" */

/** @param {Pick<Context, "language" | "t">} context */
export function speechOf({ language, t }) {
  const whole = new Intl.NumberFormat(language);
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  /** @param {number} milliseconds */
  const hour = (milliseconds) => {
    const isSoon = milliseconds - Date.now() < 20 * 3_600_000;
    /** @type {Intl.DateTimeFormatOptions} */
    const day = isSoon ? {} : { weekday: "short", day: "numeric", month: "short" };
    return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(milliseconds);
  };
  /** @param {number} seconds */
  const length = (seconds) => {
    if (seconds < 90) return t("bulk.seconds", { count: whole.format(Math.ceil(seconds)) });
    if (seconds < 5_400) return t("bulk.minutes", { count: whole.format(Math.round(seconds / 60)) });
    if (seconds < 172_800) return t("bulk.hours", { count: tenths.format(seconds / 3_600) });
    return t("bulk.days", { count: tenths.format(seconds / 86_400) });
  };
  return { whole: (/** @type {number} */ count) => whole.format(count), tenths: tenths.format, hour, length };
}
