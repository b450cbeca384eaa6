// What happens to a client, handed to whoever observes it.

/** Hands a step on, as the core numbers it (src/core/event.rs). An observer that fails is no failure of the call. */
export function observe(observer, ...step) {
  try {
    observer(...step);
  } catch (thrown) {
    report(thrown);
  }
}

/** Says what a caller's function threw, where the platform shows such things. */
function report(thrown) {
  if (typeof globalThis.reportError === "function") return globalThis.reportError(thrown);
  const warning = thrown instanceof Error ? thrown : String(thrown);
  globalThis.process?.emitWarning?.(warning);
}
