// The person's browser, opened at an address: by what each system has for that.

import { spawn } from "node:child_process";

/** @import { Variables } from "./command.ts" */

/** @type {Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>>} */
const OPENERS = { darwin: ["open"], win32: ["rundll32", "url.dll,FileProtocolHandler"] };

/**
 * Opens an address. `fail` is told why that does not work, if it is soon known.
 * @param {string} url
 * @param {Variables} env
 * @param {(reason: string) => void} fail
 */
export function openBrowser(url, env, fail) {
  const [command, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  // A browser has no use for the credentials that this process may have.
  const others = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("SNE_")));
  const child = spawn(command, [...args, url], { env: others, stdio: "ignore", detached: true });
  child.once("error", (error) => fail(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
  child.once("exit", (code) => code !== 0 && code !== null && fail(`${command}: ${code}`));
  child.unref();
}
