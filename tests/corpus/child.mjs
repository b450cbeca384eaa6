// The process in which documents are looked at, one after the other: what one of them does to it, the run outlives.

import { lookAt } from "./document.mjs";

/** @import { Task } from "./document.mjs" */

/** @param {object} message */
const send = (message) => process.send?.(message);

process.on("message", (/** @type {Task} */ task) => {
  lookAt(task, (more) => send({ more })).then(
    () => send({ isDone: true }),
    (error) => send({ isDone: true, more: { stopped: String(error?.stack ?? error).replace(/\s+/g, " ") } }),
  );
});
process.on("disconnect", () => process.exit());
