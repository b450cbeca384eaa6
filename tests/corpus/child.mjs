// The process in which documents are looked at, one after the other: what one of them does to it, the run outlives. Its
// argument is the module that looks.

const { lookAt } = await import(process.argv[2]);

/** @param {object} message */
const send = (message) => process.send?.(message);

process.on("message", (task) => {
  lookAt(task, (/** @type {object} */ more) => send({ more })).then(
    () => send({ isDone: true }),
    (/** @type {Error} */ error) =>
      send({ isDone: true, more: { stopped: String(error?.stack ?? error).replace(/\s+/g, " ") } }),
  );
});
process.on("disconnect", () => process.exit());
