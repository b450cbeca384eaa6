// What aborts a request that is given up.

/** Controllers that no request uses, and how often each was used. @type {AbortController[]} */
const idleControllers = [];
/** @type {WeakMap<AbortController, number>} */
const uses = new WeakMap();

/** Making one costs as much as a twentieth of a call, so a few are used in turn; a platform may have none. */
export function takeController() {
  return idleControllers.pop() ?? (typeof AbortController === "function" ? new AbortController() : undefined);
}

/**
 * Says that a caller's own function gets the signal. It may go on listening, so nobody else is to abort by it later.
 * @param {AbortController | undefined} controller
 */
export function keepFromReuse(controller) {
  if (controller !== undefined) uses.set(controller, Infinity);
}

/**
 * Takes a controller back. When what it stands for is not over, it is aborted first, and of no use any more.
 * @param {AbortController | undefined} controller
 * @param {boolean} isOver
 */
export function giveBackController(controller, isOver) {
  if (controller === undefined) return;
  if (!isOver) return controller.abort();
  // Not for ever: until they are collected, requests that are over go on listening to the signal.
  const count = (uses.get(controller) ?? 0) + 1;
  uses.set(controller, count);
  if (count < 10 && idleControllers.length < 16) idleControllers.push(controller);
}
