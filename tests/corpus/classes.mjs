// What is missing, by classes: problems that differ in names and numbers are one.

/**
 * @typedef {{ step: string, problem: string, name: string, example: string }} Missing what is missing, of which
 *   document
 */

/** @typedef {{ step: string, problem: string, count: number, documents: number, examples: string[] }} Class */

/** Examples of a class, each of another document. */
const EXAMPLES = 3;
/** Classes of one step that are shown. */
const MOST = 15;

/**
 * The classes, step by step, what is most often missing first.
 * @param {Missing[]} all
 * @returns {Class[]}
 */
export function classesOf(all) {
  /** @type {Map<string, Class & { names: Set<string> }>} */
  const found = new Map();
  for (const { step, problem, name, example } of all) {
    const kind = alike(problem);
    const key = `${step} ${kind}`;
    const known = found.get(key) ?? { step, problem: kind, count: 0, documents: 0, examples: [], names: new Set() };
    found.set(key, known);
    known.count += 1;
    if (!known.names.has(name) && known.examples.length < EXAMPLES) known.examples.push(example);
    known.names.add(name);
  }
  const list = [...found.values()].map(({ names, ...kind }) => ({ ...kind, documents: names.size }));
  return list.sort((one, other) => one.step.localeCompare(other.step) || other.count - one.count);
}

/**
 * The classes as people read them.
 * @param {Class[]} classes
 */
export function linesOf(classes) {
  /** @type {Map<string, Class[]>} */
  const steps = new Map();
  for (const one of classes) steps.set(one.step, [...(steps.get(one.step) ?? []), one]);
  return [...steps].flatMap(([step, list]) => [
    ...["", `── ${step} ──`],
    ...list.slice(0, MOST).flatMap(lines),
    ...(list.length > MOST ? [`… and ${list.length - MOST} more`] : []),
  ]);
}

/** @param {Class} one */
const lines = ({ problem, count, documents, examples }) => [
  `${count} × in ${documents} documents: ${problem}`,
  ...examples.map((example) => `    ${short(example)}`),
];

/** @param {string} text */
const short = (text) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

/**
 * A problem without what is a document's own.
 * @param {string} problem
 */
function alike(problem) {
  // The mistakes of a call say more than that it has some.
  const [first, ...mistakes] = problem.split(" | ");
  if (mistakes.length === 0) return plain(first);
  const kinds = new Set(mistakes.map((one) => plain(one.replace(/^\/?\S* (?=[a-zA-Z]+: )/, ""))));
  return `${first.split(":")[0]}: ${[...kinds].sort().slice(0, 2).join(" | ")}`;
}

/** @param {string} text */
function plain(text) {
  return text
    .replace(/[“"«'`‘][^“”"»'`’]*[”"»'`’]/g, "…")
    .replace(/\(\/.*\)$/, "")
    .replace(/(^|\s)\/\S*/g, "$1/…")
    .replace(/\d+/g, "N")
    .slice(0, 200);
}
