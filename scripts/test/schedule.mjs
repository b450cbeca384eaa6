// Which parts of `npm test` run side by side: as many as there are cores for, each behind what it needs, and none
// beside one that changes what it uses.

/**
 * What the schedule has to know of a part.
 * @typedef {object} Task
 * @property {string} name
 * @property {string[]} [needs] the tasks that must have succeeded before
 * @property {number} [cores] how many it keeps busy, in parts of one too; 1, unless it says so
 * @property {string[]} [uses] what must stay as it is while it runs
 * @property {string[]} [changes] what no other may use or change meanwhile
 */

/**
 * Runs all, in their order as far as there is room: whatever fails, the rest still runs, but for what needs it.
 * Resolves once all have ended.
 * @template {Task} T
 * @param {T[]} tasks
 * @param {object} how
 * @param {number} how.cores
 * @param {(task: T) => Promise<boolean>} how.run resolves to whether it succeeded
 * @param {(task: T) => void} how.leaveOut told of those whose needs have failed
 */
export async function runSideBySide(tasks, { cores, run, leaveOut }) {
  const waiting = new Set(tasks);
  /** @type {Map<T, Promise<void>>} */
  const running = new Map();
  /** @type {Set<string>} */
  const failed = new Set();

  /** @param {T} task */
  function start(task) {
    waiting.delete(task);
    const ended = run(task).then((succeeded) => {
      running.delete(task);
      if (!succeeded) failed.add(task.name);
    });
    running.set(task, ended);
  }

  /** @param {T} task */
  function giveUp(task) {
    waiting.delete(task);
    failed.add(task.name);
    leaveOut(task);
  }

  /** @param {T} task */
  const isReady = ({ needs = [] }) => ![...waiting, ...running.keys()].some(({ name }) => needs.includes(name));
  /** @param {T} task */
  const isLost = ({ needs = [] }) => needs.some((need) => failed.has(need));

  while (waiting.size > 0) {
    for (const task of [...waiting]) {
      if (isLost(task)) giveUp(task);
      else if (isReady(task) && hasRoom(task, [...running.keys()], cores)) start(task);
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting.size > 0) throw new Error(`these need each other: ${[...waiting].map(({ name }) => name)}`);
  }
  await Promise.all(running.values());
}

/**
 * Whether a task may begin beside those that run. One that wants more cores than there are runs alone.
 * @param {Task} task
 * @param {Task[]} running
 * @param {number} cores
 */
export function hasRoom(task, running, cores) {
  if (running.length === 0) return true;
  const busy = running.reduce((sum, other) => sum + coresOf(other), 0);
  return busy + coresOf(task) <= cores && !running.some((other) => disturb(task, other));
}

/** @param {Task} task */
const coresOf = ({ cores = 1 }) => cores;

/**
 * @param {Task} one
 * @param {Task} other
 */
function disturb(one, other) {
  return isTouched(one, other) || isTouched(other, one);
}

/**
 * Whether what a task changes is used or changed by another.
 * @param {Task} task
 * @param {Task} by
 */
function isTouched({ changes = [] }, by) {
  return changes.some((thing) => by.changes?.includes(thing) || by.uses?.includes(thing));
}
