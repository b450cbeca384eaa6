// What commands that listen on a port have in common: reading the port, saying why it cannot be had, ending at Ctrl-C.

import { Failure, UsageError } from "./problems.js";

/** @import { Translate } from "./command.ts" */

const HIGHEST_PORT = 65535;

/**
 * The number in the option --port; `command` is named when it is none.
 * @param {string | undefined} text
 * @param {{ usual: number, command: string, t: Translate }} what
 */
export function readPort(text, { usual, command, t }) {
  if (text === undefined) return usual;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > HIGHEST_PORT) throw new UsageError(t("serving.badPort", { port: text }), { command });
  return port;
}

/**
 * Resolves at the first Ctrl-C or SIGTERM; a second one ends the process the hard way.
 * @returns {Promise<unknown>}
 */
export function stopSignal() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
  });
}

/**
 * Why a server could not listen, for people. What is no failure to listen stays what it is.
 * @param {unknown} error
 * @param {{ port: number, host: string, t: Translate }} place
 */
export function listenFailure(error, { port, host, t }) {
  const { syscall, code = "", message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (syscall !== "listen") return error;
  /** @type {Record<string, string>} */
  const keys = { EADDRINUSE: "serving.portInUse", EACCES: "serving.portForbidden" };
  const key = keys[code] ?? "serving.cannotListen";
  return new Failure(t(key, { port: String(port), host, reason: code || message }));
}
