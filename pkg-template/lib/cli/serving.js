// What commands that listen on a port have in common: reading the port, saying why it cannot be had, ending at Ctrl-C.

import { Failure, UsageError } from "./problems.js";

/** @import { Translate } from "./command.ts" */

const HIGHEST_PORT = 65535;

/** Ports to which no browser goes, nor Node's fetch ("bad port" in the Fetch standard, section "Port blocking"). */
const REFUSED = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/**
 * The number in the option --port; `command` is named when it is none.
 * @param {string | undefined} text
 * @param {{ usual: number, command: string, t: Translate }} what
 */
export function readPort(text, { usual, command, t }) {
  if (text === undefined) return usual;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > HIGHEST_PORT) throw new UsageError(t("serving.badPort", { port: text }), { command });
  if (REFUSED.has(port)) throw new UsageError(t("serving.portRefused", { port: text }), { command });
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
  if (syscall !== "listen" && syscall !== "getaddrinfo") return error;
  /** @type {Record<string, string>} */
  const keys = {
    EADDRINUSE: "serving.portInUse",
    EACCES: "serving.portForbidden",
    EADDRNOTAVAIL: "serving.hostElsewhere",
    ENOTFOUND: "serving.hostElsewhere",
    EAI_AGAIN: "serving.hostElsewhere",
  };
  const key = keys[code] ?? "serving.cannotListen";
  return new Failure(t(key, { port: String(port), host, reason: code || message }));
}
