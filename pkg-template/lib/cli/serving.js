// What commands that listen on a port have in common: reading the port, saying why it cannot be had, ending at Ctrl-C.

import { Failure, UsageError } from "./problems.js";

const HIGHEST_PORT = 65535;

/** The number in the option --port; `command` is named when it is none. */
export function readPort(text, { usual, command, t }) {
  if (text === undefined) return usual;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > HIGHEST_PORT) throw new UsageError(t("serving.badPort", { port: text }), { command });
  return port;
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process the hard way. */
export function stopSignal() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
  });
}

/** Why a server could not listen, for people. What is no failure to listen stays what it is. */
export function listenFailure(error, { port, host, t }) {
  if (error.syscall !== "listen") return error;
  const keys = { EADDRINUSE: "serving.portInUse", EACCES: "serving.portForbidden" };
  const key = keys[error.code] ?? "serving.cannotListen";
  return new Failure(t(key, { port: String(port), host, reason: error.code ?? error.message }));
}
