// In which language the scripts speak: French where the machine does, English everywhere else.

const SPOKEN = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;

/** Windows sets none of the three variables: there, the runtime knows what the system speaks. */
const locale = SPOKEN ?? Intl.DateTimeFormat().resolvedOptions().locale;

/** Whether people are spoken to in French. */
export const french = /^fr/i.test(locale);

/**
 * The one of two texts that the person reads.
 * @param {string} english
 * @param {string} frenchText
 */
export function say(english, frenchText) {
  return french ? frenchText : english;
}

/**
 * A duration for people: "0.4 s", "12 s", "2 min 05 s".
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${decimal(seconds)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** @param {number} number */
function decimal(number) {
  const text = number.toFixed(1);
  return french ? text.replace(".", ",") : text;
}
